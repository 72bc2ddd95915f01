using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests.Assignment;

/// <summary>An office that gives tasks to people who carry a duty. It is Monday, 2 March 2026, 10:00 in Shanghai.</summary>
public sealed class AssignmentWorld : IntakeWorld
{
    /// <summary>Who carries the duty, by their names here.</summary>
    public Dictionary<string, string> People { get; } = [];

    /// <summary>People who carry a duty by a post, in the order of their numbers.</summary>
    public async Task Carry(string duty, params string[] names)
    {
        var dutyId = await Make("createDuty", new { code = duty, name = duty }, "duty");
        var post = await Make("createPost", new { departmentId = Department, code = duty, title = duty, validFrom = "2020-01-01" }, "post");
        await Make("addDutyToPost", new { postId = post, dutyId, validFrom = "2020-01-01" }, "postDuty");
        foreach (var name in names)
        {
            People[name] = await NewEmployee();
            await Make("assignPost", new { postId = post, employeeId = People[name], validFrom = "2020-01-01" }, "postHolding");
        }
    }

    public Task<string> Assess(string name, string competence, int level, string? until = null, string from = "2026-01-01") =>
        Make("assessCompetence", new { employeeId = People[name], competenceId = competence, level, evidence = "Certificate", validFrom = from, validUntil = until }, "employeeCompetence");

    public Task<string> Plan(string application, string due) => Make(
        "planTask", new { applicationId = application, name = "Check", dueAt = due.Contains('T', StringComparison.Ordinal) ? due : due + "T00:00:00Z", criteria = new[] { new { demand = "Checked", measure = "List filled in" } } }, "task");

    public async Task<Dictionary<string, JsonNode>> Explain(string task) =>
        (await Admin.Query("query($t: ID!) { explainAssignment(taskId: $t) { employee { id } worksFrom competences { competence { code } leastLevel level validUntil } chosen reasons explanations } }", new { t = task }))["explainAssignment"]!
            .AsArray().ToDictionary(c => People.Single(p => p.Value == (string)c!["employee"]!["id"]!).Key, c => c!);

    public static Dictionary<string, string> Reasons(Dictionary<string, JsonNode> candidates) =>
        candidates.ToDictionary(c => c.Key, c => string.Join(' ', c.Value["reasons"]!.AsArray().Select(r => (string)r!)));

    public async Task<string> Assigned(string task)
    {
        var assignee = (string)(await Admin.Do("assignTask", new { taskId = task }, "task { assignee { id } }"))["task"]!["assignee"]!["id"]!;
        return People.Single(p => p.Value == assignee).Key;
    }
}
