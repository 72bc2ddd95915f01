using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "IN-02")]
public sealed class ApplicationTypeTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    private static int _types;

    [Theory]
    [Trait("row", "IN-04")]
    [InlineData("""{"processingTime":"-PT1H"}""", "PROCESSING_TIME_INVALID")]
    [InlineData("""{"processingTime":"PT0S"}""", "PROCESSING_TIME_INVALID")]
    [InlineData("""{"processingTime":"P20000D"}""", "PROCESSING_TIME_INVALID")]
    [InlineData("""{"noticeWithinDays":0}""", "NOTICE_DAYS_INVALID")]
    [InlineData("""{"noticeWithinDays":2147483647}""", "NOTICE_DAYS_INVALID")]
    [InlineData("""{"materials":[{"name":"x","count":0}]}""", "MATERIAL_COUNT_INVALID")]
    [InlineData("""{"materials":[{"name":"x","validDays":2147483647}]}""", "MATERIAL_COUNT_INVALID")]
    [InlineData("""{"processingTime":"P2000D","noticeWithinDays":365,"materials":[{"name":"x","validDays":36500}]}""", null)]
    public async Task Times_and_counts_are_such_as_can_be_kept(string input, string? code) => (await Draft(input)).Code.Should().Be(code);

    [Theory]
    [Trait("row", "IN-03")]
    [InlineData("NUMBER", "ABOVE", "many", "CONDITION_UNFIT")]
    [InlineData("NUMBER", "EQUAL", "many", "CONDITION_UNFIT")]
    [InlineData("TEXT", "BELOW", "5", "CONDITION_UNFIT")]
    [InlineData("DATE", "ABOVE", "2026-01-01", "CONDITION_UNFIT")]
    [InlineData("CHOICE", "EQUAL", "CASTLE", "CONDITION_UNFIT")]
    [InlineData("BOOLEAN", "EQUAL", "perhaps", "CONDITION_UNFIT")]
    [InlineData("TEXT", "NOT_EQUAL", " ", "CONDITION_UNFIT")]
    [InlineData("NUMBER", "BELOW", "-5.50", null)]
    [InlineData("CHOICE", "NOT_EQUAL", "HOME", null)]
    [InlineData("BOOLEAN", "EQUAL", "True", null)]
    public async Task Conditions_fit_the_field_that_they_look_at(string kind, string compares, string value, string? code) =>
        (await Draft($$$"""{"fields":[{{{Field(kind)}}}],"materials":[{"name":"x","when":{"field":"it","operator":"{{{compares}}}","value":"{{{value}}}"}}]}""")).Code.Should().Be(code);

    [Theory]
    [InlineData("[]")]
    [InlineData("[\" \"]")]
    public async Task A_choice_lists_what_can_be_chosen(string choices) =>
        (await Draft($$"""{"fields":[{"key":"it","kind":"CHOICE","labelEn":"It","labelZh":"它","choices":{{choices}}}]}""")).Code.Should().Be("CHOICES_MISSING");

    [Theory]
    [Trait("row", "IN-03")]
    [InlineData("NUMBER", "50.0", "50", "50", true)]
    [InlineData("NUMBER", "50", " 0050.00 ", "50", true)]
    [InlineData("NUMBER", "1000", "1,000", "1000", true)]
    [InlineData("NUMBER", "0", "-0.0", "0", true)]
    [InlineData("NUMBER", "50", "51", "51", false)]
    [InlineData("BOOLEAN", "true", " TRUE", "true", true)]
    [InlineData("CHOICE", "SHOP", "SHOP ", "SHOP", true)]
    [InlineData("TEXT", "yes", " Yes ", "Yes", true)]
    public async Task Answers_are_kept_and_compared_whichever_way_they_are_written(string kind, string value, string answer, string kept, bool applies)
    {
        var version = (await Draft($$$"""{"fields":[{{{Field(kind)}}}],"materials":[{"name":"x","when":{"field":"it","operator":"EQUAL","value":"{{{value}}}"}}]}""")).Version!;
        var type = (string)(await world.Admin.Do("publishApplicationTypeVersion", new { applicationTypeVersionId = version }, "applicationType { id }"))["applicationType"]!["id"]!;
        var (application, _) = await world.Receive(type, [new { key = "it", value = answer }]);
        (await world.Checklist(application)).Count.Should().Be(applies ? 1 : 0);
        var answers = (await world.Admin.Query("query($id: ID!) { application(id: $id) { answers } }", new { id = application }))["application"]!["answers"]!;
        answers["it"]!.GetValue<string>().Should().Be(kept);
    }

    [Fact]
    public async Task A_blank_answers_nothing()
    {
        object Input(string area, string use) => new
        {
            applicationTypeId = world.Type,
            applicantId = world.Contact,
            departmentId = world.Department,
            channel = "DESK",
            answers = new[] { new { key = "area", value = area }, new { key = "use", value = use } },
        };
        (await world.Admin.Refused("receiveApplication", Input("  ", "HOME"))).Should().Be("ANSWER_REQUIRED");
        (await world.Admin.Do("receiveApplication", Input("5", " "), "application { answers }"))["application"]!["answers"]!.ToJsonString().Should().Be("""{"area":"5"}""");
    }

    [Fact]
    public async Task A_type_is_renamed_and_withdrawn_and_taken_into_use_again()
    {
        var type = await world.NewType("WITHDRAWN", "WITHDRAWN-{seq:4}");
        var (before, _) = await world.Receive(type);
        (await world.Admin.Refused("renameApplicationType", new { applicationTypeId = type, name = " " })).Should().Be("TYPE_UNNAMED");
        (await world.Admin.Do("renameApplicationType", new { applicationTypeId = type, name = " Stall " }, "applicationType { name code }"))["applicationType"]!.ToJsonString().Should().Be("""{"name":"Stall","code":"WITHDRAWN"}""");
        await world.Admin.Do("retireApplicationType", new { applicationTypeId = type }, "applicationType { retiredAt }");
        (await world.Admin.Refused("retireApplicationType", new { applicationTypeId = type })).Should().Be("TYPE_RETIRED");
        (await world.Nobody.Query("query($id: ID!) { applicationTypes(where: { id: { eq: $id }, retiredAt: { isNull: true } }) { totalCount } }", new { id = type }))["applicationTypes"]!["totalCount"]!.GetValue<int>().Should().Be(0);
        (await world.Admin.Refused("receiveApplication", new { applicationTypeId = type, applicantId = world.Contact, departmentId = world.Department, channel = "DESK", answers = new[] { new { key = "area", value = "50" } } })).Should().Be("TYPE_RETIRED");
        await world.Judge(before, "PRESENT");
        (await world.Accept(before))["number"]!.GetValue<string>().Should().Be("WITHDRAWN-0001", "what is under way goes on");

        var version = (await Draft("{}", type)).Version;
        await world.Admin.Do("publishApplicationTypeVersion", new { applicationTypeVersionId = version }, "applicationType { id }");
        await world.Receive(type, []);
    }

    [Fact]
    [Trait("row", "IN-05")]
    public async Task An_older_draft_is_published_after_a_newer_one()
    {
        var type = await world.Make("createApplicationType", new { code = "DRAFTED", name = "DRAFTED" }, "applicationType");
        var (older, newer) = ((await Draft("{}", type)).Version, (await Draft("{}", type)).Version);
        foreach (var version in new[] { newer, older })
        {
            (await world.Admin.Do("publishApplicationTypeVersion", new { applicationTypeVersionId = version }, "applicationType { current { id } }"))["applicationType"]!["current"]!["id"]!.GetValue<string>().Should().Be(version);
        }
    }

    private static string Field(string kind) => $$"""{"key":"it","kind":"{{kind}}","labelEn":"It","labelZh":"它","choices":{{(kind == "CHOICE" ? """["HOME","SHOP"]""" : "null")}}}""";

    /// <summary>Drafts a version: what was refused, or the version.</summary>
    private async Task<(string? Code, string? Version)> Draft(string input, string? type = null)
    {
        var code = $"TYPE{Interlocked.Increment(ref _types)}";
        var draft = JsonNode.Parse("""{"guidanceEn":"x","guidanceZh":"x","noticeWithinDays":5,"processingTime":"PT8H","fields":[],"materials":[]}""")!.AsObject();
        draft["applicationTypeId"] = type ?? await world.Make("createApplicationType", new { code, name = code }, "applicationType");
        draft["numberPattern"] = code + "-{seq:4}";
        foreach (var (key, value) in JsonNode.Parse(input)!.AsObject())
        {
            draft[key] = value!.DeepClone();
        }

        var payload = await world.Admin.Try("draftApplicationTypeVersion", draft, "applicationTypeVersion { id }");
        return ((string?)payload["userErrors"]!.AsArray().FirstOrDefault()?["code"], (string?)payload["applicationTypeVersion"]?["id"]);
    }
}
