using System.Text.Json.Nodes;
using System.Xml;
using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests.ServiceLevels;

/// <summary>What tests of service levels do again and again.</summary>
internal static class Office
{
    private static int _types;

    /// <summary>A type with a published service level.</summary>
    public static async Task<string> NewTypeWithLevel(this IntakeWorld world, object level)
    {
        var code = $"LEVEL{Interlocked.Increment(ref _types)}";
        var type = await world.NewType(code, code + "-{seq:6}");
        await world.Publish(type, level);
        return type;
    }

    /// <summary>Publishes the next version of a type's service level.</summary>
    public static async Task<string> Publish(this IntakeWorld world, string type, object level)
    {
        var input = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(level))!.AsObject();
        input["applicationTypeId"] = type;
        var drafted = (string)(await world.Admin.Do("draftServiceLevel", input, "serviceLevel { id status }"))["serviceLevel"]!["id"]!;
        await world.Admin.Do("publishServiceLevel", new { serviceLevelId = drafted }, "serviceLevel { id }");
        return drafted;
    }

    /// <summary>Lets time pass until so much working time has passed.</summary>
    public static async Task Work(this IntakeWorld world, TimeSpan time)
    {
        var now = world.Clock.GetUtcNow();
        var deadline = (await world.Admin.Query(
            "query($s: DateTime!, $t: Duration!) { explainDeadline(start: $s, workingTime: $t) { deadline } }", new { s = now, t = XmlConvert.ToString(time) }))["explainDeadline"]!["deadline"]!;
        await world.Advance(DateTimeOffset.Parse((string)deadline!) - world.Clock.GetUtcNow());
    }

    /// <summary>Runs a tick of a job now, however many there were.</summary>
    public static Task<bool> Tick(this IntakeWorld world, string job) => world.Tick(job, world.Clock.GetUtcNow());

    /// <summary>The clocks of an application.</summary>
    public static async Task<JsonArray> Clocks(this IntakeWorld world, string application, string fields) => (await world.Admin.Query(
        $"query($id: ID!) {{ application(id: $id) {{ clocks {{ nodes {{ {fields} }} }} }} }}", new { id = application }))["application"]!["clocks"]!["nodes"]!.AsArray();

    /// <summary>Tells the result and closes.</summary>
    public static async Task Close(this IntakeWorld world, string application)
    {
        await world.Admin.Do("recordResultNotice", new { applicationId = application, channel = "PHONE", recipient = "1", text = "Done." }, "resultNotice { id }");
        await world.Admin.Do("closeApplication", new { applicationId = application }, "application { id }");
    }

    /// <summary>A duration of the API.</summary>
    public static TimeSpan Span(JsonNode? duration) => XmlConvert.ToTimeSpan((string)duration!);

    /// <summary>A duration of the API in whole minutes; what the clock of the tests moves by itself is less.</summary>
    public static double Minutes(JsonNode? duration) => Math.Floor(Span(duration).TotalMinutes + 0.01);
}
