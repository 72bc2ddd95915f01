using BusinessSuite.Host.Data;
using Npgsql;

namespace BusinessSuite.Host.Graph.Live;

/// <summary>
/// Brings the events of all hosts to the subscribers of this one. PostgreSQL only wakes it up; what happened it reads from
/// the log, after the last place that it told, so a lost connection loses no event.
/// </summary>
internal sealed class EventFeed(
    SuiteDatabase database, DatabaseState state, EventLog log, Subscribers subscribers, ILogger<EventFeed> logger) : BackgroundService
{
    private const int Page = 500;

    /// <summary>The name under which the feed's connection shows in PostgreSQL.</summary>
    public const string Name = "BusinessSuite events";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await state.Ready.WaitAsync(stoppingToken);
        long? last = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var listener = new NpgsqlConnection(Connection());
                await listener.OpenAsync(stoppingToken);
                await using (var listen = new NpgsqlCommand("listen suite_events", listener))
                {
                    await listen.ExecuteNonQueryAsync(stoppingToken);
                }

                last ??= await log.Last(stoppingToken);
                while (true)
                {
                    last = await Tell(last.Value, stoppingToken);
                    await listener.WaitAsync(stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "The feed of events lost its connection; trying again");
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    private async Task<long> Tell(long last, CancellationToken ct)
    {
        IReadOnlyList<LoggedEvent> page;
        do
        {
            page = await log.After(last, Page, ct);
            foreach (var logged in page)
            {
                try
                {
                    subscribers.Tell(logged);
                }
                catch (Exception e)
                {
                    // One event that cannot be read must not keep all later ones from everybody.
                    logger.LogError(e, "The event at place {Place} could not be told", logged.Place);
                }

                last = logged.Place;
            }
        }
        while (page.Count == Page);
        return last;
    }

    /// <summary>A connection of its own, which notices when the other end is gone.</summary>
    private string Connection() =>
        new NpgsqlConnectionStringBuilder(database.App) { Pooling = false, KeepAlive = 15, ApplicationName = Name }.ConnectionString;
}
