using System.Reflection;
using System.Text.Json;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Npgsql;

namespace BusinessSuite.Host.Work;

/// <summary>An event with the entity that raised it.</summary>
internal sealed record Raised(IEvent Event, Entity By);

/// <summary>Tells events: to handlers inside the transaction, to reactors by jobs that are enqueued with it.</summary>
internal sealed class EventDispatch
{
    private readonly Dictionary<string, Type> _types = [];
    private readonly ILookup<Type, Type> _handlers;
    private readonly ILookup<Type, Type> _reactors;

    public EventDispatch(ModuleCatalog catalog)
    {
        _handlers = Find(catalog, typeof(IHandle<>));
        _reactors = Find(catalog, typeof(IReact<>));
    }

    /// <summary>Stores the events, runs their handlers and enqueues their reactions.</summary>
    public async Task Publish(IReadOnlyList<Raised> raised, WorkScope scope, Guid? userId, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var (happened, by) in raised)
        {
            var type = happened.GetType();
            var id = TimeOrderedId.Next();
            await Store(happened, by, id, scope.Connection, userId, at, ct);
            foreach (var handler in _handlers[type])
            {
                var instance = scope.Services.GetRequiredService(handler);
                await (Task)typeof(IHandle<>).MakeGenericType(type).GetMethod("Handle")!.Invoke(instance, [happened, ct])!;
            }

            foreach (var reactor in _reactors[type])
            {
                EnlistedJobs.Enqueue<Reaction>(scope.Connection, r => r.Run(id, reactor.FullName!), TimeSpan.Zero);
            }
        }
    }

    /// <summary>A reactor and the event it is for, from their names.</summary>
    public (Type Reactor, Type Event, IEvent Happened) Resolve(string reactor, string eventType, string data)
    {
        var type = _types[eventType];
        var found = _reactors[type].First(r => r.FullName == reactor);
        return (found, type, (IEvent)JsonSerializer.Deserialize(data, type)!);
    }

    private static async Task Store(IEvent happened, Entity by, Guid id, NpgsqlConnection connection, Guid? userId, DateTimeOffset at, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "insert into suite.events (id, type, data, at, user_id, node_type, node_key) values ($1, $2, $3::jsonb, $4, $5, $6, $7)", connection);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = happened.GetType().FullName! });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(happened, happened.GetType()) });
        command.Parameters.Add(new() { Value = at });
        command.Parameters.Add(new() { Value = (object?)userId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)NodeType(by.GetType()) ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = by.Id });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string? NodeType(Type entity) => entity.GetCustomAttribute<ReadableAttribute>() is { } readable ? readable.Name ?? entity.Name : null;

    private ILookup<Type, Type> Find(ModuleCatalog catalog, Type contract)
    {
        var found = (from module in catalog.Modules
                     from type in module.Types
                     where type is { IsClass: true, IsAbstract: false }
                     from i in type.GetInterfaces()
                     where i.IsGenericType && i.GetGenericTypeDefinition() == contract
                     select (Event: i.GetGenericArguments()[0], Type: type)).ToList();
        foreach (var (happened, _) in found)
        {
            _types[happened.FullName!] = happened;
        }

        return found.ToLookup(f => f.Event, f => f.Type);
    }
}
