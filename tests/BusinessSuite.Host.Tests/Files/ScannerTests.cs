using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Files;

/// <summary>Speaks clamd's INSTREAM, finds whatever holds the word EVIL, and cannot take what holds the word HARD.</summary>
public sealed class StandInClamd : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public StandInClamd()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Task.Run(Serve);
    }

    public int Port { get; }

    /// <summary>Whether it gives up in the middle, as an overloaded one does.</summary>
    public bool Fails { get; set; }

    public void Dispose() => _listener.Dispose();

    private static async Task<int> Length(NetworkStream stream)
    {
        var length = new byte[4];
        await stream.ReadExactlyAsync(length);
        return BinaryPrimitives.ReadInt32BigEndian(length);
    }

    private async Task Serve()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var command = new byte[10];
            await stream.ReadExactlyAsync(command);
            Encoding.ASCII.GetString(command).Should().Be("zINSTREAM\0");
            using var content = new MemoryStream();
            while (await Length(stream) is > 0 and var size)
            {
                var piece = new byte[size];
                await stream.ReadExactlyAsync(piece);
                content.Write(piece);
            }

            var hard = Encoding.Latin1.GetString(content.ToArray()).Contains("HARD", StringComparison.Ordinal);
            var reply = Fails || hard ? "INSTREAM size limit exceeded. ERROR" : Encoding.Latin1.GetString(content.ToArray()).Contains("EVIL", StringComparison.Ordinal) ? "stream: Test.Evil-1 FOUND" : "stream: OK";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\0"));
        }
    }
}

/// <summary>A suite that asks a scanner.</summary>
public sealed class ScannedSuite : Suite
{
    public StandInClamd Scanner { get; } = new();

    protected override bool OwnClock => true;

    protected override string[] Settings => [.. base.Settings, $"--Files:Scanner=tcp://127.0.0.1:{Scanner.Port}"];
}

[Trait("row", "RL-34")]
public sealed class ScannerTests(ScannedSuite suite) : IClassFixture<ScannedSuite>
{
    private const string Seen = "query($id: ID!) { upload(id: $id) { state fault faultDetail download { address } } }";

    [Fact]
    public async Task Malware_is_refused_and_a_scanner_that_cannot_tell_means_quarantine_until_it_can()
    {
        (await Send("fine")).State.Should().Be("""{"state":"STORED","fault":null,"faultDetail":null}""");
        (await Send("EVIL")).State.Should().Be("""{"state":"REFUSED","fault":"MALWARE","faultDetail":"Test.Evil-1"}""");

        suite.Scanner.Fails = true;
        const string Kept = """{"state":"QUARANTINED","fault":"SCANNER_UNAVAILABLE","faultDetail":null}""";
        var (fine, state) = await Send("fine too");
        state.Should().Be(Kept);
        (var evil, state) = await Send("EVIL too");
        state.Should().Be(Kept);
        await Rescan();
        (await State(fine)).Should().Be(Kept, "it cannot tell yet");

        suite.Scanner.Fails = false;
        await Rescan();
        (await State(evil)).Should().Be("""{"state":"REFUSED","fault":"MALWARE","faultDetail":"Test.Evil-1"}""");
        (await State(fine)).Should().Be("""{"state":"STORED","fault":null,"faultDetail":null}""");
        await suite.Advance(TimeSpan.FromHours(7));
        await suite.Tick("suite.sweep-uploads", suite.Clock.GetUtcNow());
        Directory.EnumerateFiles(suite.Files, "*", SearchOption.AllDirectories).Should().HaveCount(2, "what was refused is gone");

        suite.Scanner.Dispose();
        (await Send("nobody there")).State.Should().Be(Kept);
    }

    [Fact]
    public async Task A_file_that_cannot_be_scanned_keeps_none_of_the_others_waiting_and_is_refused_after_a_week()
    {
        await using var own = new ScannedSuite();
        await own.InitializeAsync();
        var tests = new ScannerTests(own);
        var hard = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            hard.Add((await tests.Send("HARD")).Id);
        }

        own.Scanner.Fails = true;
        var fine = (await tests.Send("fine")).Id;
        own.Scanner.Fails = false;
        await tests.Rescan();
        (await tests.State(fine)).Should().Contain("STORED");
        foreach (var one in hard)
        {
            (await tests.State(one)).Should().Contain("QUARANTINED");
        }

        await own.Advance(TimeSpan.FromDays(7));
        await tests.Rescan();
        foreach (var one in hard)
        {
            (await tests.State(one)).Should().Be("""{"state":"REFUSED","fault":"UNSCANNABLE","faultDetail":null}""");
        }
    }

    private async Task Rescan()
    {
        await suite.Advance(TimeSpan.FromMinutes(5));
        (await suite.Tick("suite.rescan-uploads", suite.Clock.GetUtcNow())).Should().BeTrue();
    }

    private async Task<(string Id, string State)> Send(string text)
    {
        var content = Uploading.Pdf(text);
        var (id, address) = await suite.Admin.Announce("a.pdf", "application/pdf", content.Length);
        await suite.Admin.Put(address, content);
        return (id, await State(id));
    }

    private async Task<string> State(string id)
    {
        var upload = (await suite.Admin.Query(Seen, new { id }))["upload"]!.AsObject();
        (upload["download"] is not null).Should().Be((string)upload["state"]! == "STORED", "only what is stored can be fetched");
        upload.Remove("download");
        return upload.ToJsonString();
    }
}
