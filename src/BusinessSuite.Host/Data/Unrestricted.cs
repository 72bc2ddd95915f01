using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BusinessSuite.Host.Data;

/// <inheritdoc/>
[Provides]
internal sealed class Unrestricted(ScopedConnection scoped) : IUnrestricted
{
    public async Task<T> Read<T>(Func<Task<T>> read, CancellationToken ct)
    {
        var caller = await Set("select current_setting('suite.caller', true), set_config('suite.caller', $1, true)", CallerSetting.System(null), ct);
        try
        {
            return await read();
        }
        finally
        {
            try
            {
                await Set("select '', set_config('suite.caller', $1, true)", caller, CancellationToken.None);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InFailedSqlTransaction)
            {
                // The transaction is lost, and the setting with it; what lost it is thrown already.
            }
        }
    }

    public async Task HandOver(ModuleDbContext db, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        foreach (var entry in db.ChangeTracker.Entries<Entity>().Where(e => e.State == EntityState.Modified))
        {
            // The policy looks at the row as it becomes: as long as nothing of it changes, at the row as it is.
            var table = entry.Metadata;
            await using var command = new NpgsqlCommand($"update \"{table.GetSchema()}\".\"{table.GetTableName()}\" set version = version where id = $1", scoped.Connection);
            command.Parameters.Add(new() { Value = entry.Entity.Id });
            await command.ExecuteNonQueryAsync(ct);
        }

        await Read(() => db.SaveChangesAsync(ct), ct);
    }

    private async Task<string> Set(string sql, string value, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, scoped.Connection);
        command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(ct) as string ?? "";
    }
}
