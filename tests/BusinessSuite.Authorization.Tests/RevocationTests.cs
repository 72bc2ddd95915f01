using System.Diagnostics;
using BusinessSuite.Testing;

namespace BusinessSuite.Authorization.Tests;

/// <summary>What is taken away works no longer: every host asks the database again within five seconds, whoever took it away and where.</summary>
[Trait("row", "RL-31")]
public sealed class RevocationTests(Suite suite) : IClassFixture<Suite>
{
    /// <summary>Five seconds, and time for a busy machine.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5 + 10);

    private const string Question = "{ departments { totalCount } }";

    [Fact]
    public async Task What_is_taken_away_ends_within_five_seconds()
    {
        var people = new List<Client>();
        for (var i = 0; i < 4; i++)
        {
            people.Add(await suite.Person([("organization.structure.read", "ALL")]));
            await people[i].Query(Question);
        }

        var accounts = (await suite.Admin.Query("{ accounts(where: {kind: {eq: SERVICE}}) { nodes { id roles { nodes { role { id } } } keys { nodes { id } } } } }"))["accounts"]!["nodes"]!.AsArray();
        string Account(int i) => (string)accounts[i]!["id"]!;
        string Role(int i) => (string)accounts[i]!["roles"]!["nodes"]![0]!["role"]!["id"]!;
        var since = Stopwatch.StartNew();
        await suite.Admin.Do("revokePermission", new { roleId = Role(0), permission = "organization.structure.read" }, "role { id }");
        await suite.Admin.Do("unassignRole", new { accountId = Account(1), roleId = Role(1) }, "account { id }");
        await suite.Admin.Do("disableAccount", new { accountId = Account(2) }, "account { id }");
        await suite.Admin.Do("revokeServiceKey", new { serviceKeyId = (string)accounts[3]!["keys"]!["nodes"]![0]!["id"]! }, "serviceKey { id }");
        foreach (var (person, code) in people.Zip(["FORBIDDEN", "FORBIDDEN", "UNAUTHENTICATED", "UNAUTHENTICATED"]))
        {
            await Eventually.Holds(async () => (string?)(await person.Send(Question))["errors"]?[0]?["extensions"]?["code"] == code, Soon - since.Elapsed);
        }
    }
}
