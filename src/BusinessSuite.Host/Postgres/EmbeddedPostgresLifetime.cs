namespace BusinessSuite.Host.Postgres;

/// <summary>Keeps the suite's own PostgreSQL running, and stops it after everything that uses it. Registered first, so it stops last.</summary>
internal sealed class EmbeddedPostgresLifetime(EmbeddedPostgres server, ILogger<EmbeddedPostgresLifetime> log) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await server.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await server.Revive(stoppingToken))
                {
                    log.LogWarning("PostgreSQL was gone and was started again");
                }
            }
            catch (PostgresUnavailableException e)
            {
                log.LogError("PostgreSQL is gone: {Reason}", e.Message);
            }
        }
    }
}
