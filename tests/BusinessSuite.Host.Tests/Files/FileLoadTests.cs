using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BusinessSuite.Host.Data;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Files;

/// <summary>A host as a process of its own, whose memory is its own too.</summary>
public sealed class FileHost : IAsyncLifetime
{
    private SuiteDatabase? _database;
    private HostProcess? _host;

    public HostProcess Host => _host!;

    public Client Admin { get; private set; } = null!;

    public string Files => TestServer.FilesOf(_database!);

    public async ValueTask InitializeAsync()
    {
        _database = await TestServer.Clone();
        _host = HostProcess.Start(TestServer.Settings(_database, "--Work:Jobs=false", "--Files:MaxUnattached=1000"));
        Admin = await _host.Ready();
        foreach (var sample in FileSamples.Sound())
        {
            await Admin.Upload(sample.Name, sample.MediaType, sample.Content);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
            await TestServer.Drop(_database!);
        }
    }
}

[Trait("row", "RL-34")]
public sealed class FileLoadTests(FileHost host) : IClassFixture<FileHost>
{
    private const long Megabyte = 1_048_576;

    [Fact]
    public async Task Files_without_fault_are_taken_whatever_their_type()
    {
        foreach (var sample in FileSamples.Sound())
        {
            var (_, address) = await host.Admin.Announce(sample.Name, sample.MediaType, sample.Content.Length);
            var (status, answer) = await host.Admin.Put(address, sample.Content);
            status.Should().Be(HttpStatusCode.OK, $"{sample.What}: {answer}");
        }
    }

    [Fact]
    public async Task Hostile_files_are_refused_leave_nothing_and_cost_little()
    {
        var canary = $"canary-{Guid.NewGuid():N}";
        var before = Everything();
        var names = HostileFiles.ByName(canary).ToList();
        foreach (var sample in names)
        {
            var code = await host.Admin.Refused("createUpload", new { name = sample.Name, mediaType = sample.MediaType, sizeBytes = $"{sample.Content.Length}" });
            code.Should().BeOneOf(["FILE_NAME_INVALID", "FILE_EXTENSION_MISMATCH", "FILE_TYPE_NOT_ALLOWED"], sample.What);
        }

        var contents = HostileFiles.ByContent(canary).ToList();
        host.Host.ForgetPeak();
        var memory = host.Host.PeakMemory;
        var taken = new List<string>();
        foreach (var sample in contents)
        {
            var (_, address) = await host.Admin.Announce(sample.Name, sample.MediaType, sample.Content.Length);
            var (status, answer) = await host.Admin.Put(address, sample.Content);
            if (status != HttpStatusCode.UnprocessableEntity || (string?)answer["code"] is null)
            {
                taken.Add($"{sample.What} ({sample.Name}): {answer}");
            }
        }

        taken.Should().BeEmpty();
        (names.Count + contents.Count).Should().BeGreaterThanOrEqualTo(60);
        (host.Host.PeakMemory - memory).Should().BeLessThan(100 * Megabyte);
        Everything().Should().BeEquivalentTo(before, "nothing is written but what is kept");
        Directory.EnumerateFiles(Path.GetTempPath(), $"*{canary}*").Should().BeEmpty();
    }

    [Fact]
    [Trait("row", "EC-24")]
    public async Task A_large_file_passes_through_with_little_memory()
    {
        // The time goes into the disk; SUITE_LARGE_FILE_MIB=1024 sends the largest file that is taken unless told otherwise.
        var size = Megabyte * long.Parse(Environment.GetEnvironmentVariable("SUITE_LARGE_FILE_MIB") ?? "256", CultureInfo.InvariantCulture);
        await Send(8 * Megabyte);
        host.Host.ForgetPeak();
        var memory = host.Host.PeakMemory;
        var (id, sent) = await Send(size);
        var grown = host.Host.PeakMemory - memory;
        TestContext.Current.TestOutputHelper?.WriteLine($"{size / Megabyte} MiB: the host's memory grew by {grown / Megabyte} MiB");
        grown.Should().BeLessThan(64 * Megabyte);

        host.Host.ForgetPeak();
        memory = host.Host.PeakMemory;
        var address = (string)(await host.Admin.Query("query($id: ID!) { upload(id: $id) { download { address } } }", new { id }))["upload"]!["download"]!["address"]!;
        await using var content = await host.Admin.Http.GetStreamAsync(address);
        Convert.ToHexString(await SHA256.HashDataAsync(content)).Should().Be(sent);
        (host.Host.PeakMemory - memory).Should().BeLessThan(64 * Megabyte);
    }

    private List<string> Everything() => [.. Directory.EnumerateFiles(Directory.GetParent(host.Files)!.FullName, "*", SearchOption.AllDirectories)];

    private async Task<(string Id, string Sha256)> Send(long size)
    {
        var (id, address) = await host.Admin.Announce("large.pdf", "application/pdf", size);
        using var content = new GeneratedPdf(size);
        using var answer = await host.Admin.Http.PutAsync(address, content);
        var told = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        answer.StatusCode.Should().Be(HttpStatusCode.OK, told.ToJsonString());
        ((string)told["sha256"]!).Should().Be(content.Sha256);
        return (id, content.Sha256);
    }

    /// <summary>A PDF of a size, made while it is sent.</summary>
    private sealed class GeneratedPdf(long size) : HttpContent
    {
        private static readonly byte[] Start = Encoding.ASCII.GetBytes("%PDF-1.7\n"), End = Encoding.ASCII.GetBytes("\n%%EOF\n");
        private static readonly byte[] Filling = RandomNumberGenerator.GetBytes((int)Megabyte);

        public string Sha256 { get; private set; } = "";

        protected override bool TryComputeLength(out long length)
        {
            length = size;
            return true;
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            async Task Write(ReadOnlyMemory<byte> bytes)
            {
                hash.AppendData(bytes.Span);
                await stream.WriteAsync(bytes);
            }

            await Write(Start);
            for (var left = size - Start.Length - End.Length; left > 0; left -= Filling.Length)
            {
                await Write(Filling.AsMemory(0, (int)Math.Min(left, Filling.Length)));
            }

            await Write(End);
            Sha256 = Convert.ToHexString(hash.GetHashAndReset());
        }
    }
}
