using BusinessSuite.Sdk;
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

    private async Task<string> Set(string sql, string value, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, scoped.Connection);
        command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(ct) as string ?? "";
    }
}
