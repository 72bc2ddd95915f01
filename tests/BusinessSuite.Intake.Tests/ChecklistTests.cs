using BusinessSuite.Reads;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

/// <summary>How many of a material are asked for, and how old it may be. It is 2 March 2026 in Shanghai.</summary>
[Trait("row", "IN-03")]
public sealed class ChecklistTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    [Fact]
    public async Task Present_are_as_many_as_are_asked_for_on_paper_and_as_files_together()
    {
        var (id, _) = await world.Receive(answers: [new { key = "area", value = "200" }]);
        var report = await Item(id, "Fire report");
        (await world.Admin.Refused("judgeChecklist", Present(id, report))).Should().Be("MATERIAL_TOO_FEW", "two are asked for, and nothing says that there is more than one");
        (await world.Admin.Refused("judgeChecklist", Present(id, report, count: 1))).Should().Be("MATERIAL_TOO_FEW");
        (await Judged(id, report, count: 2)).Should().Be(("PRESENT", 2, null));

        // What was filed for it counts by itself: versions of a file are one, a paper more is told.
        var (filed, _) = await world.Receive(answers: [new { key = "area", value = "200" }]);
        var other = await Item(filed, "Fire report");
        await File(filed, other, "report.pdf", "1");
        await File(filed, other, "report.pdf", "2");
        (await world.Admin.Refused("judgeChecklist", Present(filed, other))).Should().Be("MATERIAL_TOO_FEW");
        await File(filed, other, "annex.pdf", "3");
        (await Judged(filed, other)).Should().Be(("PRESENT", 2, null));
        (await Judged(filed, other, count: 3)).Should().Be(("PRESENT", 3, null));
        await Refused(other, "count = 1", "tr_checklist_items_enough");
        await Refused(other, "count = null", "tr_checklist_items_enough");
    }

    [Fact]
    public async Task What_may_only_be_so_old_is_present_by_its_day_of_issue()
    {
        var (id, _) = await world.Receive(answers: [new { key = "area", value = "50" }, new { key = "use", value = "SHOP" }]);
        var lease = await Item(id, "Lease");
        (await world.Admin.Refused("judgeChecklist", Present(id, lease))).Should().Be("ISSUE_DATE_MISSING");
        (await world.Admin.Refused("judgeChecklist", Present(id, lease, issuedOn: "2025-03-01"))).Should().Be("MATERIAL_TOO_OLD", "that is 366 days before");
        (await world.Admin.Refused("judgeChecklist", Present(id, lease, issuedOn: "2026-03-03"))).Should().Be("ISSUED_AHEAD");
        (await Judged(id, lease, issuedOn: "2025-03-02")).Should().Be(("PRESENT", 1, "2025-03-02"), "365 days are allowed");
        await Refused(lease, "issued_on = null", "tr_checklist_items_dated");
        await Refused(lease, "issued_on = '2025-03-01'", "tr_checklist_items_fresh");
        await Refused(lease, "issued_on = '2026-03-04'", "ck_checklist_items_issued");

        // What counts is the day of receipt, not that of the review; a defect is put right at the desk by the same rules.
        await world.Advance(TimeSpan.FromDays(3));
        (await Judged(id, lease, issuedOn: "2025-03-02")).Should().Be(("PRESENT", 1, "2025-03-02"));
        await world.Admin.Do("judgeChecklist", new { applicationId = id, verdicts = new[] { new { itemId = lease, verdict = "DEFECTIVE", reason = "Too old", correctableNow = true } } }, "application { id }");
        (await Found(lease)).Should().Be(("DEFECTIVE", null, null));
        (await world.Admin.Refused("correctAtDesk", new { checklistItemId = lease })).Should().Be("ISSUE_DATE_MISSING");
        (await world.Admin.Refused("correctAtDesk", new { checklistItemId = lease, issuedOn = "2025-03-01" })).Should().Be("MATERIAL_TOO_OLD");
        (await world.Admin.Refused("correctAtDesk", new { checklistItemId = lease, issuedOn = "2026-03-04", count = 0 })).Should().Be("MATERIAL_TOO_FEW");
        await world.Admin.Do("correctAtDesk", new { checklistItemId = lease, issuedOn = "2026-03-04" }, "checklistItem { id }");
        (await Found(lease)).Should().Be(("PRESENT", 1, "2026-03-04"));
    }

    private static object Present(string application, string item, int? count = null, string? issuedOn = null) =>
        new { applicationId = application, verdicts = new[] { new { itemId = item, verdict = "PRESENT", count, issuedOn } } };

    private async Task<string> Item(string application, string name) =>
        (string)(await world.Admin.Query("query($id: ID!) { application(id: $id) { checklist { nodes { id requirement { name } } } } }", new { id = application }))["application"]!["checklist"]!["nodes"]!.AsArray()
            .Single(i => (string)i!["requirement"]!["name"]! == name)!["id"]!;

    private async Task<(string Verdict, int? Count, string? IssuedOn)> Judged(string application, string item, int? count = null, string? issuedOn = null)
    {
        await world.Admin.Do("judgeChecklist", Present(application, item, count, issuedOn), "application { id }");
        return await Found(item);
    }

    private async Task<(string Verdict, int? Count, string? IssuedOn)> Found(string item)
    {
        var found = (await world.Admin.Query("query($id: ID!) { checklistItem(id: $id) { verdict count issuedOn } }", new { id = item }))["checklistItem"]!;
        return ((string)found["verdict"]!, (int?)found["count"], (string?)found["issuedOn"]);
    }

    private async Task File(string application, string item, string name, string content)
    {
        var uploadId = await world.Admin.Upload(name, "application/pdf", Uploading.Pdf(content));
        await world.Admin.Do("fileMaterials", new { applicationId = application, materials = new[] { new { uploadId, pages = 1, checklistItemId = item } } }, "materialReceipt { id }");
    }

    private async Task Refused(string item, string change, string constraint)
    {
        var act = () => world.AsApp($"update intake.checklist_items set {change} where id = '{NodeId.Decode(item).Key}'", """{"scopes":{"*":"ALL"}}""");
        (await act.Should().ThrowAsync<PostgresException>(change)).Which.ConstraintName.Should().Be(constraint);
    }
}
