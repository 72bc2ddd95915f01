using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests;

/// <summary>A world that is asked from many networks.</summary>
public class AttemptWorld : IntakeWorld
{
    protected override string[] Settings => [.. base.Settings, "--ForwardedHeaders_Enabled=true"];

    /// <summary>Someone who has not signed in and asks from that address.</summary>
    public Client From(string address, Uri? host = null)
    {
        var client = new Client(host ?? Url, null);
        client.Http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    /// <summary>An accepted application's number and secret.</summary>
    public async Task<(string Number, string Secret)> Tracked()
    {
        var (id, secret) = await Receive();
        await Judge(id, "PRESENT");
        return ((string)(await Accept(id))["number"]!, secret);
    }
}

[Trait("row", "RL-29")]
[Trait("row", "IN-13")]
public sealed class AttemptTests(AttemptWorld world) : IClassFixture<AttemptWorld>
{
    private const string Track = "query($number: String!, $secret: String!) { trackApplication(number: $number, secret: $secret) { number } }";
    private const string Known = "{\"trackApplication\":{\"number\":\"";

    [Fact]
    public async Task Each_field_of_a_document_counts_and_the_eleventh_guess_is_refused_though_it_is_right()
    {
        var (number, secret) = await world.Tracked();
        var (other, otherSecret) = await world.Tracked();
        var guesser = world.From("192.0.2.1");
        var fields = string.Concat(Enumerable.Range(0, 10).Select(i => $" a{i}: trackApplication(number: $number, secret: \"GUESS{i}\") {{ number }}"));
        var guessed = await guesser.Send($"query($number: String!) {{{fields} }}", new { number });
        guessed["errors"].Should().BeNull();
        guessed["data"]!.AsObject().Should().HaveCount(10).And.OnlyContain(f => f.Value == null);

        var refused = await Ask(world.From("192.0.2.2"), number, secret);
        refused["data"]!["trackApplication"].Should().BeNull();
        var told = refused["errors"]![0]!["extensions"]!;
        told["code"]!.GetValue<string>().Should().Be("TOO_MANY_ATTEMPTS");
        told["retryable"]!.GetValue<bool>().Should().BeTrue();
        told["retryAfter"]!.GetValue<int>().Should().BeInRange(890, 900);
        Code(await Ask(guesser, other, otherSecret)).Should().Be("TOO_MANY_ATTEMPTS", "the network guessed too often, at whatever number");
        Code(await Ask(world.From("192.0.2.2"), other, otherSecret)).Should().BeNull("others look after their own applications");

        await world.Advance(TimeSpan.FromMinutes(14));
        Code(await Ask(guesser, number, secret)).Should().Be("TOO_MANY_ATTEMPTS");
        await world.Advance(TimeSpan.FromMinutes(1.1));
        (await Ask(guesser, number, secret))["data"]!.ToJsonString().Should().StartWith(Known, "what was refused makes the wait no longer");
    }

    [Fact]
    public async Task A_right_answer_forgets_the_guesses_at_the_number_but_not_those_of_the_network()
    {
        var (number, secret) = await world.Tracked();
        var owner = world.From("198.51.100.1");
        foreach (var guesser in new[] { world.From("198.51.100.2"), world.From("198.51.100.3") })
        {
            for (var i = 0; i < 9; i++)
            {
                Code(await Ask(guesser, number, "WRONG")).Should().BeNull();
            }

            (await Ask(owner, number, secret))["data"]!.ToJsonString().Should().StartWith(Known);
        }

        var (stranger, own) = (world.From("198.51.100.4"), await world.Tracked());
        for (var i = 0; i < 10; i++)
        {
            Code(await Ask(stranger, own.Number, own.Secret)).Should().BeNull();
            Code(await Ask(stranger, number, "WRONG")).Should().BeNull();
            await Ask(owner, number, secret);
        }

        Code(await Ask(stranger, own.Number, own.Secret)).Should().Be("TOO_MANY_ATTEMPTS", "who knows one secret may not guess at all others");
    }

