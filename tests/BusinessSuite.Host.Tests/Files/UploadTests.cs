using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Host.Tests.Files;

/// <summary>A suite with small limits and a clock of its own.</summary>
public sealed class UploadSuite : Suite
{
    public const int MaxBytes = 100_000;
    public const int MaxUnattached = 3;

    protected override bool OwnClock => true;

    protected override string[] Settings => [.. base.Settings, $"--Files:MaxBytes={MaxBytes}", $"--Files:MaxUnattached={MaxUnattached}"];

    /// <summary>All files that the host keeps or has under way.</summary>
    public IReadOnlyList<string> AllFiles => Directory.Exists(Files) ? Directory.GetFiles(Files, "*", SearchOption.AllDirectories) : [];

    /// <summary>Someone who uploads and reads own files, with a limit of uploads of his own.</summary>
    public Task<Client> Uploader(string reads = "OWN") => Person([("suite.upload.create", "OWN"), ("suite.upload.read", reads)]);
}

[Trait("row", "EC-24")]
public sealed class UploadTests(UploadSuite suite) : IClassFixture<UploadSuite>
{
    private const string Seen = "query($id: ID!) { upload(id: $id) { name state mediaType sizeBytes sha256 fault download { address expiresAt } } }";

    [Fact]
    public async Task What_was_put_comes_back_the_same_as_an_attachment_that_runs_nothing()
    {
        var client = await suite.Uploader();
        var content = Uploading.Pdf("plan");
        var (id, address) = await client.Announce("  Übersicht   平面图.pdf ", "application/pdf", content.Length, Uploading.Sha256(content).ToLowerInvariant());
        address.Should().StartWith("/files/");
        var (status, answer) = await client.Put(address, content);
        status.Should().Be(HttpStatusCode.OK);
        answer.ToJsonString().Should().Be($$"""{"id":"{{id}}","state":"STORED","sizeBytes":{{content.Length}},"sha256":"{{Uploading.Sha256(content)}}","mediaType":"application/pdf"}""");

        var upload = (await client.Query(Seen, new { id }))["upload"]!;
        ((string)upload["name"]!).Should().Be("Übersicht 平面图.pdf", "spaces are put in order");
        ((string)upload["sha256"]!).Should().Be(Uploading.Sha256(content));
        using var anyone = new HttpClient { BaseAddress = suite.Url };
        using var whole = await anyone.GetAsync((string)upload["download"]!["address"]!);
        (await whole.Content.ReadAsByteArrayAsync()).Should().Equal(content);
        whole.Content.Headers.ContentType!.MediaType.Should().Be("application/pdf");
        whole.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        whole.Content.Headers.ContentDisposition.FileNameStar.Should().Be("Übersicht 平面图.pdf");
        whole.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        whole.Headers.GetValues("Content-Security-Policy").Should().Equal("default-src 'none'; sandbox");
        whole.Headers.CacheControl!.NoStore.Should().BeTrue();

        using var range = new HttpRequestMessage(HttpMethod.Get, (string)upload["download"]!["address"]!) { Headers = { Range = new RangeHeaderValue(5, 9) } };
        using var part = await anyone.SendAsync(range);
        part.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).Should().Equal(content[5..10]);
        part.Content.Headers.ContentRange!.ToString().Should().Be($"bytes 5-9/{content.Length}");
    }

    [Fact]
    public async Task An_address_is_good_for_its_purpose_its_time_and_one_file_only()
    {
        var client = await suite.Uploader();
        var (id, address) = await client.Announce("a.pdf", "application/pdf", Uploading.Pdf().Length);
        using var anyone = new HttpClient { BaseAddress = suite.Url };
        (await anyone.GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.NotFound, "it is for sending");
        (await client.Put(address[..^1] + (address[^1] == 'A' ? 'Q' : 'A'), Uploading.Pdf())).Status.Should().Be(HttpStatusCode.NotFound, "it was changed");
        (await client.Put("/files/AAAA", Uploading.Pdf())).Status.Should().Be(HttpStatusCode.NotFound);
        await suite.Advance(TimeSpan.FromMinutes(15));
        (await client.Put(address, Uploading.Pdf())).Status.Should().Be(HttpStatusCode.NotFound, "its time is over");

        (id, address) = await client.Announce("a.pdf", "application/pdf", Uploading.Pdf().Length);
        (await client.Put(address, Uploading.Pdf())).Status.Should().Be(HttpStatusCode.OK);
        (await client.Put(address, Uploading.Pdf())).Status.Should().Be(HttpStatusCode.Conflict, "the file is there");
        var download = (string)(await client.Query(Seen, new { id }))["upload"]!["download"]!["address"]!;
        (await client.Put(download, Uploading.Pdf())).Status.Should().Be(HttpStatusCode.NotFound, "it is for fetching");
        await suite.Advance(TimeSpan.FromMinutes(5));
        (await anyone.GetAsync(download)).StatusCode.Should().Be(HttpStatusCode.NotFound, "its time is over");
    }

    [Fact]
    public async Task Each_limit_holds_to_the_byte_and_to_the_piece()
    {
        var client = await suite.Uploader();
        static object Input(string name, long size) => new { name, mediaType = "text/plain", sizeBytes = $"{size}" };
        (await client.Refused("createUpload", Input("a.txt", UploadSuite.MaxBytes + 1))).Should().Be("FILE_SIZE_INVALID");
        (await client.Refused("createUpload", Input("a.txt", 0))).Should().Be("FILE_SIZE_INVALID");
        (await client.Refused("createUpload", Input(new string('a', 197) + ".txt", 1))).Should().Be("FILE_NAME_INVALID");
        await client.Announce(new string('a', 196) + ".txt", "text/plain", 1);
        var most = Encoding.ASCII.GetBytes(new string('x', UploadSuite.MaxBytes));
        await client.Upload("b.txt", "text/plain", most);
        await client.Announce("c.txt", "text/plain", 1);
        (await client.Refused("createUpload", Input("d.txt", 1))).Should().Be("UPLOADS_TOO_MANY", "three are attached to no record");
        await (await suite.Uploader()).Announce("d.txt", "text/plain", 1);
    }

    [Fact]
    public async Task Names_and_types_that_deceive_are_not_announced()
    {
        var client = await suite.Uploader();
        foreach (var name in new[] { "", " ", ".txt", "a\r\nSet-Cookie: x.txt", "a\u202etxt.exe", "\u200ba.txt", "../a.txt", "a/b.txt", "C:\\a.txt", "a:b.txt", "nul.txt", "com1.txt", "a.", "a\0.txt" })
        {
            (await client.Refused("createUpload", new { name, mediaType = "text/plain", sizeBytes = "1" })).Should().Be("FILE_NAME_INVALID", name);
        }

        (await client.Refused("createUpload", new { name = "a.pdf.exe", mediaType = "application/pdf", sizeBytes = "1" })).Should().Be("FILE_EXTENSION_MISMATCH");
        (await client.Refused("createUpload", new { name = "a.svg", mediaType = "image/svg+xml", sizeBytes = "1" })).Should().Be("FILE_TYPE_NOT_ALLOWED");
        (await client.Refused("createUpload", new { name = "a.html", mediaType = "text/html", sizeBytes = "1" })).Should().Be("FILE_TYPE_NOT_ALLOWED");
        (await client.Refused("createUpload", new { name = "a.pdf", mediaType = "application/pdf", sizeBytes = "1", sha256 = new string('g', 64) })).Should().Be("HASH_INVALID");
    }

    [Fact]
    public async Task A_file_that_is_not_as_announced_is_refused_for_good_and_leaves_nothing()
    {
        var before = suite.AllFiles;
        var content = Uploading.Pdf();
        foreach (var (size, hash, type, name, fault) in new (int, string?, string, string, string)[]
        {
            (content.Length + 1, null, "application/pdf", "a.pdf", "SIZE_MISMATCH"),
            (content.Length - 1, null, "application/pdf", "a.pdf", "SIZE_MISMATCH"),
            (content.Length, new string('0', 64), "application/pdf", "a.pdf", "HASH_MISMATCH"),
            (content.Length, null, "image/png", "a.png", "TYPE_MISMATCH"),
        })
        {
            foreach (var stated in new[] { true, false })
            {
                var client = await suite.Uploader();
                var (id, address) = await client.Announce(name, type, size, hash);
                using var http = new HttpClient { BaseAddress = suite.Url };
                using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new ByteArrayContent(content), Headers = { TransferEncodingChunked = !stated } };
                using var answer = await http.SendAsync(request);
                answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
                (await answer.Content.ReadAsStringAsync()).Should().Contain($"\"code\":\"{fault}\"");
                var upload = (await client.Query(Seen, new { id }))["upload"]!;
                ((string)upload["state"]!).Should().Be("REFUSED");
                ((string)upload["fault"]!).Should().Be(fault);
                upload["sha256"].Should().BeNull();
                upload["download"].Should().BeNull();
                (await client.Put(address, content)).Status.Should().Be(HttpStatusCode.Conflict);
            }
        }

        suite.AllFiles.Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task A_connection_that_breaks_leaves_nothing_and_the_file_can_be_sent_again()
    {
        var client = await suite.Uploader();
        var content = Encoding.ASCII.GetBytes(new string('x', 90_000));
        var before = suite.AllFiles;
        var names = await suite.AsOwner("select count(*) from suite.stored_names");
        var (id, address) = await client.Announce("a.txt", "text/plain", content.Length);
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(suite.Url.Host, suite.Url.Port);
            var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"PUT {address} HTTP/1.1\r\nHost: x\r\nContent-Length: {content.Length}\r\n\r\n"));
            await stream.WriteAsync(content.AsMemory(0, 50_000));
            await Eventually.Holds(() => Task.FromResult(suite.AllFiles.Count > before.Count));
            socket.Client.LingerState = new LingerOption(true, 0);
        }

        await Eventually.Holds(() => Task.FromResult(suite.AllFiles.Count == before.Count));
        (await suite.AsOwner("select count(*) from suite.stored_names")).Should().Be(names);
        ((string)(await client.Query(Seen, new { id }))["upload"]!["state"]!).Should().Be("PENDING");
        (await client.Put(address, content)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_who_send_the_same_upload_at_once_store_it_once()
    {
        var client = await suite.Uploader();
        var (id, address) = await client.Announce("a.pdf", "application/pdf", Uploading.Pdf().Length);
        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.Put(address, Uploading.Pdf())));
        sent.Select(s => s.Status).Should().ContainSingle(s => s == HttpStatusCode.OK);
        sent.Select(s => s.Status).Distinct().Should().BeSubsetOf([HttpStatusCode.OK, HttpStatusCode.Conflict]);
        await suite.Advance(TimeSpan.FromHours(7));
        await suite.Tick("suite.sweep-uploads", suite.Clock.GetUtcNow());
        ((long)(await suite.AsOwner("select count(*) from suite.stored_names s where not exists (select from suite.uploads u where u.stored_as = s.name)"))!).Should().Be(0, "what the slower ones left is swept");
        ((string)(await client.Query(Seen, new { id }))["upload"]!["state"]!).Should().Be("STORED");
        suite.AllFiles.Count.Should().Be((int)(long)(await suite.AsOwner("select count(*) from suite.stored_names"))!);
    }

    [Fact]
    public async Task What_nobody_sends_or_uses_in_time_expires_and_its_files_go()
    {
        var client = await suite.Uploader();
        var stored = await client.Upload("a.pdf", "application/pdf", Uploading.Pdf("left alone"));
        var (pending, _) = await client.Announce("b.pdf", "application/pdf", 10);
        var left = Path.Combine(suite.Files, "incoming", "left-by-a-killed-host");
        await File.WriteAllTextAsync(left, "half");
        File.SetLastWriteTimeUtc(left, suite.Clock.GetUtcNow().UtcDateTime);
        await suite.Advance(TimeSpan.FromHours(25));
        await suite.Tick("suite.sweep-uploads", suite.Clock.GetUtcNow());
        foreach (var id in new[] { stored, pending })
        {
            ((string)(await client.Query(Seen, new { id }))["upload"]!["state"]!).Should().Be("EXPIRED");
        }

        File.Exists(left).Should().BeFalse();
        await suite.Advance(TimeSpan.FromMinutes(10));
        await suite.Tick("suite.sweep-uploads", suite.Clock.GetUtcNow());
        suite.AllFiles.Count.Should().Be((int)(long)(await suite.AsOwner("select count(*) from suite.uploads where state = 'STORED'"))!);
    }

    [Fact]
    public async Task One_tick_sees_to_more_than_fits_a_transaction()
    {
        var client = await suite.Uploader();
        var (pending, _) = await client.Announce("many.pdf", "application/pdf", 10);
        await suite.AsOwner("""
            insert into suite.uploads (id, account_id, name, media_type, size_bytes, state, created_at, expires_at, version)
            select gen_random_uuid(), account_id, name, media_type, size_bytes, state, created_at, expires_at, version from suite.uploads, generate_series(1, 1100) where name = 'many.pdf'
            """);
        await suite.Advance(TimeSpan.FromHours(25));
        var tick = suite.Clock.GetUtcNow();
        (await suite.Tick("suite.sweep-uploads", tick)).Should().BeTrue();
        (await suite.AsOwner("select count(*) from suite.uploads where name = 'many.pdf' and state = 'PENDING'")).Should().Be(0L);
        (await suite.Tick("suite.sweep-uploads", tick)).Should().BeFalse("a tick takes effect once");
    }

    [Fact]
    public async Task Others_see_and_fetch_a_file_only_if_they_may()
    {
        var owner = await suite.Uploader();
        var id = await owner.Upload("a.pdf", "application/pdf", Uploading.Pdf("mine"));
        const string Count = "{ uploads { totalCount } }";
        ((int)(await owner.Query(Count))["uploads"]!["totalCount"]!).Should().Be(1);
        var other = await suite.Uploader();
        ((int)(await other.Query(Count))["uploads"]!["totalCount"]!).Should().Be(0);
        (await other.Query(Seen, new { id }))["upload"].Should().BeNull();
        (await (await suite.Person([("suite.upload.create", "OWN")])).Send(Seen, new { id }))["errors"]![0]!["extensions"]!["code"]!.ToString().Should().Be("FORBIDDEN");
        (await (await suite.Uploader("ALL")).Query(Seen, new { id }))["upload"]!["download"].Should().NotBeNull();
        (await (await suite.Person([("suite.upload.read", "OWN")])).Send(Client.Mutation("createUpload", "upload { id }"), new { input = new { name = "a.pdf", mediaType = "application/pdf", sizeBytes = "1" } }))
            ["errors"]![0]!["extensions"]!["code"]!.ToString().Should().Be("FORBIDDEN");
    }

    [Fact]
    public async Task A_body_for_another_endpoint_stays_small()
    {
        foreach (var (path, code) in new[] { ("/graphql", "COST_EXCEEDED"), ("/sign-in", "INVALID") })
        {
            using var content = new StringContent(new string(' ', 1_048_577), Encoding.UTF8, "application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
            // What is refused is not read: who sends it all the same may lose the connection before the answer.
            request.Headers.ExpectContinue = true;
            var answer = await suite.Admin.Http.SendAsync(request);
            answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge, path);
            (await answer.Content.ReadAsStringAsync()).Should().Contain($"\"code\":\"{code}\"", path);
        }
    }

    [Fact]
    [Trait("row", "RL-07")]
    public async Task PostgreSQL_refuses_rows_that_do_not_fit_together()
    {
        var client = await suite.Uploader();
        await client.Upload("a.pdf", "application/pdf", Uploading.Pdf("row"));
        const string Stored = "state = 'STORED'";
        foreach (var (constraint, sql) in new Dictionary<string, string>
        {
            ["ck_uploads_size"] = Constraints.Copy("suite.uploads", """{"size_bytes": 0, "stored_as": "x"}""", Stored),
            ["ck_uploads_hash"] = Constraints.Copy("suite.uploads", """{"expected_sha256": "abc", "stored_as": "x", "state": "PENDING"}""", Stored),
            ["ck_uploads_kept"] = Constraints.Copy("suite.uploads", """{"sha256": null, "stored_as": "x"}""", Stored),
            ["ck_uploads_fault"] = Constraints.Copy("suite.uploads", """{"fault": "MALWARE", "stored_as": "x"}""", Stored),
            ["ck_uploads_attached"] = Constraints.Copy("suite.uploads", """{"attached_at": "2026-01-01T00:00:00Z", "stored_as": "x", "state": "PENDING"}""", Stored),
            ["ux_uploads_stored_as"] = Constraints.Copy("suite.uploads", "{}", Stored),
            ["st_uploads_state"] = $"update suite.uploads set state = 'PENDING' where {Stored}",
            ["wo_uploads"] = $"update suite.uploads set sha256 = repeat('A', 64) where {Stored}",
        })
        {
            var attempt = () => suite.AsApp(sql, """{"scopes":{"*":"ALL"},"clearance":"SYSTEM"}""");
            (await attempt.Should().ThrowAsync<PostgresException>(sql)).Which.ConstraintName.Should().Be(constraint, sql);
        }
    }
}
