using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace BusinessSuite.Tools.Bench;

/// <summary>What a measurement found.</summary>
/// <param name="Requests">How many requests were answered.</param>
/// <param name="Rate">Answers in a second.</param>
/// <param name="Median">The time of the median answer, in milliseconds.</param>
/// <param name="P99">The time within which 99 of 100 came, in milliseconds.</param>
/// <param name="Bytes">The size of an answer.</param>
/// <param name="Processor">The server's processor time for an answer.</param>
/// <param name="Database">The database server's processor time for an answer.</param>
internal sealed record Load(long Requests, double Rate, double Median, double P99, long Bytes, TimeSpan Processor = default, TimeSpan Database = default);

/// <summary>The load generator, wrk.</summary>
internal static class Wrk
{
    /// <summary>Connections that are busy at once.</summary>
    public const int Connections = 8;

    /// <summary>The longest that anyone is waited for.</summary>
    private const double Longest = 120;

    /// <summary>Sends requests in turn for a while; for longer when nothing was answered by then.</summary>
    /// <exception cref="BenchException">One was not answered with success.</exception>
    public static async Task<Load> Run(Uri url, string? token, IReadOnlyList<Call> calls, double seconds) =>
        await Longer(s => Once(url, token, calls, s), seconds) ?? throw new BenchException($"{url} answered nothing in time.");

    /// <summary>Measures for a while, and for longer when nothing was answered by then; null when nothing ever was.</summary>
    public static async Task<Load?> Longer(Func<double, Task<Load>> measure, double seconds)
    {
        for (; ; seconds *= 4)
        {
            var load = await measure(seconds);
            if (load.Requests > 0 || seconds * 4 > Longest)
            {
                return load.Requests > 0 ? load : null;
            }
        }
    }

    private static async Task<Load> Once(Uri url, string? token, IReadOnlyList<Call> calls, double seconds)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, calls.Select(c => c.Body is null ? $"GET {c.Path}" : $"POST {c.Path}\t{c.Body}").Prepend(token ?? "-"));
            string[] arguments =
            [
                "--threads", "1", "--connections", Connections.ToString(CultureInfo.InvariantCulture), "--timeout", "30s",
                "--duration", $"{Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture)}s", "--script", Path.Combine(AppContext.BaseDirectory, "load.lua"), url.ToString(), "--", file,
            ];
            using var process = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return Parse(output.Split('\n').FirstOrDefault(l => l.StartsWith('{')) ?? throw new BenchException($"wrk failed: {output}"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Load Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        double Number(string name) => json.RootElement.GetProperty(name).GetDouble();
        var requests = (long)Number("requests");
        return Number("errors") == 0
            ? new(requests, requests / (Number("microseconds") / 1e6), Number("p50") / 1000, Number("p99") / 1000, requests == 0 ? 0 : (long)(Number("bytes") / requests))
            : throw new BenchException($"Not every request was answered: {line}");
    }
}
