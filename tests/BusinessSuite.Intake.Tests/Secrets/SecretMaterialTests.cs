using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using BusinessSuite.Testing;
using UglyToad.PdfPig;

namespace BusinessSuite.Intake.Tests.Secrets;

[Trait("row", "GE-12")]
public sealed class SecretMaterialTests(SecretWorld world) : IClassFixture<SecretWorld>
{
    private const string Seen = "query($id: ID!) { application(id: $id) { materials(orderBy: [{ field: NAME }]) { totalCount nodes { id name edition level upload { id level name } } } } }";
    private static int _types;

    [Fact]
    public async Task What_a_requirement_calls_secret_is_seen_and_fetched_by_those_who_are_cleared_bound_and_need_to_know()
    {
        var (clerk, _) = await world.Officer();
        var (reader, employee) = await world.Officer();
        var (outside, outsider) = await world.Officer(await world.NewDepartment($"D{Guid.NewGuid():N}"[..8]), "ALL");
        await world.Clear(outsider);
        var application = await Application();
        var upload = await clerk.Upload("illness.pdf", "application/pdf", Uploading.PdfOf(1));
        await File(clerk, application, upload);

        foreach (var (client, why) in new[] { (clerk, "he filed it and is not cleared"), (world.Admin, "a permission for everything clears nobody"), (reader, "not cleared"), (outside, "cleared, but without the need to know") })
        {
            (await Materials(client, application)).Should().BeEmpty(why);
            (await client.Query("query($id: ID!) { upload(id: $id) { id } }", new { id = upload }))["upload"].Should().BeNull(why);
            (await client.Query("query($id: ID!) { uploads(where: { id: { eq: $id } }) { totalCount } }", new { id = upload }))["uploads"]!["totalCount"]!.GetValue<int>().Should().Be(0, why);
        }

        var agreement = await world.Clear(employee);
        var seen = (await Materials(reader, application)).Should().ContainSingle().Which!;
        $"{seen["level"]} {seen["upload"]!["level"]} {seen["upload"]!["name"]}".Should().Be("SECRET SECRET illness.pdf");
        (await world.Readings("FiledMaterial", employee)).Should().Equal("SECRET edition,id,level,name,upload");
        (await world.Readings("Upload", employee)).Should().Equal("SECRET id,level,name");

        var address = await reader.Address(upload);
        using (var marked = PdfDocument.Open(await reader.Http.GetByteArrayAsync(address)))
        {
            var number = (string)(await world.AsOwner($"select number from organization.employees where id = '{SecretWorld.Key(employee)}'"))!;
            marked.GetPage(1).Text.Should().Contain("SECRET 秘密 | user-").And.Contain($"({number})");
        }

        (await world.Readings("Upload", employee)).Should().Equal("SECRET id,level,name", "SECRET download", "SECRET download");
        await world.Admin.Do("endConfidentialityAgreement", new { confidentialityAgreementId = agreement }, "confidentialityAgreement { endedAt }");
        world.Forget();
        using var late = await reader.Http.GetAsync(address);
        late.StatusCode.Should().Be(HttpStatusCode.NotFound, "the agreement has ended");
        (await Materials(reader, application)).Should().BeEmpty();

        // A later version has the next number, also for someone who does not see the earlier one.
        await File(clerk, application, await clerk.Upload("illness.pdf", "application/pdf", Uploading.PdfOf(2)));
        (await world.AsOwner($"select max(edition) from intake.filed_materials where application_id = '{SecretWorld.Key(application)}'")).Should().Be(2);
    }

    [Fact]
    public async Task PostgreSQL_itself_shows_secret_materials_and_files_to_nobody_else()
    {
        var application = await Application();
        var upload = await world.Admin.Upload("sql.pdf", "application/pdf", Uploading.PdfOf(1));
        await File(world.Admin, application, upload);
        const string Everything = """{"scopes":{"*":"ALL"},"user":"00000000-0000-0000-0000-000000000001","clearance":"SECRET"}""";
        foreach (var sql in new[] { $"select count(*) from intake.filed_materials where upload_id = '{SecretWorld.Key(upload)}'", $"select count(*) from suite.uploads where id = '{SecretWorld.Key(upload)}'" })
        {
            (await world.AsApp(sql, Everything)).Should().Be(0L);
            (await world.AsApp(sql, """{"scopes":{"*":"ALL"},"clearance":"SYSTEM"}""")).Should().Be(1L);
        }
    }

    [Fact]
    public async Task A_secret_that_cannot_bear_a_watermark_is_given_out_as_an_original_only()
    {
        var (reader, employee) = await world.Officer();
        await world.Clear(employee);
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = archive.CreateEntry("a.csv").Open();
            entry.Write("1;2"u8);
        }

