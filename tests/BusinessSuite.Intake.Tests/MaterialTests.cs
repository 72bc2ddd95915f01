using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "IN-07")]
public sealed class MaterialTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    private const string Listed = "materialReceipt { number materials(orderBy: [{field: NAME}]) { nodes { name edition pages sha256 sizeBytes upload { state } } } }";

    [Fact]
    public async Task Materials_are_filed_by_their_uploads_with_hash_and_version_and_a_receipt_lists_them()
    {
        var (id, _) = await world.Receive();
        byte[] first = Uploading.Pdf("1"), second = Uploading.Pdf("second"), card = Uploading.Pdf("card");
        await File(world.Admin, id, (await world.Admin.Upload("plan.pdf", "application/pdf", first), 3));
        var receipt = await File(world.Admin, id, (await world.Admin.Upload("plan.pdf", "application/pdf", second), 4), (await world.Admin.Upload("id.pdf", "application/pdf", card), 1));
        receipt["number"]!.GetValue<string>().Should().StartWith("REC-2026-");
        receipt["materials"]!["nodes"]!.AsArray().Select(m => $"{m!["name"]} {m["edition"]} {m["pages"]} {m["sha256"]} {m["sizeBytes"]} {m["upload"]!["state"]}").Should().Equal(
            $"id.pdf 1 1 {Uploading.Sha256(card)} {card.Length} STORED", $"plan.pdf 2 4 {Uploading.Sha256(second)} {second.Length} STORED");
        ((long)(await world.AsOwner("select count(*) from suite.events where type like '%MaterialsFiled'"))!).Should().BeGreaterThanOrEqualTo(2);
        var change = () => world.AsApp("update intake.filed_materials set pages = 99", """{"scopes":{"*":"ALL"},"clearance":"SYSTEM"}""");
        (await change.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("wo_filed_materials");
    }

    [Fact]
    public async Task Only_ones_own_stored_upload_is_filed_and_only_once()
    {
        var (id, _) = await world.Receive();
        var (other, _) = await world.Receive();
        var upload = await world.Admin.Upload("plan.pdf", "application/pdf", Uploading.Pdf("own"));
        object Input(string uploadId, int pages = 1, string? checklistItemId = null) => new { applicationId = id, materials = new[] { new { uploadId, pages, checklistItemId } } };
        (await world.Admin.Refused("fileMaterials", Input(upload, checklistItemId: (await world.Checklist(other))[0]))).Should().Be("NOT_FOUND", "the item belongs to another application");
        (await world.Admin.Refused("fileMaterials", Input(upload, pages: 0))).Should().Be("PAGES_INVALID");
        (await world.Admin.Refused("fileMaterials", new { applicationId = id, materials = Array.Empty<object>() })).Should().Be("NO_MATERIALS");
        (await world.Admin.Refused("fileMaterials", Input((await world.Admin.Announce("b.pdf", "application/pdf", 5)).Id))).Should().Be("UPLOAD_NOT_STORED");
        var clerk = await world.Person([("suite.upload.create", "OWN"), ("suite.upload.read", "OWN")]);
        (await world.Admin.Refused("fileMaterials", Input(await clerk.Upload("c.pdf", "application/pdf", Uploading.Pdf("c"))))).Should().Be("NOT_FOUND", "it is another's, though the administrator sees it");
        await File(world.Admin, id, (upload, 1));
        (await world.Admin.Refused("fileMaterials", Input(upload))).Should().Be("UPLOAD_ATTACHED");
        (await world.Admin.Refused("fileMaterials", new { applicationId = id, materials = Enumerable.Repeat(new { uploadId = await world.Admin.Upload("d.pdf", "application/pdf", Uploading.Pdf("d")), pages = 1 }, 2) })).Should().Be("UPLOAD_ATTACHED");
    }

    [Fact]
    [Trait("row", "EC-24")]
    public async Task Whoever_sees_the_application_fetches_its_materials_and_nobody_else()
    {
        var department = await world.NewDepartment("ELSEWHERE");
        var (id, _) = await world.Receive();
        var content = Uploading.Pdf("for the department");
        var receipt = await File(world.Admin, id, (await world.Admin.Upload("plan.pdf", "application/pdf", content), 1));
        receipt["materials"]!["nodes"]!.AsArray().Should().HaveCount(1);
        (string, string)[] grants = [("intake.application.read", "DEPARTMENT"), ("suite.upload.read", "OWN")];
        var inside = await world.Person(grants, await world.NewEmployee());
        var outside = await world.Person(grants, await world.NewEmployee(department));
        const string Materials = "query($id: ID!) { application(id: $id) { materials { nodes { upload { id download { address } } } } } }";
        var upload = (await inside.Query(Materials, new { id }))["application"]!["materials"]!["nodes"]![0]!["upload"]!;
        (await inside.Http.GetByteArrayAsync((string)upload["download"]!["address"]!)).Should().Equal(content);
        (await outside.Query(Materials, new { id }))["application"].Should().BeNull();
        (await outside.Query("query($id: ID!) { upload(id: $id) { id } }", new { id = (string)upload["id"]! }))["upload"].Should().BeNull();
        (await outside.Query("{ uploads { totalCount } }"))["uploads"]!["totalCount"]!.GetValue<int>().Should().Be(0);
        var alone = await world.Admin.Upload("alone.pdf", "application/pdf", Uploading.Pdf("in no record"));
        (await inside.Query("query($id: ID!) { upload(id: $id) { id } }", new { id = alone }))["upload"].Should().BeNull("it belongs to no record in sight");
    }

    [Fact]
    public async Task A_filed_upload_is_kept_however_long_it_lies()
    {
        var (id, _) = await world.Receive();
        var upload = await world.Admin.Upload("kept.pdf", "application/pdf", Uploading.Pdf("kept"));
        await File(world.Admin, id, (upload, 1));
        for (var i = 0; i < 2; i++)
        {
            await world.Advance(TimeSpan.FromDays(30));
            await world.Tick("suite.sweep-uploads", world.Clock.GetUtcNow());
        }

        var address = (string)(await world.Admin.Query("query($id: ID!) { upload(id: $id) { download { address } } }", new { id = upload }))["upload"]!["download"]!["address"]!;
        (await world.Admin.Http.GetByteArrayAsync(address)).Should().Equal(Uploading.Pdf("kept"));
    }

    [Fact]
    public async Task Materials_of_the_past_are_entered_with_their_receipt_and_without_files()
    {
        var (id, _) = await world.Receive();
        object Input(string sha256) => new { applicationId = id, receiptNumber = "OLD-7", issuedAt = "2020-01-01T00:00:00Z", materials = new[] { new { name = "old.pdf", pages = 2, sizeBytes = "10", sha256 } } };
        (await world.Admin.Refused("recordHistoricalMaterials", Input("nope"))).Should().Be("HASH_INVALID");
        for (var i = 0; i < 2; i++)
        {
            var receipt = (await world.Admin.Do("recordHistoricalMaterials", Input(new string('a', 64)), Listed))["materialReceipt"]!;
            receipt["number"]!.GetValue<string>().Should().Be("OLD-7");
            receipt["materials"]!["nodes"]!.AsArray().Should().ContainSingle("it is entered once").Which!["upload"].Should().BeNull();
        }
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> File(Client client, string application, params (string Upload, int Pages)[] materials) => (await client.Do(
        "fileMaterials", new { applicationId = application, materials = materials.Select(m => new { uploadId = m.Upload, pages = m.Pages }) }, Listed))["materialReceipt"]!;
}
