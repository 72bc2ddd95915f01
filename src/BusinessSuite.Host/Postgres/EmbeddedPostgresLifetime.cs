namespace BusinessSuite.Host.Postgres;

/// <summary>Stops the suite's own PostgreSQL after everything that uses it. Registered first, so it stops last.</summary>
internal sealed class EmbeddedPostgresLifetime(EmbeddedPostgres server) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken) => await server.DisposeAsync();
}
