using System.Net;
using BusinessSuite.Testing;
using SkiaSharp;
using UglyToad.PdfPig;

namespace BusinessSuite.Host.Tests.Files;

[Trait("row", "GE-12")]
public sealed class WatermarkTests(SuiteWithClock suite) : IClassFixture<SuiteWithClock>
{
    private static readonly (string, string)[] Uploader = [("suite.upload.create", "OWN"), ("suite.upload.read", "OWN")];

    [Fact]
    public async Task A_pdf_bears_level_reader_time_and_request_on_each_page_and_the_original_stays_as_it_was()
    {
        var client = await suite.Person([.. Uploader, ("suite.upload.original", "OWN")]);
        var original = Uploading.PdfOf(3);
        var id = await client.Upload("plan.pdf", "application/pdf", original);
        using var answer = await client.Http.GetAsync(await client.Address(id));
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/pdf");
        answer.Content.Headers.ContentDisposition!.FileName.Should().Be("plan.pdf");
        answer.Headers.ETag.Should().BeNull("each copy is another");
        using var marked = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync());
        var pages = marked.GetPages().Select(p => p.Text).ToList();
        pages.Should().HaveCount(3).And.OnlyContain(p => p.Contains("INTERNAL 内部 | user-") && p.Contains("| 2026-03-02 02:00:") && System.Text.RegularExpressions.Regex.IsMatch(p, "[0-9a-f]{32}"));

        (await client.Http.GetByteArrayAsync(await client.Address(id, "original"))).Should().Equal(original);
        (await suite.AsOwner($"select count(*) from suite.audit_entries where operation = 'downloadOriginal' and inputs->>'uploadId' = '{Key(id)}'")).Should().Be(1L);
        (await suite.AsOwner($"select count(*) from suite.confidential_reads where record_id = '{Key(id)}'")).Should().Be(0L, "it is no secret");
        (await suite.AsOwner($"select sha256 from suite.uploads where id = '{Key(id)}'")).Should().Be(Uploading.Sha256(original));
    }

    [Theory]
    [InlineData("image/png", "a.png", SKEncodedImageFormat.Png)]
    [InlineData("image/jpeg", "a.jpg", SKEncodedImageFormat.Jpeg)]
    [InlineData("image/webp", "a.webp", SKEncodedImageFormat.Webp)]
    public async Task A_picture_bears_it_too_and_keeps_its_type_and_size(string type, string name, SKEncodedImageFormat format)
    {
        var client = await suite.Person(Uploader);
        using var white = new SKBitmap(640, 400);
        white.Erase(SKColors.White);
        using var file = white.Encode(format, 90);
        using var answer = await client.Http.GetAsync(await client.Address(await client.Upload(name, type, file.ToArray())));
        answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
        using var codec = SKCodec.Create(await answer.Content.ReadAsStreamAsync());
        codec.EncodedFormat.Should().Be(format);
        using var marked = SKBitmap.Decode(codec);
        (marked.Width, marked.Height).Should().Be((640, 400));
        Enumerable.Range(380, 20).SelectMany(y => Enumerable.Range(0, 640).Select(x => marked.GetPixel(x, y))).Count(p => p.Red < 100).Should().BeGreaterThan(200, "there is writing at the foot");
    }

    [Fact]
    public async Task What_cannot_be_marked_goes_out_as_it_is_and_what_attacks_its_reader_does_not_harm_the_host()
    {
        var client = await suite.Person(Uploader);
        byte[] endless = Uploading.PdfWith("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>");
        byte[] deep = Uploading.PdfWith("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>", new string('[', 100_000) + new string(']', 100_000));
        foreach (var (name, type, content) in new[] { ("a.csv", "text/csv", "1;2"u8.ToArray()), ("endless.pdf", "application/pdf", endless), ("deep.pdf", "application/pdf", deep), ("none.pdf", "application/pdf", Uploading.Pdf()) })
        {
            var id = await client.Upload(name, type, content);
            (await client.Http.GetByteArrayAsync(await client.Address(id))).Should().Equal(content, name);
        }

        Directory.GetFiles(Path.Combine(suite.Files, "incoming")).Should().BeEmpty("copies go when they were sent");
    }

    [Fact]
    public async Task An_original_needs_its_permission_and_an_address_ends_with_the_right_of_whom_it_was_given_to()
    {
        var name = $"user-{Guid.NewGuid():N}"[..20];
        var account = await suite.Make("createServiceAccount", new { userName = name, displayName = name }, "account");
        var role = await suite.Make("createRole", new { name }, "role");
        foreach (var permission in new[] { "suite.upload.create", "suite.upload.read", "suite.upload.original" })
        {
            await suite.Admin.Do("grantPermission", new { roleId = role, permission, scope = "OWN" }, "role { id }");
        }

        await suite.Admin.Do("assignRole", new { accountId = account, roleId = role }, "account { id }");
        var client = new Client(suite.Url, (string)(await suite.Admin.Do("createServiceKey", new { accountId = account }, "key"))["key"]!);
        var id = await client.Upload("plan.pdf", "application/pdf", Uploading.PdfOf(1));
        var (copy, original) = (await client.Address(id), await client.Address(id, "original"));
        async Task Takes(string address, HttpStatusCode status, string why)
        {
            using var answer = await client.Http.GetAsync(address);
            answer.StatusCode.Should().Be(status, why);
        }

        await Takes(original, HttpStatusCode.OK, "he may");
        await suite.Admin.Do("revokePermission", new { roleId = role, permission = "suite.upload.original" }, "role { id }");
        suite.Forget();
        var refused = await client.Send("query($id: ID!) { upload(id: $id) { original { address } } }", new { id });
        refused["data"]!["upload"]!["original"].Should().BeNull();
        ((string)refused["errors"]![0]!["extensions"]!["code"]!).Should().Be("FORBIDDEN");
        await Takes(original, HttpStatusCode.NotFound, "he may no more");
        await Takes(copy, HttpStatusCode.OK, "he may have copies");
        await suite.Admin.Do("revokePermission", new { roleId = role, permission = "suite.upload.read" }, "role { id }");
        suite.Forget();
        await Takes(copy, HttpStatusCode.NotFound, "he may have nothing more");
    }

    private static string Key(string id) => System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(id)).Split(':')[2];
}
