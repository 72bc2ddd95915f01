using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "GE-12")]
public sealed class SecretAnswerTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    [Fact]
    public async Task An_answer_that_its_type_calls_secret_is_read_by_those_who_are_cleared_and_need_to_know()
    {
        var type = (string)(await world.Admin.Do("createApplicationType", new { code = "SECRET", name = "x" }, "applicationType { id }"))["applicationType"]!["id"]!;
        var version = (string)(await world.Admin.Do(
            "draftApplicationTypeVersion",
            new
            {
                applicationTypeId = type,
                guidanceEn = "x",
                guidanceZh = "x",
                numberPattern = "S{seq:4}",
                noticeWithinDays = 5,
                processingTime = "PT40H",
                fields = new object[] { new { key = "area", kind = "NUMBER", labelEn = "Area", labelZh = "面积" }, new { key = "illness", kind = "TEXT", labelEn = "Illness", labelZh = "病情", secret = true } },
                materials = Array.Empty<object>(),
            },
            "applicationTypeVersion { id }"))["applicationTypeVersion"]!["id"]!;
        await world.Admin.Do("publishApplicationTypeVersion", new { applicationTypeVersionId = version }, "applicationType { id }");
        var (id, _) = await world.Receive(type, [new { key = "area", value = "5" }, new { key = "illness", value = "Unspeakable" }]);
        const string Answers = "query($id: ID!) { application(id: $id) { answers secretAnswers } }";

        var withheld = await world.Admin.Send(Answers, new { id });
        withheld["data"]!["application"]!["secretAnswers"].Should().BeNull();
        withheld["data"]!["application"]!["answers"]!.ToJsonString().Should().Contain("area").And.NotContain("illness");
        ((string)withheld["errors"]![0]!["extensions"]!["code"]!).Should().Be("FORBIDDEN");
        (await world.AsOwner("select count(*) from suite.audit_entries e left join suite.audit_changes c on c.entry_id = e.id where e.inputs::text || coalesce(c.after::text, '') like '%Unspeakable%'")).Should().Be(0L);

        var officer = await world.NewEmployee();
        var reader = await world.Person([("intake.application.read", "DEPARTMENT")], officer);
        await world.Admin.Do("recordConfidentialityAgreement", new { employeeId = officer, document = "NDA", signedOn = "2026-01-01" }, "confidentialityAgreement { id }");
        await world.Admin.Do("grantClearance", new { employeeId = officer, level = "SECRET", reason = "x", validFrom = "2026-01-01" }, "clearance { id }");
        world.Forget();
        (await reader.Query(Answers, new { id }))["application"]!["secretAnswers"]!.ToJsonString().Should().Contain("Unspeakable");
        (await world.AsOwner("select record_type || ' ' || array_to_string(fields, ',') from suite.confidential_reads")).Should().Be("Application secretAnswers");
    }
}
