using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Organization.Tests;

/// <summary>A department with a chief, three equals and a junior below one of them; and a department for personnel. The chiefs carry the duty DISCIPLINE.</summary>
public class PeopleWorld : Suite
{
    private int _people;

    protected override bool OwnClock => true;

    // Mail is a channel; nothing is sent, since no jobs run.
    protected override string[] Settings => [.. base.Settings, "--Messages:Mail:Host=127.0.0.1", "--Messages:Mail:From=Desk <desk@example.org>"];

    public string Department { get; private set; } = "";

    public string Duty { get; private set; } = "";

    public Person Chief { get; private set; } = null!;

    public Person Clerk { get; private set; } = null!;

    public Person Peer { get; private set; } = null!;

    public Person Junior { get; private set; } = null!;

    public Person Director { get; private set; } = null!;

    public Person Personnel { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Department = await NewDepartment("PERMITS");
        var office = await NewDepartment("PERSONNEL");
        var director = await Post("DIRECTOR", office, null);
        var chief = await Post("CHIEF", Department, director, isHead: true);
        var clerk = await Post("CLERK", Department, chief);
        Duty = await Make("createDuty", new { code = "DISCIPLINE", name = "Decide on discipline" }, "duty");
        foreach (var post in new[] { chief, director, clerk })
        {
            await Make("addDutyToPost", new { postId = post, dutyId = Duty, validFrom = "2020-01-01" }, "postDuty");
        }

        Director = await Person(director);
        Chief = await Person(chief);
        Clerk = await Person(clerk);
        Peer = await Person(await Post("PEER", Department, chief));
        Junior = await Person(await Post("JUNIOR", Department, clerk));
        Personnel = await Person(await Post("PERSONNEL", office, director));
    }

    public Task<string> NewDepartment(string code) => Make("createDepartment", new { code, name = code, validFrom = "2020-01-01" }, "department");

    public Task<string> Post(string code, string department, string? above, bool isHead = false) =>
        Make("createPost", new { departmentId = department, code, title = code, validFrom = "2020-01-01", reportsToId = above, isHead }, "post");

    public Task<string> NewEmployee() => Make("registerEmployee", new { number = $"P{Interlocked.Increment(ref _people):D3}", name = $"Person {_people}" }, "employee");

    /// <summary>Someone in a post, who may do all that concerns people in his department.</summary>
    public async Task<Person> Person(string post, string scope = "DEPARTMENT")
    {
        var employee = await NewEmployee();
        await Make("assignPost", new { postId = post, employeeId = employee, validFrom = "2020-01-01" }, "postHolding");
        string[] may = ["employee.read", "structure.read", "discipline.read", "scale.read", "discipline.report", "discipline.administer", "discipline.decide", "discipline.answer", "policy.read", "policy.acknowledge", "delegation.read"];
        return new(employee, await Person(may.Select(p => ($"organization.{p}", scope)), employee));
    }

    /// <summary>Binds someone by an agreement and clears him.</summary>
    public async Task<(string Agreement, string Clearance)> Clear(Person person, string level = "SECRET")
    {
        var agreement = await Make("recordConfidentialityAgreement", new { employeeId = person.Employee, document = "NDA-1", signedOn = "2026-01-01" }, "confidentialityAgreement");
        var clearance = await Make("grantClearance", new { employeeId = person.Employee, level, reason = "duties", validFrom = "2026-01-01" }, "clearance");
        Forget();
        return (agreement, clearance);
    }

    /// <summary>The account of someone.</summary>
    public async Task<string> Account(Person person) =>
        (string)(await Admin.Query("query($id: ID!) { employee(id: $id) { account { id } } }", new { id = person.Employee }))["employee"]!["account"]!["id"]!;
}

/// <summary>Someone with an account.</summary>
public sealed record Person(string Employee, Client Client)
{
    /// <summary>Runs an operation on a record that must succeed, and takes the record.</summary>
    public async Task<JsonNode> Do(string operation, object input, string made, string fields = "id") => (await Client.Do(operation, input, $"{made} {{ {fields} }}"))[made]!;
}
