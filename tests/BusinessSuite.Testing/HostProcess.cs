using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace BusinessSuite.Testing;

/// <summary>A host as a process of its own, so that it can be killed.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<string> _output = new();

    private HostProcess(Process process, Uri url) => (_process, Url) = (process, url);

    /// <summary>Its address.</summary>
    public Uri Url { get; }

    /// <summary>Whether it ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The memory that it has, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The most memory that it had since <see cref="ForgetPeak"/>, in bytes.</summary>
    public long PeakMemory => 1_024 * long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Its exit code, once it ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The time that processors have worked for it.</summary>
    public TimeSpan Worked
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What it said, once it ended.</summary>
    public Task<string> Output => _output.Task;

    /// <summary>Starts a host, at an address of its own whatever the settings say.</summary>
    public static HostProcess Start(params string[] settings)
    {
        var program = Path.Combine(Program, "BusinessSuite.Host.dll");
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var host = new HostProcess(
            Process.Start(new ProcessStartInfo("dotnet", [program, $"--Accounts:FirstPassword={Suite.Password}", .. settings, $"--urls={url}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!, url);
        _ = Task.Run(async () =>
        {
            var errors = host._process.StandardError.ReadToEndAsync();
            host._output.SetResult(await host._process.StandardOutput.ReadToEndAsync() + await errors);
        });
        return host;
    }

    /// <summary>Waits until it is ready, and signs in.</summary>
    public async Task<Client> Ready()
    {
        using var http = new HttpClient { BaseAddress = Url };
        await Eventually.Holds(async () =>
        {
            _process.HasExited.Should().BeFalse();
            try
            {
                return (await http.GetAsync("/health/ready")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, TimeSpan.FromMinutes(3));
        var answer = await http.PostAsJsonAsync("/sign-in", new { userName = "admin", password = Suite.Password });
        return new Client(Url, (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["accessToken"]);
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Takes the memory that it has now for its peak so far.</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");

    /// <summary>Asks it to stop, and waits.</summary>
    public async Task Stop()
    {
        if (!_process.HasExited)
        {
            using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync();
        }
    }

    /// <summary>Waits until it ended by itself.</summary>
    public Task WaitForExit() => _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _process.Dispose();
    }

    /// <summary>The suite as customers get it, where it was published since it was last built; otherwise as it was built.</summary>
    private static string Program
    {
        get
        {
            var built = PartnerModule.Built("BusinessSuite.Host");
            var published = Path.Combine(PartnerModule.Repository, "artifacts/suite");
            return Directory.EnumerateFiles(built, "BusinessSuite.*.dll").All(f => File.GetLastWriteTimeUtc(Path.Combine(published, Path.GetFileName(f))) >= File.GetLastWriteTimeUtc(f)) ? published : built;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
