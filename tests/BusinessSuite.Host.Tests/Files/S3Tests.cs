using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Files;

/// <summary>A suite that keeps its files in a bucket.</summary>
public sealed class S3Suite : Suite
{
    private static readonly string Program = Path.Combine(PartnerModule.Repository, "tests/s3/node_modules/s3rver/bin/s3rver.js");
    private readonly string _data = Directory.CreateTempSubdirectory("suite-s3-").FullName;
    private readonly int _port = FreePort();
    private Process? _server;

    protected override bool OwnClock => true;

    protected override string[] Settings =>
    [
        .. base.Settings, $"--Files:S3:Address=http://127.0.0.1:{_port}", "--Files:S3:Bucket=suite", "--Files:S3:Prefix=office/", "--Files:S3:AccessKey=S3RVER", "--Files:S3:SecretKey=S3RVER",
    ];

    /// <summary>The keys in the bucket.</summary>
    public IReadOnlyList<string> Keys =>
        [.. Directory.EnumerateFiles(Path.Combine(_data, "suite"), "*_object", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Path.Combine(_data, "suite"), f))];

    public override async ValueTask InitializeAsync()
    {
        File.Exists(Program).Should().BeTrue("tools/test installs it: npm ci in tests/s3");
        _server = Process.Start(new ProcessStartInfo("node", [Program, "-a", "127.0.0.1", "-p", $"{_port}", "-d", _data, "-s", "--configure-bucket", "suite"]))!;
        using var http = new HttpClient();
        await Eventually.Holds(async () =>
        {
            try
            {
                return (await http.GetAsync($"http://127.0.0.1:{_port}/")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        await base.InitializeAsync();
    }

    /// <summary>Ends the store.</summary>
    public async Task StopStore()
    {
        _server!.Kill();
        await _server.WaitForExitAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_server is not null)
        {
            await StopStore();
            _server.Dispose();
        }

        Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

[Trait("row", "EC-24")]
public sealed class S3Tests(S3Suite suite) : IClassFixture<S3Suite>
{
    private const string Download = "query($id: ID!) { upload(id: $id) { state download { address } } }";

    [Fact]
    public async Task Files_go_to_the_bucket_in_parts_and_come_back_in_ranges_until_they_expire()
    {
        // Three parts.
        byte[] content = [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(40 * 1_048_576), .. "\n%%EOF\n"u8];
        var id = await suite.Admin.Upload("large.pdf", "application/pdf", content);
        suite.Keys.Should().ContainSingle().Which.Should().MatchRegex("^office/([0-9a-f]{2})/([0-9a-f]{2})/\\1\\2[0-9a-f]{28}\\._S3rver_object$");
        Directory.EnumerateFiles(suite.Files, "*", SearchOption.AllDirectories).Should().BeEmpty("nothing stays on the host's own disk");

        var address = (string)(await suite.Admin.Query(Download, new { id }))["upload"]!["download"]!["address"]!;
        (await suite.Admin.Http.GetByteArrayAsync(address)).AsSpan().SequenceEqual(content).Should().BeTrue();
        using var range = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(20_000_000, 20_000_099) } };
        using var part = await suite.Admin.Http.SendAsync(range);
        part.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).Should().Equal(content[20_000_000..20_000_100]);

        foreach (var hours in new[] { 25, 1 })
        {
            await suite.Advance(TimeSpan.FromHours(hours));
            await suite.Tick("suite.sweep-uploads", suite.Clock.GetUtcNow());
        }

        ((string)(await suite.Admin.Query(Download, new { id }))["upload"]!["state"]!).Should().Be("EXPIRED");
        suite.Keys.Should().BeEmpty();

        // Without the store nothing is noted, and the file can be sent again.
        await suite.StopStore();
        var (waiting, put) = await suite.Admin.Announce("a.pdf", "application/pdf", Uploading.Pdf().Length);
        using var failed = await suite.Admin.Http.PutAsync(put, new ByteArrayContent(Uploading.Pdf()));
        failed.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        ((string)(await suite.Admin.Query(Download, new { id = waiting }))["upload"]!["state"]!).Should().Be("PENDING");
    }
}
