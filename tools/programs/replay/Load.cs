using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace BusinessSuite.Tools.Replay;

/// <summary>Clients that enter, assign and complete cases while others read lists: how fast each step is, and whether numbers stay dense.</summary>
internal static class Load
{
    private const int Clients = 4;

    private const string List =
        "{ applications(first: 50, where: {status: {eq: ACCEPTED}}, orderBy: [{field: RECEIVED_AT, direction: DESC}]) { totalCount nodes { number plannedEndAt applicant { name } responsible { name department { name } } tasks(first: 5) { nodes { name status assignee { name } } } } } }";

    /// <summary>Runs for so long in the demo company, which must be there.</summary>
    /// <returns>0 when nothing failed and no number is missing.</returns>
    public static async Task<int> Run(Uri url, string key, TimeSpan time)
    {
        using var api = new Api(url, key);
        var company = await Company.Find(api);
        var before = await company.Numbered(api);
        var times = new ConcurrentDictionary<string, ConcurrentBag<double>>();
        var faults = new ConcurrentBag<string>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 2 * Clients).Select(n => Task.Run(async () =>
        {
            using var own = new Api(url, key);
            for (var i = 0; watch.Elapsed < time; i++)
            {
                try
                {
                    await (n < Clients ? Enter(own, company, $"{n}-{i}") : Timed("read a list", () => own.Query(List)));
                }
                catch (ApiException e)
                {
                    faults.Add(e.Message);
                }
            }
        })));
        var seconds = watch.Elapsed.TotalSeconds;
        foreach (var (step, taken) in times.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var sorted = taken.Order().ToList();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{step,-20} {sorted.Count / seconds,8:N1}/s   median {sorted[sorted.Count / 2],7:N1} ms   95th {sorted[sorted.Count * 95 / 100],7:N1} ms   longest {sorted[^1],8:N1} ms"));
        }

        var numbers = (await company.Numbered(api)).Except(before).ToList();
        var entered = times["accept"].Count;
        var gaps = numbers.GroupBy(n => n[..n.LastIndexOf('-')]).Sum(g => Gaps([.. g.Select(n => int.Parse(n[(n.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture)).Order()]));
        foreach (var fault in faults.GroupBy(f => f))
        {
            Console.WriteLine($"{fault.Count()} times: {fault.Key}");
        }

        Console.WriteLine($"{entered} accepted, {numbers.Count} numbers, {numbers.Count - numbers.Distinct().Count()} given twice, {gaps} gaps, {faults.Count} errors");
        return faults.IsEmpty && gaps == 0 && numbers.Count == entered ? 0 : 1;

        async Task<T> Timed<T>(string step, Func<Task<T>> run)
        {
            var start = Stopwatch.GetTimestamp();
            var result = await run();
            times.GetOrAdd(step, _ => []).Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            return result;
        }

        async Task<JsonNode> Enter(Api own, Company company, string name)
        {
            var application = (string)(await Timed("receive", () => own.Do("receiveApplication", new()
            {
                ["applicationTypeId"] = company.Type,
                ["applicantId"] = company.Contact,
                ["departmentId"] = company.Department,
                ["channel"] = "INTERNET",
                ["answers"] = new JsonArray(new JsonObject { ["key"] = "area", ["value"] = "60" }),
                ["idempotencyKey"] = $"load-{Environment.ProcessId}-{Stopwatch.GetTimestamp()}-{name}",
            }, "application { id checklist { nodes { id } } }")))["application"]!["id"]!;
            var items = (await Timed("read a case", () => own.Query("query($id: ID!) { application(id: $id) { checklist { nodes { id } } } }", new { id = application })))["application"]!["checklist"]!["nodes"]!.AsArray();
            await Timed("judge", () => own.Do(
                "judgeChecklist", new() { ["applicationId"] = application, ["verdicts"] = new JsonArray([.. items.Select(n => new JsonObject { ["itemId"] = (string)n!["id"]!, ["verdict"] = "PRESENT" })]) }, "application { id }"));
            await Timed("accept", () => own.Do("acceptApplication", new() { ["applicationId"] = application }, "application { number }"));
            var task = (await Timed("plan a task", () => own.Do("planTask", new()
            {
                ["applicationId"] = application,
                ["name"] = "Review the plans",
                ["dueAt"] = DateTimeOffset.UtcNow.AddDays(10).ToString("O"),
                ["criteria"] = new JsonArray(new JsonObject { ["demand"] = "No open objection", ["measure"] = "objections counted in the review sheet" }),
            }, "task { id criteria { nodes { id } } }")))["task"]!;
            await Timed("assign", () => own.Do("assignTask", new() { ["taskId"] = (string)task["id"]! }, "task { assignee { name } }"));
            return await Timed("complete", () => own.Do("completeTask", new()
            {
                ["taskId"] = (string)task["id"]!,
                ["answers"] = new JsonArray([.. task["criteria"]!["nodes"]!.AsArray().Select(c => new JsonObject { ["criterionId"] = (string)c!["id"]!, ["met"] = true, ["evidence"] = "Review sheet 1" })]),
            }, "task { status }"));
        }
    }

    private static int Gaps(List<int> numbers) => numbers[^1] - numbers[0] + 1 - numbers.Distinct().Count();

    /// <summary>What of the demo company the clients work with.</summary>
    private sealed record Company(string Type, string Department, string Contact)
    {
        public static async Task<Company> Find(Api api) => new(
            (await api.Ids("applicationTypes", "code")).GetValueOrDefault("PERMIT") ?? throw new ApiException("The demo company is not there: run tools/replay demo first."),
            (await api.Ids("departments", "code"))["INTAKE"], (await api.Ids("contacts", "name")).Values.First());

        /// <summary>The numbers given so far, each as often as it was given.</summary>
        public async Task<List<string>> Numbered(Api api)
        {
            var numbers = new List<string>();
            string? after = null;
            do
            {
                var page = (await api.Query("query($after: String, $t: ID!) { applications(first: 100, after: $after, where: {typeId: {eq: $t}}) { nodes { number } pageInfo { hasNextPage endCursor } } }", new { after, t = Type }))["applications"]!;
                numbers.AddRange(page["nodes"]!.AsArray().Select(n => (string?)n!["number"]).OfType<string>());
                after = (bool)page["pageInfo"]!["hasNextPage"]! ? (string)page["pageInfo"]!["endCursor"]! : null;
            }
            while (after is not null);
            return numbers;
        }
    }
}
