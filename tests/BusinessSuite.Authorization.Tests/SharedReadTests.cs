using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Authorization.Tests;

/// <summary>Reads of one row go to PostgreSQL together when they come together. Each is answered as who asked it, whoever else asks at that moment.</summary>
public sealed class SharedReadTests(Suite suite) : IClassFixture<Suite>
{
    private const int Rounds = 60;

    [Fact]
    [Trait("row", "RL-31")]
    [Trait("row", "RL-32")]
    public async Task Of_those_who_ask_at_once_each_sees_what_he_may_see()
    {
        var people = new List<(string Employee, Client Client)>();
        for (var i = 0; i < 4; i++)
        {
            var employee = await suite.Make("registerEmployee", new { number = $"S{i}", name = $"Person {i}" }, "employee");
            people.Add((employee, await suite.Person([("organization.employee.read", i == 0 ? "ALL" : "OWN")], employee)));
        }

        var asked = from round in Enumerable.Range(0, Rounds)
                    from reader in Enumerable.Range(0, people.Count)
                    select (Reader: reader, Of: (reader + round) % people.Count);
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (ask, _) =>
        {
            var answer = await people[ask.Reader].Client.Query("query($id: ID!) { employee(id: $id) { number } }", new { id = people[ask.Of].Employee });
            var expected = ask.Reader == 0 || ask.Reader == ask.Of ? $"S{ask.Of}" : null;
            ((string?)(answer["employee"] as JsonObject)?["number"]).Should().Be(expected, $"person {ask.Reader} asked for {ask.Of}");
        });
    }
}
