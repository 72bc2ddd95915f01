using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Graph.Live;
using BusinessSuite.Sdk;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessSuite.Authorization.Tests;

/// <summary>Every subscription, followed by every role in every world: told are those who see the row, and nobody else.</summary>
[Trait("row", "RL-31")]
[Collection(Matrix.Name)]
public sealed class LiveMatrixTests(MatrixWorld world)
{
    [Fact]
    public async Task Subscribers_are_told_of_what_they_see()
    {
        var live = world.Services.GetRequiredService<LiveOperations>();
        var everything = await world.Caller(world.Everything);
        var inputs = new Inputs(world);
        foreach (var field in world.Schema.Subscriptions.Values)
        {
            var kept = world.Declarations.Of(field.About);
            foreach (var at in Declarations.Worlds)
            {
                var from = (string)(await world.Admin.Query("{ events { endCursor } }"))["events"]!["endCursor"]!;
                var happened = Happened(field, kept, inputs, at);
                // Two of the same kind: the second is the end of what a subscriber who may not see them waits for.
                for (var i = 0; i < 2; i++)
                {
                    await world.AsOwner($"insert into suite.events (id, type, data, at) values (gen_random_uuid(), '{field.Descriptor.Event.FullName}', '{happened}', now())");
                }

                var places = (await world.Services.GetRequiredService<EventLog>().After(long.Parse(from, System.Globalization.CultureInfo.InvariantCulture), 10, CancellationToken.None)).Select(e => e.Cursor).ToList();
                places.Should().HaveCount(2);
                var faults = await MatrixWorld.Each(world.Askers, async (asker, faults) =>
                {
                    var caller = await world.Caller(asker);
                    var told = await Follow(live, $"subscription {{ {field.Descriptor.Name}({Arguments(field, inputs, at)}after: \"{from}\") {{ cursor {field.About.Single} {{ id }} }} }}", caller, everything, places);
                    var may = asker.Reach(field.Descriptor.Permission) is not null;
                    var right = !may ? "refused" : Declarations.May(kept, asker) && world.Declarations.Sees(kept, at, asker) ? "told" : "not told";
                    if (told != right)
                    {
                        faults.Add($"{(right == "told" ? "unexpected deny" : "unexpected allow")}: {field.Descriptor.Name} by {asker.Name} in world {at}: {told} instead of {right}");
                    }
                });
                faults.Should().BeEmpty();
            }
        }

        world.Schema.Subscriptions.Should().NotBeEmpty();
    }

    /// <summary>Follows with what the role may until the first event is passed by, and with everything from then on.</summary>
    private static async Task<string> Follow(LiveOperations live, string query, Caller caller, Caller everything, List<string> places)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var told = new List<string>();
        var asked = 0;
        var channel = new LiveChannel(
            // Asked before the operation is read and for every event: the third time is the second event's.
            _ => Task.FromResult(Interlocked.Increment(ref asked) > 2 ? everything : caller),
            null,
            (json, _) =>
            {
                told.Add((string)JsonNode.Parse(json.Written)!["data"]!.AsObject().Single().Value!["cursor"]!);
                if (told[^1] == places[1])
                {
                    end.Cancel();
                }

                return Task.CompletedTask;
            },
            (_, _) => end.Cancel());
        try
        {
            var errors = await live.Run(GraphRequest.Parse(JsonSerializer.SerializeToElement(new { query })), channel, queriesOnly: false, end.Token);
            return errors.IsEmpty ? "ended" : asked == 1 && told.Count == 0 ? "refused" : System.Text.Encoding.UTF8.GetString(errors.Span);
        }
        catch (OperationCanceledException)
        {
            return told.SequenceEqual(places) ? "told" : told.SequenceEqual([places[1]]) ? "not told" : $"told of {string.Join(' ', told)}";
        }
    }

    private static string Arguments(SubscriptionField field, Inputs inputs, int at) =>
        string.Concat(field.Descriptor.Arguments.Where(a => InputTypes.IsId(a.ParameterType)).Select(a => $"{a.Name}: \"{inputs.Target(a.ParameterType.GetGenericArguments()[0])!.Id(at)}\", "));

    /// <summary>An event about the row of a world: keys that are arguments name those rows, all others the row itself.</summary>
    private static string Happened(SubscriptionField field, Kept kept, Inputs inputs, int at)
    {
        var values = new JsonObject();
        foreach (var member in field.Descriptor.Event.GetProperties())
        {
            var argument = field.Descriptor.Arguments.FirstOrDefault(a => a.Name == Names.Camel(member.Name));
            var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
            values[member.Name] = type switch
            {
                _ when argument is not null && InputTypes.IsId(argument.ParameterType) => JsonValue.Create(inputs.Target(argument.ParameterType.GetGenericArguments()[0])!.Key(at)),
                _ when type == typeof(Guid) => JsonValue.Create(kept.Key(at)),
                _ when type == typeof(DateTimeOffset) => JsonValue.Create(DateTimeOffset.UnixEpoch),
                _ when type == typeof(string) => JsonValue.Create("x"),
                _ => JsonSerializer.SerializeToNode(type.IsValueType ? Activator.CreateInstance(type) : null),
            };
        }

        return values.ToJsonString();
    }
}
