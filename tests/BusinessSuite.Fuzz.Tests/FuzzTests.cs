using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BusinessSuite.Host.Graph;
using BusinessSuite.Reads;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessSuite.Fuzz.Tests;

/// <summary>Whatever is sent, the suite answers in order, logs no error and stays as it was. <c>tools/fuzz</c> runs it for longer and replays a seed.</summary>
[Trait("row", "RL-30")]
public sealed class FuzzTests(FuzzWorld world) : IClassFixture<FuzzWorld>
{
    private const long Growth = 200L * 1024 * 1024;
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly int Documents = Setting("SUITE_FUZZ_DOCUMENTS", 200_000);
    private static readonly int Seed = Setting("SUITE_FUZZ_SEED", 20_261_124);

    [Fact]
    public async Task No_request_breaks_the_suite()
    {
        var schema = world.Services.GetRequiredService<SuiteSchema>();
        var executor = world.Services.GetRequiredService<GraphExecutor>();
        // Code is compiled and caches are filled by the first documents; what grows after them is a leak.
        var warm = Math.Min(Documents / 10, 20_000);
        var failures = new ConcurrentBag<string>();
        var sent = new ConcurrentDictionary<(SampleKind Kind, bool Http), int>();
        var times = new ConcurrentBag<double>();
        var refused = new ConcurrentDictionary<string, int>();
        int run = 0, valid = 0;
        async ValueTask Try(int number, CancellationToken ct)
        {
            var sample = Sample.Of(schema, Seed + number);
            var start = Stopwatch.GetTimestamp();
            var (fault, refusal) = sample.OverHttp ? await OverHttp(sample) : await Straight(executor, sample);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            sent.AddOrUpdate((sample.Kind, sample.OverHttp), 1, (_, n) => n + 1);
            if (sample is { Kind: SampleKind.Valid, Role: 2 })
            {
                Interlocked.Increment(ref valid);
                Interlocked.Add(ref run, refusal is null ? 1 : 0);
                if (refusal is not null)
                {
                    refused.AddOrUpdate(refusal, 1, (_, n) => n + 1);
                }
            }

            if (fault is not null && failures.Count < 20)
            {
                failures.Add($"{fault}\n{sample}");
            }
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = 4 };
        var began = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, warm), options, Try);
        var before = Memory();
        await Parallel.ForEachAsync(Enumerable.Range(warm, Documents - warm), options, Try);
        var took = began.Elapsed;
        var after = Memory();
        var sorted = times.Order().ToList();
        TestContext.Current.SendDiagnosticMessage(
            "{0} documents from seed {1} in {2:F0} s: {3}; {4} of {5} valid ones of the role with all permissions ran, the others were refused most for: {11}; p50 {6:F1} ms, p99 {7:F1} ms, longest {8:F0} ms; memory {9} MB, then {10} MB",
            Documents, Seed, took.TotalSeconds, string.Join(", ", sent.OrderBy(s => s.Key).Select(s => $"{s.Key.Kind}{(s.Key.Http ? " over HTTP" : "")} {s.Value}")),
            run, valid, sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100], sorted[^1], before >> 20, after >> 20,
            string.Join("; ", refused.OrderByDescending(r => r.Value).Take(8).Select(r => $"{r.Key} ({r.Value})")));

        failures.Should().BeEmpty();
        world.Errors().Should().BeEmpty();
        after.Should().BeLessThan(before + Growth);
        (await world.Nobody.Http.GetAsync("/health/ready")).EnsureSuccessStatusCode();
        (await world.Admin.Query("query($id: ID!) { department(id: $id) { code } }", new { id = world.Department })).ToJsonString().Should().Be("""{"department":{"code":"PERMITS"}}""");
        if (Documents >= 1_000)
        {
            ((double)run / valid).Should().BeGreaterThan(0.7, "documents made from the schema are valid but for limits that it does not tell");
            sent.Where(s => s.Key.Http).Sum(s => s.Value).Should().BeGreaterThan(Documents / 40);
        }
    }

    private async Task<(string? Fault, string? Refusal)> OverHttp(Sample sample)
    {
        using var body = new ByteArrayContent(sample.Body) { Headers = { ContentType = Json } };
        using var answer = await world.Clients[sample.Role].Http.PostAsync("/graphql", body);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return (int)answer.StatusCode >= 500 ? ($"HTTP {(int)answer.StatusCode}: {Encoding.UTF8.GetString(bytes)}", null) : Judge(bytes);
    }

    private async Task<(string? Fault, string? Refusal)> Straight(GraphExecutor executor, Sample sample)
    {
        using var json = new JsonBuffer();
        try
        {
            using var body = JsonDocument.Parse(sample.Body, new JsonDocumentOptions { MaxDepth = GraphRequest.MaxDepth });
            var result = await executor.Execute(GraphRequest.Parse(body.RootElement), world.Callers[sample.Role], null, queriesOnly: false, json, CancellationToken.None);
            return result.Outcome == GraphOutcome.Unavailable ? ($"Unavailable: {Encoding.UTF8.GetString(json.Written)}", null) : Judge(json.Memory);
        }
        catch (Exception e) when (e is JsonException or RequestException)
        {
            // The endpoint answers these as requests that are not valid.
            return (null, e.Message);
        }
        catch (Exception e)
        {
            return ($"It was thrown: {e}", null);
        }
    }

    /// <summary>An answer is JSON with data or errors, and no error is the suite's own.</summary>
    private static (string? Fault, string? Refusal) Judge(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 256 });
            var data = json.RootElement.TryGetProperty("data", out _);
            var errors = json.RootElement.TryGetProperty("errors", out var list) ? list.EnumerateArray().ToList() : [];
            return errors.Any(e => e.GetProperty("extensions").GetProperty("code").GetString() is "INTERNAL" or "UNAVAILABLE") || (!data && errors.Count == 0)
                ? (Encoding.UTF8.GetString(answer.Span), null)
                : (null, data ? null : errors[0].GetProperty("message").GetString());
        }
        catch (JsonException e)
        {
            return ($"The answer is no JSON ({e.Message}): {Encoding.UTF8.GetString(answer.Span)}", null);
        }
    }

    /// <summary>The memory that the process keeps once all garbage is gone, in bytes.</summary>
    private static long Memory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
