using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace BusinessSuite.Tools.Replay;

/// <summary>
/// Replays an event log: departments, teams, people and one application type first, then every case and every event. Each
/// batch bears an idempotency key made of what it holds, and the suite knows each case and event by its id in the log, so a
/// replay that was stopped can be started again.
/// </summary>
internal static class ReceiptReplay
{
    private const int CasesAtOnce = 100;
    private const int TasksAtOnce = 250;

    public static async Task<int> Run(Api api, string file)
    {
        List<LogEvent> events;
        List<BadRow> bad;
        using (var text = new StreamReader(file))
        {
            (events, bad) = ReceiptLog.Read(text);
        }

        foreach (var row in bad)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]line {row.Line}: {row.Reason}; left out[/]");
        }

        var watch = Stopwatch.StartNew();
        var cases = events.GroupBy(e => e.Case).ToList();
        await AnsiConsole.Progress().HideCompleted(false).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async progress =>
        {
            var setup = progress.AddTask("people, departments, teams, type", maxValue: 4);
            var first = events.Count == 0 ? DateTimeOffset.UtcNow : events.Min(e => e.Started);
            var departments = await Departments(api, events.Select(e => e.Department), first);
            setup.Increment(1);
            var teams = await Known(api, "teams", "code", events.SelectMany(e => new[] { e.Group, e.Team }), "createTeam", "team", (t, input) => (input["code"], input["name"]) = (t, t));
            setup.Increment(1);
            var people = await Known(api, "employees", "number", events.SelectMany(e => new[] { e.Responsible, e.Person }), "registerEmployee", "employee", (p, input) => (input["number"], input["name"]) = (p, p));
            setup.Increment(1);
            var type = await Type(api);
            setup.Increment(1);

            var applications = new Dictionary<string, string>();
            var caseBar = progress.AddTask("applications", maxValue: Math.Max(1, cases.Count));
            foreach (var batch in cases.Chunk(CasesAtOnce))
            {
                var ids = await SendCases(api, type, batch, departments, teams, people);
                for (var i = 0; i < batch.Length; i++)
                {
                    applications[batch[i].Key] = ids[i];
                }

                caseBar.Increment(batch.Length);
            }

            var taskBar = progress.AddTask("tasks", maxValue: Math.Max(1, events.Count));
            foreach (var batch in events.Chunk(TasksAtOnce))
            {
                await SendTasks(api, batch, applications, teams, people);
                taskBar.Increment(batch.Length);
            }
        });

        var seconds = watch.Elapsed.TotalSeconds;
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{cases.Count} applications and {events.Count} tasks in {seconds:F1} s: {cases.Count / seconds:F0} cases a second. {bad.Count} rows left out.");
        return bad.Count == 0 ? 0 : 3;
    }

    private static async Task<Dictionary<string, string>> Departments(Api api, IEnumerable<string> names, DateTimeOffset first) => await Known(
        api, "departments", "code", names, "createDepartment", "department",
        (d, input) => (input["code"], input["name"], input["validFrom"]) = (d, d, first.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    /// <summary>The ids of things by their names in the log; what is not there yet is made.</summary>
    private static async Task<Dictionary<string, string>> Known(
        Api api, string list, string field, IEnumerable<string?> names, string operation, string single, Action<string, JsonObject> fill)
    {
        var ids = await api.Ids(list, field);
        foreach (var name in names.OfType<string>().Distinct().Where(n => !ids.ContainsKey(n)).ToList())
        {
            var input = new JsonObject();
            fill(name, input);
            input["idempotencyKey"] = Key(operation, name);
            ids[name] = (string)(await api.Do(operation, input, $"{single} {{ id }}"))[single]!["id"]!;
        }

        return ids;
    }

    private static async Task<string> Type(Api api)
    {
        var known = await api.Ids("applicationTypes", "code");
        if (!known.TryGetValue("RECEIPT", out var type))
        {
            type = (string)(await api.Do("createApplicationType", new() { ["code"] = "RECEIPT", ["name"] = "Permit application", ["idempotencyKey"] = Key("type") }, "applicationType { id }"))["applicationType"]!["id"]!;
        }

        var current = (await api.Query("query($id: ID!) { applicationType(id: $id) { current { id } } }", new { id = type }))["applicationType"]!["current"];
        if (current is null)
        {
            var draft = await api.Do(
                "draftApplicationTypeVersion",
                new()
                {
                    ["applicationTypeId"] = type,
                    ["guidanceEn"] = "Entered from an event log.",
                    ["guidanceZh"] = "由事件日志录入。",
                    ["numberPattern"] = "{type}-{yyyy}-{seq:5}",
                    ["noticeWithinDays"] = 5,
                    ["processingTime"] = "PT320H",
                    ["fields"] = new JsonArray(),
                    ["materials"] = new JsonArray(),
                    ["idempotencyKey"] = Key("version"),
                },
                "applicationTypeVersion { id }");
            await api.Do(
                "publishApplicationTypeVersion",
                new() { ["applicationTypeVersionId"] = (string)draft["applicationTypeVersion"]!["id"]!, ["idempotencyKey"] = Key("publish") }, "applicationType { id }");
        }

        return type;
    }

    private static async Task<List<string>> SendCases(
        Api api, string type, IGrouping<string, LogEvent>[] batch, Dictionary<string, string> departments, Dictionary<string, string> teams, Dictionary<string, string> people)
    {
        var applications = new JsonArray();
        foreach (var one in batch.Select(c => c.First()))
        {
            applications.Add(new JsonObject
            {
                ["externalId"] = one.Case,
                ["channel"] = one.Channel,
                ["departmentId"] = departments[one.Department],
                ["teamId"] = one.Group is null ? null : teams[one.Group],
                ["responsibleId"] = one.Responsible is null ? null : people[one.Responsible],
                ["receivedAt"] = Instant(one.Started),
                ["plannedEndAt"] = one.Planned is { } planned ? Instant(planned) : null,
                ["endedAt"] = one.Ended is { } ended ? Instant(ended) : null,
            });
        }

        var payload = await api.Do(
            "recordHistoricalApplications", new() { ["applicationTypeId"] = type, ["applications"] = applications, ["idempotencyKey"] = Key("cases", applications.ToJsonString()) },
            "ids { id }");
        return [.. payload["ids"]!.AsArray().Select(i => (string)i!["id"]!)];
    }

    private static async Task SendTasks(Api api, LogEvent[] batch, Dictionary<string, string> applications, Dictionary<string, string> teams, Dictionary<string, string> people)
    {
        var tasks = new JsonArray();
        foreach (var one in batch)
        {
            tasks.Add(new JsonObject
            {
                ["externalId"] = one.Event,
                ["applicationId"] = applications[one.Case],
                ["name"] = one.Activity,
                ["completedAt"] = Instant(one.At),
                ["employeeId"] = one.Person is null ? null : people[one.Person],
                ["teamId"] = one.Team is null ? null : teams[one.Team],
            });
        }

        await api.Do("recordHistoricalTasks", new() { ["tasks"] = tasks, ["idempotencyKey"] = Key("tasks", tasks.ToJsonString()) }, "entered known");
    }

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);

    private static string Key(params string[] parts) => "replay-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..40];
}
