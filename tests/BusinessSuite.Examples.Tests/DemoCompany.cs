using BusinessSuite.Testing;

namespace BusinessSuite.Examples.Tests;

/// <summary>The demo company at work: jobs run, and each employee has an account with every permission, is cleared for secrets and needs to know them.</summary>
public sealed class DemoCompany : Suite
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private readonly Dictionary<string, Client> _people = [];
    private int _number = 1_000;

    // Everything is asked for by a few accounts within seconds.
    protected override string[] Settings => ["--Graph:Services:Points=1000000000", "--Graph:Services:Restore=1000000000"];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var (code, output) = await ReplayProgram.Run(this, Admin, "demo");
        code.Should().Be(0, output);
        var found = await Admin.Query("""{ roles(where: { name: { eq: "Administrator" } }) { nodes { id } } employees { nodes { id number } } }""");
        var everything = (string)found["roles"]!["nodes"]![0]!["id"]!;
        foreach (var employee in found["employees"]!["nodes"]!.AsArray())
        {
            var number = (string)employee!["number"]!;
            _people[number] = await Enable((string)employee["id"]!, number, everything);
        }

        Forget();
    }

    /// <summary>What time it is where the company is.</summary>
    public static DateTimeOffset Now => TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Zone);

    /// <summary>Who sends an operation.</summary>
    /// <param name="number">An employee's number; null for the administrator.</param>
    public Client Sender(string? number) => number is null ? Admin : _people[number];

    /// <summary>A number that nobody else was given.</summary>
    public int NextNumber() => Interlocked.Increment(ref _number);

    private async Task<Client> Enable(string employeeId, string number, string roleId)
    {
        var accountId = await Make("createServiceAccount", new { userName = $"employee-{number}", displayName = number }, "account");
        await Admin.Do("assignRole", new { accountId, roleId }, "account { id }");
        await Admin.Do("linkAccount", new { employeeId, accountId }, "employee { id }");
        await Make("recordConfidentialityAgreement", new { employeeId, document = $"Agreement {number}", signedOn = "2026-01-01" }, "confidentialityAgreement");
        await Make("grantClearance", new { employeeId, level = "SECRET", reason = "Personnel files.", validFrom = "2026-01-01" }, "clearance");
        foreach (var recordType in new[] { "DisciplineCase", "FiledMaterial", "Complaint" })
        {
            await Make("discloseRecord", new { accountId, reason = "Files.", recordType }, "recordDisclosure");
        }

        return new Client(Url, (string)(await Admin.Do("createServiceKey", new { accountId }, "key"))["key"]!);
    }
}
