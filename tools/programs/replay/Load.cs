using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace BusinessSuite.Tools.Replay;

/// <summary>Clients that enter, assign and complete cases while others read lists: how fast each step is, and that no number, escalation or notice is lost or comes twice.</summary>
internal sealed class Load(Uri url, string key)
{
    private const int Clients = 4;

    // As long as the last escalation may take: its 20 seconds, and the jobs of a minute.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private const string List =
        "{ applications(first: 50, where: {status: {eq: ACCEPTED}}, orderBy: [{field: RECEIVED_AT, direction: DESC}]) { totalCount nodes { number plannedEndAt applicant { name } responsible { name department { name } } tasks(first: 5) { nodes { name status assignee { name } } } } } }";

    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _times = new();
    private readonly ConcurrentBag<string> _faults = [];

    /// <summary>Runs for so long in the demo company, which must be there.</summary>
    /// <param name="time">How long cases are entered.</param>
    /// <param name="mailPort">Where the suite sends its mails, which are counted then; null when they go elsewhere.</param>
    /// <returns>0 when nothing failed, is missing or came twice.</returns>
    public async Task<int> Run(TimeSpan time, int? mailPort)
    {
        await using var mails = mailPort is { } port ? new MailSink(port) : null;
        using var api = new Api(url, key);
        var office = await LoadOffice.Open(api);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 2 * Clients).Select(n => Task.Run(async () =>
        {
            using var own = new Api(url, key);
            for (var i = 0; watch.Elapsed < time; i++)
            {
                try
                {
                    await (n < Clients ? Enter(own, office, (i * Clients) + n) : Timed("read a list", () => own.Query(List)));
                }
                catch (ApiException e)
                {
                    _faults.Add(e.Message);
                }
            }
        })));
        Show(watch.Elapsed.TotalSeconds);

        var accepted = _times["accept"].Count;
        await office.Settle(accepted, Longest);
        var numbers = await office.Numbers();
        var escalations = await office.Escalations();
        var notices = mails is null ? [] : await office.Notices();
        foreach (var fault in _faults.GroupBy(f => f))
        {
            Console.WriteLine($"{fault.Count()} times: {fault.Key}");
        }

        Console.WriteLine($"{accepted} accepted, {_faults.Count} errors");
        var sound = new[]
        {
            Sound("numbers", numbers, accepted),
            numbers.Count == 0 || numbers.Max() - numbers.Min() + 1 == numbers.Distinct().Count(),
            Sound("escalations", escalations, LoadOffice.Steps * accepted),
            mails is null || Sound("notices by mail", [.. mails.Taken.Where(notices.Contains)], accepted),
        };
        return _faults.IsEmpty && sound.All(s => s) ? 0 : 1;
    }

    private static bool Sound<T>(string what, IReadOnlyCollection<T> found, int expected)
    {
        var distinct = found.Distinct().Count();
        Console.WriteLine($"{what}: {found.Count} of {expected}, {expected - distinct} missing, {found.Count - distinct} twice");
        return found.Count == expected && distinct == expected;
    }

    private void Show(double seconds)
    {
        foreach (var (step, taken) in _times.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var sorted = taken.Order().ToList();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{step,-20} {sorted.Count / seconds,8:N1}/s   median {sorted[sorted.Count / 2],7:N1} ms   95th {sorted[sorted.Count * 95 / 100],7:N1} ms   longest {sorted[^1],8:N1} ms"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all operations",-20} {_times.Where(t => !t.Key.StartsWith("read", StringComparison.Ordinal)).Sum(t => t.Value.Count) / seconds,8:N1}/s"));
    }

    private async Task<JsonNode> Enter(Api own, LoadOffice office, int n)
    {
        var application = (await Timed("receive", () => own.Do(
            "receiveApplication",
            new()
            {
                ["applicationTypeId"] = office.Type,
                ["applicantId"] = office.Customer(n),
                ["departmentId"] = office.Department,
                ["channel"] = "INTERNET",
                ["answers"] = new JsonArray(new JsonObject { ["key"] = "area", ["value"] = "60" }),
                ["idempotencyKey"] = $"{office.Type}-{n}",
            },
            "application { id checklist { nodes { id } } }")))["application"]!;
        var id = (string)application["id"]!;
        var verdicts = new JsonArray([.. application["checklist"]!["nodes"]!.AsArray().Select(i => new JsonObject { ["itemId"] = (string)i!["id"]!, ["verdict"] = "PRESENT" })]);
        await Timed("judge", () => own.Do("judgeChecklist", new() { ["applicationId"] = id, ["verdicts"] = verdicts, ["idempotencyKey"] = $"judge-{id}" }, "application { id }"));
        await Timed("accept", () => own.Do("acceptApplication", new() { ["applicationId"] = id, ["idempotencyKey"] = $"accept-{id}" }, "application { number }"));
        var task = (await Timed("plan a task", () => own.Do(
            "planTask",
            new()
            {
                ["applicationId"] = id,
                ["name"] = "Review the plans",
                ["dueAt"] = DateTimeOffset.UtcNow.AddDays(10).ToString("O"),
                ["criteria"] = new JsonArray(new JsonObject { ["demand"] = "No open objection", ["measure"] = "objections counted in the review sheet" }),
                ["idempotencyKey"] = $"plan-{id}",
            },
            "task { id criteria { nodes { id } } }")))["task"]!;
        var taskId = (string)task["id"]!;
        await Timed("assign", () => own.Do("assignTask", new() { ["taskId"] = taskId, ["idempotencyKey"] = $"assign-{taskId}" }, "task { assignee { name } }"));
        var answers = new JsonArray([.. task["criteria"]!["nodes"]!.AsArray().Select(c => new JsonObject { ["criterionId"] = (string)c!["id"]!, ["met"] = true, ["evidence"] = "Review sheet 1" })]);
        return await Timed("complete", () => own.Do("completeTask", new() { ["taskId"] = taskId, ["answers"] = answers, ["idempotencyKey"] = $"complete-{taskId}" }, "task { status }"));
    }

    private async Task<T> Timed<T>(string step, Func<Task<T>> run)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await run();
        _times.GetOrAdd(step, _ => []).Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return result;
    }
}
