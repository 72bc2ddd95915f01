using System.Runtime.InteropServices;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Graph;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace BusinessSuite.Host.Evolution;

/// <summary>
/// Counts which application uses what of the schema: in memory, one step for each request, whatever its document asks for.
/// Every some seconds and at the end of the host the counts are added to those of the day.
/// </summary>
internal sealed class UsageCount(SuiteDataSources sources, DatabaseState database, IOptions<UsageOptions> options, TimeProvider clock, ILogger<UsageCount> log)
    : BackgroundService
{
    private const int MaxOperations = 1_000;
    private const int MaxApps = 200;

    // What clients say of themselves is theirs to choose: with too many names the rest have none.
    private readonly HashSet<string> _apps = [SchemaUsage.Unnamed];
    private readonly Lock _gate = new();
    private Dictionary<(User User, SchemaUse Use), long> _operations = [];
    private Dictionary<(User User, string Coordinate), long> _coordinates = [];
    private DateOnly _day;

    /// <summary>Counts a request that was run.</summary>
    public void Count(ReadyRequest ready, Caller caller)
    {
        lock (_gate)
        {
            var app = ready.Request.App ?? SchemaUsage.Unnamed;
            var user = new User(_apps.Contains(app) || (_apps.Count < MaxApps && _apps.Add(app)) ? app : SchemaUsage.Unnamed, caller.IsService ? caller.UserId : null);
            CollectionsMarshal.GetValueRefOrAddDefault(_operations, (user, ready.Use), out _)++;
            ready.Use.OfVariables(ready.Document.Variables, c => CollectionsMarshal.GetValueRefOrAddDefault(_coordinates, (user, c), out _)++);
            if (_operations.Count >= MaxOperations)
            {
                Unfold();
            }
        }
    }

    /// <summary>Writes down what was counted since the last time. What cannot be written is counted on.</summary>
    public async Task Flush(CancellationToken ct)
    {
        Dictionary<(User User, string Coordinate), long> counted;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        lock (_gate)
        {
            Unfold();
            counted = _coordinates;
            _coordinates = [];
            if (_day != today)
            {
                _day = today;
                _apps.RemoveWhere(a => a != SchemaUsage.Unnamed);
            }
        }

        if (counted.Count == 0)
        {
            return;
        }

        try
        {
            await Write(today, counted, ct);
        }
        catch
        {
            Again(counted);
            throw;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (database.Ready.IsCompleted)
        {
            await TryFlush(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.Ready.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(options.Value.Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryFlush(stoppingToken);
        }
    }

    private async Task TryFlush(CancellationToken ct)
    {
        try
        {
            await Flush(ct);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            log.LogWarning(e, "The use of the schema could not be written down");
        }
    }

    private void Again(Dictionary<(User User, string Coordinate), long> counted)
    {
        lock (_gate)
        {
            foreach (var (key, uses) in counted)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_coordinates, key, out _) += uses;
            }
        }
    }

    /// <summary>Counts of operations become counts of what they use, of which there is only so much.</summary>
    private void Unfold()
    {
        foreach (var ((user, use), times) in _operations)
        {
            foreach (var coordinate in use.Coordinates)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_coordinates, (user, coordinate), out _) += times;
            }
        }

        _operations = [];
    }

    private async Task Write(DateOnly day, Dictionary<(User User, string Coordinate), long> counted, CancellationToken ct)
    {
        // In one order, so that hosts which write at the same time wait for each other and not in a circle.
        var rows = counted.OrderBy(c => c.Key.User.App, StringComparer.Ordinal).ThenBy(c => c.Key.User.Account).ThenBy(c => c.Key.Coordinate, StringComparer.Ordinal).ToList();
        await using var connection = await sources.App.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                CallerCommand.Of(CallerSetting.System(null)),
                new("""
                    insert into suite.schema_usages (id, version, day, app, account_id, coordinate, uses)
                    select id, 1, $1, app, account, coordinate, uses from unnest($2, $3, $4, $5, $6) u(id, app, account, coordinate, uses)
                    on conflict (day, app, account_id, coordinate) do update set uses = schema_usages.uses + excluded.uses, version = schema_usages.version + 1
                    """)
                {
                    Parameters =
                    {
                        new() { Value = day },
                        new() { Value = rows.ConvertAll(_ => TimeOrderedId.Next()) },
                        new() { Value = rows.ConvertAll(r => r.Key.User.App) },
                        new() { Value = rows.ConvertAll(r => r.Key.User.Account), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                        new() { Value = rows.ConvertAll(r => r.Key.Coordinate) },
                        new() { Value = rows.ConvertAll(r => r.Value) },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Who uses it.</summary>
    /// <param name="App">The app.</param>
    /// <param name="Account">The service account; null for people.</param>
    private readonly record struct User(string App, Guid? Account);
}
