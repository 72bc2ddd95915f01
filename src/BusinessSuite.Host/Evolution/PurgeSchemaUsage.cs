using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BusinessSuite.Host.Evolution;

/// <summary>Forgets counts of use after their time.</summary>
[Recurring("suite.purge-schema-usage", "41 2 * * *")]
internal sealed class PurgeSchemaUsage(ScopedConnection scoped, IOptions<UsageOptions> options) : IRecurringJob
{
    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("delete from suite.schema_usages where day < $1", scoped.Connection);
        command.Parameters.Add(new() { Value = DateOnly.FromDateTime((tick - options.Value.Keep).UtcDateTime) });
        await command.ExecuteNonQueryAsync(ct);
    }
}
