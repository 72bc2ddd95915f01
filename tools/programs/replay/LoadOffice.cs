using System.Globalization;
using System.Text.Json.Nodes;

namespace BusinessSuite.Tools.Replay;

/// <summary>What the clients of a load work with: departments and customers of the demo company, and a type of application of this run alone, whose cases go up after 10 and 20 seconds.</summary>
internal sealed class LoadOffice
{
    /// <summary>How often every accepted case goes up.</summary>
    public const int Steps = 2;

    private readonly Api _api;
    private readonly List<string> _customers;

    private LoadOffice(Api api, string type, string department, List<string> customers) => (_api, Type, Department, _customers) = (api, type, department, customers);

    /// <summary>The type of application.</summary>
    public string Type { get; }

    /// <summary>The department that receives.</summary>
    public string Department { get; }

    /// <summary>Sets it up in the demo company, which works day and night from then on.</summary>
    public static async Task<LoadOffice> Open(Api api)
    {
        var departments = await api.Ids("departments", "code");
        if (!departments.TryGetValue("INTAKE", out var department))
        {
            throw new ApiException("The demo company is not there: run tools/replay demo first.");
        }

        var calendar = (await api.Ids("workCalendars", "code"))["STANDARD"];
        var week = Enum.GetNames<DayOfWeek>().Select(day => (JsonNode)new JsonObject { ["weekday"] = day.ToUpperInvariant(), ["start"] = "00:00", ["end"] = "00:00" });
        await api.Do("setWeeklyHours", new() { ["calendarId"] = calendar, ["week"] = new JsonArray([.. week]) }, "workCalendar { id }");
        var type = (string)(await api.Do("createApplicationType", new() { ["code"] = $"LOAD{DateTime.UtcNow.ToString("MMddHHmmss", CultureInfo.InvariantCulture)}", ["name"] = "Load" }, "applicationType { id }"))["applicationType"]!["id"]!;
        var version = (string)(await api.Do(
            "draftApplicationTypeVersion",
            new()
            {
                ["applicationTypeId"] = type,
                ["guidanceEn"] = "Bring your identity card.",
                ["guidanceZh"] = "请携带身份证。",
                ["numberPattern"] = "{type}-{yyyy}{MM}{dd}-{seq:4}",
                ["noticeWithinDays"] = 5,
                ["processingTime"] = "PT20S",
                ["duty"] = "REVIEW_PERMIT",
                ["fields"] = new JsonArray(new JsonObject { ["key"] = "area", ["kind"] = "NUMBER", ["labelEn"] = "Floor area", ["labelZh"] = "建筑面积", ["required"] = true }),
                ["materials"] = new JsonArray(new JsonObject { ["name"] = "Identity card 身份证", ["form"] = "COPY" }),
            },
            "applicationTypeVersion { id }"))["applicationTypeVersion"]!["id"]!;
        await api.Do("publishApplicationTypeVersion", new() { ["applicationTypeVersionId"] = version }, "applicationType { id }");
        var level = (string)(await api.Do(
            "draftServiceLevel",
            new()
            {
                ["applicationTypeId"] = type,
                ["completeWithin"] = "PT20S",
                ["climbAfter"] = "PT2000H",
                ["escalationSteps"] = new JsonArray(new JsonObject { ["percent"] = 50, ["rank"] = 0 }, new JsonObject { ["percent"] = 100, ["rank"] = 1 }),
            },
            "serviceLevel { id }"))["serviceLevel"]!["id"]!;
        await api.Do("publishServiceLevel", new() { ["serviceLevelId"] = level }, "serviceLevel { id }");
        return new(api, type, department, [.. (await api.Ids("contacts", "name")).Where(c => c.Key.StartsWith("Customer", StringComparison.Ordinal)).Select(c => c.Value)]);
    }

    /// <summary>The customer of the n-th case.</summary>
    public string Customer(int n) => _customers[n % _customers.Count];

    /// <summary>The numbers given, each as often as it was given.</summary>
    public async Task<List<int>> Numbers() =>
        [.. (await All("applications", "typeId: {eq: $type}", "number")).Select(n => (string?)n["number"]).OfType<string>().Select(n => int.Parse(n[(n.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture))];

    /// <summary>The steps by which cases went up, each as often as it was taken.</summary>
    public async Task<List<(string Case, int Percent)>> Escalations() =>
        [.. (await All("escalations", "application: {typeId: {eq: $type}}", "percent application { id }")).Select(n => ((string)n["application"]!["id"]!, (int)n["percent"]!))];

    /// <summary>The names, without the domain, that the mails which tell of an acceptance were sent under.</summary>
    public async Task<HashSet<string>> Notices() =>
        [.. (await All("outcomeDispatches", "document: {application: {typeId: {eq: $type}}}", "message { attempts(first: 10) { nodes { sentAs } } }"))
            .SelectMany(n => n["message"]!["attempts"]!["nodes"]!.AsArray()).Select(a => (string)a!["sentAs"]!)];

    /// <summary>Waits until every one of so many accepted cases went up, and their notices are sent; the jobs come every minute.</summary>
    public async Task Settle(int accepted, TimeSpan longest)
    {
        for (var end = DateTime.UtcNow + longest; DateTime.UtcNow < end; await Task.Delay(TimeSpan.FromSeconds(5)))
        {
            var left = await _api.Query(
                "query($type: ID!) { escalations(where: {application: {typeId: {eq: $type}}}) { totalCount } messages(where: {status: {in: [QUEUED, SENT]}, templateCode: {eq: \"intake.outcome\"}}) { totalCount } }", new { type = Type });
            if ((int)left["escalations"]!["totalCount"]! >= Steps * accepted && (int)left["messages"]!["totalCount"]! == 0)
            {
                return;
            }
        }
    }

    private async Task<List<JsonNode>> All(string list, string where, string fields)
    {
        var found = new List<JsonNode>();
        string? after = null;
        do
        {
            var page = (await _api.Query($"query($after: String, $type: ID!) {{ {list}(first: 100, after: $after, where: {{{where}}}) {{ nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }}", new { after, type = Type }))[list]!;
            found.AddRange(page["nodes"]!.AsArray()!);
            after = (bool)page["pageInfo"]!["hasNextPage"]! ? (string)page["pageInfo"]!["endCursor"]! : null;
        }
        while (after is not null);
        return found;
    }
}
