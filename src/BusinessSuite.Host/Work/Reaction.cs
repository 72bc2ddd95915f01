using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Hangfire;
using Npgsql;

namespace BusinessSuite.Host.Work;

/// <summary>The job that lets a reactor follow an event: tried until it succeeds, effective once.</summary>
internal sealed class Reaction(UnitOfWork work, EventDispatch events, ModuleCatalog catalog)
{
    /// <summary>Runs one reactor for one event.</summary>
    [AutomaticRetry(Attempts = 12)]
    public async Task Run(Guid eventId, string reactor)
    {
        var module = catalog.Modules.First(m => m.Types.Any(t => t.FullName == reactor)).Name;
        await work.Run(
            new WorkOrder(reactor.Split('.')[^1], module, new Caller { IsSystem = true, Name = reactor }, Scope.All),
            async scope =>
            {
                if (!await Claim(scope.Connection, eventId, reactor))
                {
                    return null;
                }

                var (type, happening, happened, info) = await Load(scope.Connection, eventId, reactor);
                await (Task)typeof(IReact<>).MakeGenericType(happening).GetMethod("React")!
                    .Invoke(scope.Services.GetRequiredService(type), [happened, info, CancellationToken.None])!;
                await scope.Finish(CancellationToken.None);
                return scope;
            },
            CancellationToken.None);
    }

    private static async Task<bool> Claim(NpgsqlConnection connection, Guid eventId, string reactor)
    {
        await using var command = new NpgsqlCommand("insert into suite.reactions (event_id, reactor, at) values ($1, $2, now()) on conflict do nothing", connection);
        command.Parameters.Add(new() { Value = eventId });
        command.Parameters.Add(new() { Value = reactor });
        return await command.ExecuteNonQueryAsync() == 1;
    }

    private async Task<(Type Reactor, Type Event, IEvent Happened, EventInfo Info)> Load(NpgsqlConnection connection, Guid eventId, string reactor)
    {
        await using var command = new NpgsqlCommand("select type, data::text, at, user_id from suite.events where id = $1", connection);
        command.Parameters.Add(new() { Value = eventId });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        var (type, happening, happened) = events.Resolve(reactor, row.GetString(0), row.GetString(1));
        return (type, happening, happened, new(eventId, row.GetFieldValue<DateTimeOffset>(2), row.IsDBNull(3) ? null : row.GetGuid(3)));
    }
}
