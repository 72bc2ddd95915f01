using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using Npgsql;

namespace BusinessSuite.Host.Accounts;

/// <summary>Forgets attempts after their time.</summary>
[Recurring("suite.forget-attempts", "23 * * * *")]
internal sealed class ForgetAttempts(ScopedConnection scoped) : IRecurringJob
{
    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("delete from suite.attempts where until <= $1", scoped.Connection);
        command.Parameters.Add(new() { Value = tick });
        await command.ExecuteNonQueryAsync(ct);
    }
}
