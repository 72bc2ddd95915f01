using BusinessSuite.Host.Data;
using Npgsql;

namespace BusinessSuite.Host.Health;

/// <summary>Whether the process lives (<c>/health/live</c>) and whether it can take requests (<c>/health/ready</c>).</summary>
internal static class SuiteHealth
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        app.MapGet("/health/ready", async (DatabaseState state, SuiteDataSources sources, CancellationToken ct) =>
        {
            var (reason, checksums) = state.Reason is { } unprepared ? (unprepared, false) : await Ask(sources, ct);
            return reason is null
                ? Results.Json(new { status = "ready", dataChecksums = checksums })
                : Results.Json(new { status = "unavailable", reason }, statusCode: StatusCodes.Status503ServiceUnavailable);
        });
    }

    private static async Task<(string? Reason, bool Checksums)> Ask(SuiteDataSources sources, CancellationToken ct)
    {
        try
        {
            await using var connection = await sources.App.OpenConnectionAsync(ct);
            await Durability.Check(connection, ct);
            await using var hangfire = new NpgsqlCommand("select exists (select from hangfire.schema), exists (select from hangfire.job), exists (select from hangfire.jobqueue), exists (select from hangfire.server)", connection);
            await hangfire.ExecuteScalarAsync(ct);
            await using var checksums = new NpgsqlCommand("select current_setting('data_checksums') = 'on'", connection);
            return (null, (bool)(await checksums.ExecuteScalarAsync(ct))!);
        }
        catch (UnsafeDurabilityException e)
        {
            return (e.Message, false);
        }
        catch (Exception e) when (e is PostgresException)
        {
            return ("The job storage cannot be used.", false);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return ("The database does not answer.", false);
        }
    }
}
