using System.Globalization;
using BusinessSuite.Host.Data;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Npgsql;

namespace BusinessSuite.Host.Graph.Live;

/// <summary>An event as the log has it.</summary>
/// <param name="Place">Its place among all events.</param>
/// <param name="Type">Its C# type.</param>
/// <param name="Data">Its values, JSON.</param>
/// <param name="At">When it happened.</param>
/// <param name="NodeType">The readable type of what raised it, if it has one.</param>
/// <param name="NodeKey">The key of what raised it.</param>
internal sealed record LoggedEvent(long Place, string Type, string Data, DateTimeOffset At, string? NodeType, Guid? NodeKey)
{
    /// <summary>The place as clients get it.</summary>
    public string Cursor => CursorOf(Place);

    /// <summary>A place as clients get it.</summary>
    public static string CursorOf(long place) => place.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Reads the log of events: every event at a place of its own, and none ever comes to a place before one that was seen.</summary>
[Provides]
internal sealed class EventLog(SuiteDataSources sources, SuiteSchema schema)
{
    private const string Columns = "select p.place, e.type, e.data::text, e.at, e.node_type, e.node_key from suite.event_places p join suite.events e on e.id = p.event_id";

    /// <summary>The place of the last event; 0 without any.</summary>
    public async Task<long> Last(CancellationToken ct)
    {
        await using var command = sources.Read.CreateCommand("select coalesce(max(place), 0) from suite.event_places");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The events behind a place.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> After(long place, int limit, CancellationToken ct)
    {
        await using var command = sources.Read.CreateCommand($"{Columns} where p.place > $1 order by p.place limit $2");
        command.Parameters.Add(new() { Value = place });
        command.Parameters.Add(new() { Value = limit });
        return await Read(command, ct);
    }

    /// <summary>The events of a type behind a place that contain these values.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> After(long place, Type type, string pattern, int limit, CancellationToken ct)
    {
        await using var command = sources.Read.CreateCommand($"{Columns} where p.place > $1 and e.type = $2 and e.data @> $3::jsonb order by p.place limit $4");
        command.Parameters.Add(new() { Value = place });
        command.Parameters.Add(new() { Value = type.FullName! });
        command.Parameters.Add(new() { Value = pattern });
        command.Parameters.Add(new() { Value = limit });
        return await Read(command, ct);
    }

    /// <summary>The place that a client sent.</summary>
    /// <exception cref="RequestException">There is no such place.</exception>
    public async Task<long> Place(string cursor, CancellationToken ct)
    {
        // A place ahead of the last is one of another database, or of this one before it was restored: what follows would be lost.
        if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place) || place > await Last(ct))
        {
            throw new RequestException("There is no such place in the log of events. Read anew, and follow from there.");
        }

        return place;
    }

    /// <summary>Which of these rows a caller may see; PostgreSQL says so.</summary>
    public async Task<HashSet<Guid>> Visible(ReadType type, IReadOnlyCollection<Guid> keys, Caller caller, CancellationToken ct)
    {
        if (!GraphExecutor.MayRead(type, caller))
        {
            return [];
        }

        await using var connection = await sources.Read.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(CallerCommand.Of(CallerSetting.Reader(caller)));
        batch.BatchCommands.Add(new($"select id from {type.Table} where id = any($1)") { Parameters = { new() { Value = keys.ToArray() } } });
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var seen = new HashSet<Guid>();
        while (await reader.ReadAsync(ct))
        {
            seen.Add(reader.GetGuid(0));
        }

        return seen;
    }

    /// <summary>Those events that happened to something that a caller may see, with its global id.</summary>
    public async Task<IReadOnlyList<(LoggedEvent Event, string Node)>> Visible(IReadOnlyCollection<LoggedEvent> events, Caller caller, CancellationToken ct)
    {
        var visible = new List<(LoggedEvent Event, string Node)>();
        foreach (var group in events.Where(e => e is { NodeType: not null, NodeKey: not null }).GroupBy(e => e.NodeType!))
        {
            if (schema.Model.Find(group.Key) is { } type)
            {
                var keys = await Visible(type, [.. group.Select(e => e.NodeKey!.Value).Distinct()], caller, ct);
                visible.AddRange(group.Where(e => keys.Contains(e.NodeKey!.Value)).Select(e => (e, NodeId.Encode(type, e.NodeKey!.Value))));
            }
        }

        return [.. visible.OrderBy(v => v.Event.Place)];
    }

    private static async Task<IReadOnlyList<LoggedEvent>> Read(NpgsqlCommand command, CancellationToken ct)
    {
        var events = new List<LoggedEvent>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            events.Add(new(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.IsDBNull(4) ? null : row.GetString(4),
                row.IsDBNull(5) ? null : row.GetGuid(5)));
        }

        return events;
    }
}