        var application = await Application();
        var upload = await reader.Upload("files.zip", "application/zip", zip.ToArray());
        await File(reader, application, upload);
        using var refused = await reader.Http.GetAsync(await reader.Address(upload));
        refused.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync()).Should().Contain("\"code\":\"WATERMARK_IMPOSSIBLE\"");

        var role = await world.Make("createRole", new { name = Guid.NewGuid().ToString("N") }, "role");
        await world.Admin.Do("grantPermission", new { roleId = role, permission = "suite.upload.original", scope = "OWN" }, "role { id }");
        var account = (string)(await world.Admin.Query("query($id: ID!) { employee(id: $id) { account { id } } }", new { id = employee }))["employee"]!["account"]!["id"]!;
        await world.Admin.Do("assignRole", new { accountId = account, roleId = role }, "account { id }");
        world.Forget();
        (await reader.Http.GetByteArrayAsync(await reader.Address(upload, "original"))).Should().Equal(zip.ToArray());
        (await world.Readings("Upload", employee)).Should().EndWith("SECRET original");
        (await world.AsOwner($"select count(*) from suite.audit_entries where operation = 'downloadOriginal' and account_id = '{SecretWorld.Key(account)}'")).Should().Be(1L);
    }

    [Fact]
    public async Task Whoever_files_may_raise_a_level_and_only_who_may_lowers_it_with_a_reason()
    {
        var (clerk, _) = await world.Officer();
        var (keeper, employee) = await world.Officer();
        await world.Clear(employee);
        var application = await Application("INTERNAL");
        await File(clerk, application, await clerk.Upload("plan.pdf", "application/pdf", Uploading.PdfOf(1)));
        var id = (string)(await Materials(clerk, application))[0]!["id"]!;
        (await clerk.Refused("classifyMaterial", new { filedMaterialId = id, level = "INTERNAL" })).Should().Be("LEVEL_NOT_RAISED");
        (await clerk.Do("classifyMaterial", new { filedMaterialId = id, level = "SECRET" }, "filedMaterial { id }"))["filedMaterial"].Should().BeNull("he may not know it any more");
        (await Materials(clerk, application)).Should().BeEmpty();
        (await clerk.Refused("classifyMaterial", new { filedMaterialId = id, level = "CORE" })).Should().Be("NOT_FOUND");
        (await Materials(keeper, application)).Should().ContainSingle().Which!["upload"]!["level"]!.GetValue<string>().Should().Be("SECRET");

        object Lower(string level, string reason) => new { filedMaterialId = id, level, reason };
        (await keeper.Send(Client.Mutation("declassifyMaterial", "__typename"), new { input = Lower("INTERNAL", "x") }))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("FORBIDDEN");
        var role = await world.Make("createRole", new { name = Guid.NewGuid().ToString("N") }, "role");
        await world.Admin.Do("grantPermission", new { roleId = role, permission = "intake.level.lower", scope = "DEPARTMENT" }, "role { id }");
        var account = (string)(await world.Admin.Query("query($id: ID!) { employee(id: $id) { account { id } } }", new { id = employee }))["employee"]!["account"]!["id"]!;
        await world.Admin.Do("assignRole", new { accountId = account, roleId = role }, "account { id }");
        world.Forget();
        (await keeper.Refused("declassifyMaterial", Lower("INTERNAL", " "))).Should().Be("LEVEL_REASON_MISSING");
        (await keeper.Refused("declassifyMaterial", Lower("PUBLIC", "x"))).Should().Be("MATERIAL_LEVEL_PUBLIC");
        (await keeper.Refused("declassifyMaterial", Lower("SECRET", "x"))).Should().Be("LEVEL_NOT_LOWERED");
        (await world.Admin.Refused("declassifyMaterial", Lower("INTERNAL", "x"))).Should().Be("NOT_FOUND", "who may not know it cannot let it out");
        await keeper.Do("declassifyMaterial", Lower("INTERNAL", "It was published."), "filedMaterial { level upload { level } }");
        (await Materials(clerk, application)).Should().ContainSingle().Which!["upload"]!["level"]!.GetValue<string>().Should().Be("INTERNAL");
        (await world.AsOwner("select inputs->>'reason' from suite.audit_entries where operation = 'declassifyMaterial' and outcome = 'SUCCESS'")).Should().Be("It was published.");
        (await world.AsOwner($"select string_agg(c.after->>'Level', ' ' order by c.id) from suite.audit_changes c where c.record_id = '{SecretWorld.Key(id)}'")).Should().Be("INTERNAL SECRET INTERNAL");
    }

    private static async Task<JsonArray> Materials(Client client, string application) =>
        (await client.Query(Seen, new { id = application }))["application"]!["materials"]!["nodes"]!.AsArray();

    /// <summary>An application whose only material is of a level.</summary>
    private async Task<string> Application(string level = "SECRET")
    {
        var code = $"SECRET{Interlocked.Increment(ref _types)}";
        var type = await world.Make("createApplicationType", new { code, name = code }, "applicationType");
        var version = await world.Make(
            "draftApplicationTypeVersion",
            new
            {
                applicationTypeId = type,
                guidanceEn = "x",
                guidanceZh = "x",
                numberPattern = code + "-{seq:4}",
                noticeWithinDays = 5,
                processingTime = "PT40H",
                fields = Array.Empty<object>(),
                materials = new[] { new { name = "Certificate", level } },
            },
            "applicationTypeVersion");
        await world.Admin.Do("publishApplicationTypeVersion", new { applicationTypeVersionId = version }, "applicationType { id }");
        return (await world.Receive(type, [])).Id;
    }

    private async Task File(Client client, string application, string upload) => await client.Do(
        "fileMaterials", new { applicationId = application, materials = new[] { new { uploadId = upload, pages = 1, checklistItemId = (await world.Checklist(application))[0] } } }, "materialReceipt { id }");
}
