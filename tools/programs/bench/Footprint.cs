using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace BusinessSuite.Tools.Bench;

/// <summary>What the suite takes of the machine: memory, and time to start.</summary>
internal static class Footprint
{
    /// <summary>What it is called in the results.</summary>
    public const string Title = "Footprint of the host";

    private static readonly string Export = Call.Graph(
        """
        query($first: Int!) {
          applications(first: $first, orderBy: [{ field: RECEIVED_AT, direction: DESC }]) {
            nodes { id number status channel receivedAt acceptedAt plannedEndAt endedAt endedLate answers }
          }
        }
        """,
        new { first = Suite.ExportRows }).Body!;

    /// <summary>The memory after all that was asked before, and how much more a long answer takes.</summary>
    public static async Task<IReadOnlyList<Verdict>> Memory(Suite suite)
    {
        var memory = suite.Server.Memory;
        var resident = memory.Resident;
        var (grown, shares) = (0.0, new List<double>());
        using var http = new HttpClient { BaseAddress = suite.Server.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", suite.Export);
        for (var run = 0; run < 5; run++)
        {
            var before = memory.Resident;
            memory.ForgetPeak();
            var (first, whole) = await Read(http);
            grown = Math.Max(grown, memory.Peak - before);
            shares.Add(first / whole);
        }

        return
        [
            new(Title, "resident memory after warm-up", resident, "MiB", 250, AtMost: true, "0"),
            new(Title, $"peak memory more for a list of {Suite.ExportRows:N0} rows with 10 columns", grown, "MiB", 30, AtMost: true, "0.0"),
            new(Title, "share of the time of that answer until its first bytes came", shares.Order().ElementAt(shares.Count / 2), "", 0.5, AtMost: true, "0.00"),
        ];
    }

    /// <summary>The time from the start of the process to the first answer, on a database that is migrated.</summary>
    /// <param name="company">The company, whose database server this stops at times.</param>
    /// <param name="reader">The token of someone who reads.</param>
    /// <param name="runs">How often; the median counts.</param>
    public static async Task<IReadOnlyList<Verdict>> Start(Company company, string reader, int runs)
    {
        var (cold, warm) = (new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            await company.Stop();
            cold.Add(await Once(company, reader));
            await company.Resume();
            warm.Add(await Once(company, reader));
        }

        return
        [
            new(Title, "from process start to the first answer, PostgreSQL running", warm.Order().ElementAt(runs / 2), "s", 3, AtMost: true, "0.00"),
            new(Title, "from process start to the first answer, PostgreSQL started too", cold.Order().ElementAt(runs / 2), "s", 3, AtMost: true, "0.00"),
        ];
    }

    private static async Task<double> Once(Company company, string reader)
    {
        var watch = Stopwatch.StartNew();
        await using var suite = await Suite.Launch(company, "start");
        await suite.As(reader).Query("{ applications(first: 1) { nodes { number } } }");
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Reads the long answer as it comes, and says when its first bytes and when all of it had come.</summary>
    private static async Task<(double First, double Whole)> Read(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(Export, Encoding.UTF8, "application/json") };
        var watch = Stopwatch.StartNew();
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        var first = 0.0;
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
        {
            first = first == 0 ? watch.Elapsed.TotalSeconds : first;
            text.Write(buffer, 0, read);
        }

        var whole = watch.Elapsed.TotalSeconds;
        using var json = JsonDocument.Parse(text.ToArray());
        return json.RootElement.TryGetProperty("data", out var data) && data.GetProperty("applications").GetProperty("nodes").GetArrayLength() == Suite.ExportRows
            ? (first, whole)
            : throw new BenchException($"The long list is not answered: {Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)Math.Min(text.Length, 500))}");
    }
}
