using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Messages;

/// <summary>Hosts that run their jobs beside each other on one database.</summary>
[Trait("row", "IN-16")]
public sealed class MessageHostsTests(MessageSuite suite) : IClassFixture<MessageSuite>
{
    private const int Messages = 40;

    [Fact]
    public async Task Two_hosts_send_each_message_once()
    {
        await using var one = HostProcess.Start(Settings());
        var admin = await one.Ready();
        await using var two = HostProcess.Start(Settings());
        var other = await two.Ready();
        await Parallel.ForEachAsync(Enumerable.Range(0, Messages), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (n, _) =>
            await Send(n % 2 == 0 ? admin : other, ("WECHAT", $"two-hosts-{n}")));
        await Eventually.Holds(async () => await Count("DELIVERED", "two-hosts-%") == Messages, TimeSpan.FromMinutes(2));
        var posts = suite.Provider.Received.Where(r => ((string)r.Data["to"]!).StartsWith("two-hosts-", StringComparison.Ordinal)).ToList();
        posts.Should().HaveCount(Messages);
        posts.Select(p => p.Id).Should().OnlyHaveUniqueItems();
        ((long)(await suite.AsOwner("select count(*) from suite.message_attempts where address like 'two-hosts-%'"))!).Should().Be(Messages);
    }

    [Fact]
    public async Task What_a_killed_host_was_sending_is_sent_again_by_another_under_the_same_id()
    {
        var reached = new TaskCompletionSource();
        await using (var one = HostProcess.Start(Settings()))
        {
            var admin = await one.Ready();
            suite.Provider.Answers("killed").Enqueue(async http =>
            {
                reached.SetResult();
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            });
            await Send(admin, ("WECHAT", "killed"));
            await reached.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await one.Kill();
        }

        (await Count("QUEUED", "killed")).Should().Be(1);
        await using var two = HostProcess.Start(Settings());
        await two.Ready();
        // The claim that the killed host left ends, and the job of every minute finds the message.
        await Eventually.Holds(async () => await Count("DELIVERED", "killed") == 1, TimeSpan.FromMinutes(3));
        var posts = suite.Provider.To("killed");
        posts.Should().HaveCount(2);
        posts.Select(p => (p.Id, p.Body)).Distinct().Should().ContainSingle();
        ((string[])(await suite.AsOwner("select array_agg(outcome order by started_at) from suite.message_attempts where address = 'killed'"))!).Should().Equal("LOST", "DELIVERED");
    }

    private static async Task Send(Client client, (string Channel, string Address) route) => await client.Do(
        "sendTestMessage", new { name = "x", language = "EN", routes = new[] { new { channel = route.Channel, address = route.Address } } }, "message { id }");

    private async Task<long> Count(string status, string address) =>
        (long)(await suite.AsOwner($"select count(*) from suite.messages m join suite.message_routes r on r.message_id = m.id where m.status = '{status}' and r.address like '{address}'"))!;

    private string[] Settings() =>
    [
        .. TestServer.Settings(
            suite.Database, $"--Messages:Webhooks:WECHAT:Url={suite.Provider.Url}", $"--Messages:Webhooks:WECHAT:Secret={WebhookReceiver.Secret}", "--Messages:Webhooks:WECHAT:Proof=Reply",
            "--Messages:Timeout=00:00:01", "--Messages:Lease=00:00:02", "--Work:JobInvisibility=00:00:05").Where(s => !s.StartsWith("--urls", StringComparison.Ordinal)),
    ];
}
