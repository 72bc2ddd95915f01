using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Graph;

/// <summary>Small requests that would cost a careless server its life, sent to a process of its own.</summary>
[Trait("row", "RL-24")]
[Trait("row", "RL-25")]
public sealed class BombTests
{
    private const long Megabyte = 1_048_576;

    [Fact]
    public async Task No_bomb_ends_the_process_or_stays_in_its_memory()
    {
        var database = await TestServer.Clone();
        await using var host = HostProcess.Start(TestServer.Settings(database, "--Work:Jobs=false"));
        var admin = await host.Ready();
        var anyone = new Client(host.Url, null);
        for (var i = 0; i < 200; i++)
        {
            (await admin.Send("{ roles { nodes { id name grants { nodes { permission } } } } }"))["errors"].Should().BeNull();
        }

        var before = host.Memory;
        foreach (var (name, bomb) in Bombs.Requests())
        {
            foreach (var client in new[] { admin, anyone })
            {
                // What is longer than the host takes it refuses unread, and may close the connection while it is still being sent.
                var unread = bomb.Length > 256 * 1_024;
                using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(bomb, Encoding.UTF8, "application/json") };
                request.Headers.ConnectionClose = unread;
                HttpResponseMessage? sent = null;
                try
                {
                    sent = await client.Http.SendAsync(request);
                }
                catch (HttpRequestException) when (unread && !host.HasExited)
                {
                    continue;
                }

                using var answer = sent;
                ((int)answer.StatusCode).Should().BeLessThan(500, name);
                var text = await answer.Content.ReadAsStringAsync();
                text.Length.Should().BeLessThan(4_000, name);
                using var json = JsonDocument.Parse(text);
                json.RootElement.GetProperty("errors").GetArrayLength().Should().BeInRange(1, 5, name);
                json.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().Should().BeOneOf(["COST_EXCEEDED", "INVALID"], name);
            }
        }

        await Repeated(host, anyone);
        host.HasExited.Should().BeFalse();
        (await admin.Query("{ __typename }"))["__typename"]!.GetValue<string>().Should().Be("Query");
        await Eventually.Holds(async () =>
        {
            await admin.Query("{ __typename }");
            return host.Memory < before + (100 * Megabyte);
        });
        await TestServer.Drop(database);
    }

    /// <summary>Sends each kind a thousand times: it costs little, and nothing of it stays.</summary>
    private static async Task Repeated(HostProcess host, Client client)
    {
        const int Times = 1_000;
        var costs = new Dictionary<string, double>();
        long before = 0;
        foreach (var (name, bomb) in Bombs.Small())
        {
            var worked = host.Worked;
            await Parallel.ForEachAsync(Enumerable.Range(0, Times), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, ct) =>
            {
                using var answer = await client.Http.PostAsync("/graphql", new StringContent(bomb, Encoding.UTF8, "application/json"), ct);
                ((int)answer.StatusCode).Should().BeLessThan(500, name);
            });
            costs[name] = (host.Worked - worked).TotalMilliseconds / Times;
            before = before == 0 ? host.Memory : before;
        }

        TestContext.Current.SendDiagnosticMessage("{0} kinds, {1} times each; dearest {2}; memory {3} MB, then {4} MB", costs.Count, Times,
            string.Join(", ", costs.OrderByDescending(c => c.Value).Take(5).Select(c => $"{c.Key} {c.Value:F2} ms")), before / Megabyte, host.Memory / Megabyte);
        // Ten milliseconds of work, and as much again for a machine that counts it coarsely.
        costs.Where(c => c.Value > 20).Should().BeEmpty();
        host.Memory.Should().BeLessThan(before + (50 * Megabyte));
    }

    [Fact]
    public async Task Many_bombs_at_once_are_refused_while_others_are_served()
    {
        await using var suite = new Suite();
        await suite.InitializeAsync();
        var bombs = Bombs.Requests().Where(b => b.Body.Length < 300_000).Select(b => b.Body).ToList();
        var sent = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 1_000), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, ct) =>
        {
            using var answer = await suite.Nobody.Http.PostAsync("/graphql", new StringContent(bombs[i % bombs.Count], Encoding.UTF8, "application/json"), ct);
            answer.StatusCode.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge);
            using var other = await suite.Admin.Http.PostAsJsonAsync("/graphql", new { query = "{ roles { totalCount } }" }, ct);
            (await other.Content.ReadAsStringAsync(ct)).Should().Contain("totalCount");
            Interlocked.Increment(ref sent);
        });
        sent.Should().Be(1_000);
    }
}
