using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BusinessSuite.Host.Work;

/// <summary>Forgets idempotency keys after their time.</summary>
[Recurring("suite.purge-idempotency-keys", "17 * * * *")]
internal sealed class PurgeIdempotencyKeys(ScopedConnection scoped, IOptions<WorkOptions> options) : IRecurringJob
{
    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("delete from suite.idempotency where at < $1", scoped.Connection);
        command.Parameters.Add(new() { Value = tick - options.Value.IdempotencyRetention });
        await command.ExecuteNonQueryAsync(ct);
    }
}
