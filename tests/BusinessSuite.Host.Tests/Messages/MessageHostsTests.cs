using BusinessSuite.Host.Messages;
using BusinessSuite.Reads;
using BusinessSuite.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessSuite.Host.Tests.Messages;

/// <summary>Hosts that run their jobs beside each other on one database.</summary>
[Trait("row", "IN-16")]
public sealed class MessageHostsTests(MessageSuite suite) : IClassFixture<MessageSuite>
{
    private const int Messages = 40;

    [Fact]
    public async Task Two_hosts_send_each_message_once_and_what_killed_ones_were_sending_goes_again_under_the_same_id()
    {
        var reached = new TaskCompletionSource();
        await using (var one = HostProcess.Start(Settings()))
        await using (var two = HostProcess.Start(Settings()))
        {
            var admins = await Task.WhenAll(one.Ready(), two.Ready());
            await Parallel.ForEachAsync(Enumerable.Range(0, Messages), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (n, _) => await Send(admins[n % 2], $"two-hosts-{n}"));
            await Eventually.Holds(async () => await Count("DELIVERED", "two-hosts-%") == Messages, TimeSpan.FromMinutes(2));
            var posts = suite.Provider.Received.Where(r => ((string)r.Data["to"]!).StartsWith("two-hosts-", StringComparison.Ordinal)).Select(r => r.Id).ToList();
            posts.Should().HaveCount(Messages).And.OnlyHaveUniqueItems();
            ((long)(await suite.AsOwner("select count(*) from suite.message_attempts where address like 'two-hosts-%'"))!).Should().Be(Messages);

            suite.Provider.Answers("killed").Enqueue(async http =>
            {
                reached.SetResult();
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            });
            await Send(admins[0], "killed");
            await reached.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await one.Kill();
            await two.Kill();
        }

        (await Count("QUEUED", "killed")).Should().Be(1);
        // The time that they had it for themselves passes.
        await suite.AsOwner("update suite.messages set leased_until = now() where leased_until is not null");
        await using var next = HostProcess.Start(Settings());
        await next.Ready();
        await Eventually.Holds(async () => await Count("DELIVERED", "killed") == 1, TimeSpan.FromMinutes(3));
        var sent = suite.Provider.To("killed");
        sent.Should().HaveCount(2);
        sent.Select(p => (p.Id, p.Body)).Distinct().Should().ContainSingle();
        ((string[])(await suite.AsOwner("select array_agg(outcome order by started_at) from suite.message_attempts where address = 'killed'"))!).Should().Equal("LOST", "DELIVERED");
    }

    [Fact]
    public async Task However_many_jobs_two_hosts_have_for_a_message_it_is_sent_once()
    {
        await using var other = await SuiteHost.Build([.. Settings(), "--Work:Jobs=false"], b => b.Services.AddSingleton<TimeProvider>(suite.Clock));
        var hosts = new[] { suite.Services, other.Services }.Select(s => s.GetRequiredService<MessageDelivery>()).ToList();
        var numbers = Enumerable.Range(0, 10).Select(n => $"many-jobs-{n}").ToList();
        var messages = new List<Guid>();
        foreach (var number in numbers)
        {
            messages.Add(NodeId.Decode(await suite.Send(("WECHAT", number))).Key);
        }

        await Parallel.ForEachAsync(
            messages.SelectMany(m => Enumerable.Range(0, 8).Select(n => (Message: m, Host: hosts[n % 2]))), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (job, _) => await job.Host.Run(job.Message));
        (await Count("DELIVERED", "many-jobs-%")).Should().Be(numbers.Count);
        numbers.Select(n => suite.Provider.To(n).Count).Should().OnlyContain(sent => sent == 1);
    }

    private static async Task Send(Client client, string address) => await client.Do(
        "sendTestMessage", new { name = "x", language = "EN", routes = new[] { new { channel = "WECHAT", address } } }, "message { id }");

    private async Task<long> Count(string status, string address) =>
        (long)(await suite.AsOwner($"select count(*) from suite.messages m join suite.message_routes r on r.message_id = m.id where m.status = '{status}' and r.address like '{address}'"))!;

    private string[] Settings() => TestServer.Settings(
        suite.Database, $"--Messages:Webhooks:WECHAT:Url={suite.Provider.Url}", $"--Messages:Webhooks:WECHAT:Secret={WebhookReceiver.Secret}", "--Messages:Webhooks:WECHAT:Proof=Reply",
        "--Work:JobInvisibility=00:00:05");
}
