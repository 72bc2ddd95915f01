using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace BusinessSuite.Tools.Bench;

/// <summary>A server under measurement: a process of its own on a port of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly Process _process;
    private readonly string _log;

    private Server(Process process, Uri url, string log) => (_process, Url, _log) = (process, url, log);

    /// <summary>Its address.</summary>
    public Uri Url { get; }

    /// <summary>Its memory.</summary>
    public Memory Memory => new(_process.Id);

    /// <summary>The processor time that it took so far.</summary>
    public TimeSpan Processor => ProcessorTime.Of(_process.Id);

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts one and waits until it answers a path, and not with an error of its own.</summary>
    /// <param name="name">Its name, also of its log.</param>
    /// <param name="start">The program; its standard output and error go to the log.</param>
    /// <param name="port">The port that it was told.</param>
    /// <param name="ready">The path that answers once it is ready.</param>
    /// <param name="logs">The folder of logs.</param>
    public static async Task<Server> Start(string name, ProcessStartInfo start, int port, string ready, string logs)
    {
        var log = Path.Combine(logs, name + ".log");
        Directory.CreateDirectory(logs);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var process = Process.Start(start)!;
        var writer = TextWriter.Synchronized(new StreamWriter(log) { AutoFlush = true });
        process.OutputDataReceived += (_, line) => writer.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => writer.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new Server(process, new Uri($"http://127.0.0.1:{port}"), log);
        try
        {
            await server.Ready(ready, name);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to stop, and waits.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task Ready(string path, string name)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri(Url, path));
                if ((int)answer.StatusCode < 500)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            if (_process.HasExited || patience.Elapsed > TimeSpan.FromMinutes(5))
            {
                throw new BenchException($"{name} did not become ready; its log is {_log}");
            }

            await Task.Delay(20);
        }
    }
}

/// <summary>What went wrong, told to whoever runs the benchmark.</summary>
internal sealed class BenchException(string message) : Exception(message);

/// <summary>The resident memory of a process, in MiB.</summary>
internal readonly record struct Memory(int Process)
{
    /// <summary>Now.</summary>
    public double Resident => Read("VmRSS");

    /// <summary>The most since the start or the last <see cref="ForgetPeak"/>.</summary>
    public double Peak => Read("VmHWM");

    /// <summary>Lets the peak begin anew from now.</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{Process}/clear_refs", "5");

    private double Read(string entry) =>
        double.Parse(File.ReadLines($"/proc/{Process}/status").First(l => l.StartsWith(entry, StringComparison.Ordinal)).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
}

/// <summary>The processor time of processes, as the kernel counts it.</summary>
internal static class ProcessorTime
{
    private const int TicksPerSecond = 100;

    /// <summary>Of one process.</summary>
    public static TimeSpan Of(int process) => TimeSpan.FromSeconds(Ticks(process, children: false) / TicksPerSecond);

    /// <summary>Of a process and all that it started.</summary>
    public static TimeSpan OfFamily(int parent) => TimeSpan.FromSeconds(
        (Ticks(parent, children: true) + Children(parent).Sum(c => Ticks(c, children: true))) / TicksPerSecond);

    private static IEnumerable<int> Children(int parent) =>
        File.ReadAllText($"/proc/{parent}/task/{parent}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => int.Parse(c, CultureInfo.InvariantCulture));

    private static double Ticks(int process, bool children)
    {
        try
        {
            // The name in parentheses may hold spaces; the numbered fields follow it, the third first.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields.Skip(11).Take(children ? 4 : 2).Sum(f => double.Parse(f, CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