    [Fact]
    public async Task A_number_that_does_not_exist_is_answered_and_shut_like_one_that_does()
    {
        var (number, _) = await world.Tracked();
        for (var i = 0; i < 10; i++)
        {
            var wrong = await Ask(world.From($"203.0.113.{i}"), number, "WRONG");
            var unknown = await Ask(world.From($"203.0.113.{i}"), "PERMIT-20000101-0001", "WRONG");
            (wrong["errors"], unknown["errors"]).Should().Be((null, null));
            unknown["data"]!.ToJsonString().Should().Be(wrong["data"]!.ToJsonString());
        }

        Code(await Ask(world.From("203.0.113.200"), number, "WRONG")).Should().Be("TOO_MANY_ATTEMPTS");
        Code(await Ask(world.From("203.0.113.201"), "PERMIT-20000101-0001", "WRONG")).Should().Be("TOO_MANY_ATTEMPTS");
    }

    [Fact]
    public async Task Neighbours_of_one_IPv6_network_count_together_and_every_host_knows()
    {
        var numbers = Enumerable.Range(0, 10).Select(i => $"PERMIT-20010101-{i:D4}").ToList();
        await Task.WhenAll(numbers.Select((n, i) => Ask(world.From($"2001:db8::{i + 1:x}"), n, "WRONG")));
        Code(await Ask(world.From("2001:db8::ffff:1"), "PERMIT-20010101-9999", "WRONG")).Should().Be("TOO_MANY_ATTEMPTS");
        Code(await Ask(world.From("2001:db8:0:1::1"), "PERMIT-20010101-9999", "WRONG")).Should().BeNull();

        var (host, nobody) = await world.Another();
        await using (host)
        {
            Code(await Ask(world.From("2001:db8::77", nobody.Http.BaseAddress), "PERMIT-20010101-9998", "WRONG")).Should().Be("TOO_MANY_ATTEMPTS");
            Code(await Ask(world.From("2001:db8:0:2::1", nobody.Http.BaseAddress), "PERMIT-20010101-9998", "WRONG")).Should().BeNull();
            await host.StopAsync();
        }
    }

    [Fact]
    public async Task Of_many_guesses_at_once_no_more_than_ten_are_looked_at()
    {
        var (number, _) = await world.Tracked();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Ask(world.From($"100.64.{i}.1"), number, "WRONG")));
        answers.Count(a => Code(a) is null).Should().Be(10);
    }

    [Fact]
    public async Task What_is_over_is_forgotten()
    {
        await Ask(world.From("100.65.0.1"), "PERMIT-20020101-0001", "WRONG");
        await world.Tick("suite.forget-attempts", world.Clock.GetUtcNow());
        (await Counts()).Should().BeGreaterThan(0);
        await world.Tick("suite.forget-attempts", world.Clock.GetUtcNow().AddMinutes(16));
        (await Counts()).Should().Be(0);
    }

    [Fact]
    public async Task A_network_that_signs_in_wrongly_a_hundred_times_must_wait()
    {
        var guesser = world.From("100.66.0.1");
        for (var i = 0; i < 100; i++)
        {
            using var wrong = await guesser.Http.PostAsJsonAsync("/sign-in", new { userName = $"user-{i}", password = "" });
            wrong.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        using var refused = await guesser.Http.PostAsJsonAsync("/sign-in", new { userName = "admin", password = Suite.Password });
        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.Should().BeGreaterThan(TimeSpan.FromMinutes(14));
        ((string)(await refused.Content.ReadFromJsonAsync<JsonNode>())!["code"]!).Should().Be("TOO_MANY_ATTEMPTS");
        using var elsewhere = await world.From("100.66.0.2").Http.PostAsJsonAsync("/sign-in", new { userName = "admin", password = Suite.Password });
        elsewhere.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static Task<JsonNode> Ask(Client client, string number, string secret) => client.Send(Track, new { number, secret });

    private static string? Code(JsonNode answer) => (string?)answer["errors"]?[0]!["extensions"]!["code"];

    private async Task<long> Counts() => (long)(await world.AsOwner("select count(*) from suite.attempts"))!;
}
