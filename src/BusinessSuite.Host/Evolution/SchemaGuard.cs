using System.Globalization;
using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Modules;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BusinessSuite.Host.Evolution;

/// <summary>Keeps a host from starting with a schema that lacks what applications used lately or were published with.</summary>
internal sealed class SchemaGuard(SuiteSchema schema, Documents documents, IOptions<UsageOptions> options, TimeProvider clock, ILogger<SchemaGuard> log)
{
    private const int MaxNamed = 20;

    /// <summary>Compares the schema with the use of it, unless this database was last served with the same.</summary>
    /// <exception cref="ModuleRefusedException">Something is missing; the message names what, who used it, and when last.</exception>
    public async Task Check(NpgsqlConnection owner, CancellationToken ct)
    {
        var hash = SchemaParts.Fingerprint(schema.Schema);
        await using (var last = new NpgsqlCommand("select hash from suite.served_schemas order by at desc limit 1", owner))
        {
            if ((string?)await last.ExecuteScalarAsync(ct) == hash)
            {
                return;
            }
        }

        List<string> broken = [.. await Used(owner, ct), .. await Published(owner, ct)];
        if (broken.Count > 0)
        {
            var more = broken.Count > MaxNamed ? $"; and {broken.Count - MaxNamed} more" : "";
            var message = $"The schema lacks what applications rely on: {string.Join("; ", broken.Take(MaxNamed))}{more}.";
            if (options.Value.Refuses)
            {
                throw new ModuleRefusedException($"{message} Keep it until it is out of use, withdraw documents that are, or start with --Usage:Refuses=false.");
            }

            log.LogError("{Message}", message);
        }

        await using var served = new NpgsqlCommand("insert into suite.served_schemas (hash, at) values ($1, clock_timestamp()) on conflict (hash) do update set at = excluded.at", owner)
        {
            Parameters = { new() { Value = hash } },
        };
        await served.ExecuteNonQueryAsync(ct);
    }

    private async Task<List<string>> Used(NpgsqlConnection owner, CancellationToken ct)
    {
        var missing = new List<string>();
        await using var used = new NpgsqlCommand(
            """
            select u.coordinate, coalesce(a.user_name, u.app), max(u.day) from suite.schema_usages u left join suite.accounts a on a.id = u.account_id
            where u.day >= $1 and u.coordinate <> all($2) group by 1, 2 order by 1, 2
            """,
            owner)
        {
            Parameters =
            {
                new() { Value = DateOnly.FromDateTime((clock.GetUtcNow() - options.Value.Protects).UtcDateTime) },
                new() { Value = SchemaParts.Coordinates(schema.Schema) },
            },
        };
        await using var reader = await used.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            missing.Add(string.Create(CultureInfo.InvariantCulture, $"{reader.GetString(0)}, used by {reader.GetString(1)}, last on {reader.GetFieldValue<DateOnly>(2):yyyy-MM-dd}"));
        }

        return missing;
    }

    private async Task<List<string>> Published(NpgsqlConnection owner, CancellationToken ct)
    {
        var published = new List<(string App, string Version, string Hash, string Body)>();
        await using (var command = new NpgsqlCommand("select app, app_version, hash, body from suite.published_documents where withdrawn_at is null order by app, app_version, hash", owner))
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                published.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
            }
        }

        var invalid = new List<string>();
        foreach (var (app, version, hash, body) in published)
        {
            try
            {
                await documents.Get(body);
            }
            catch (Reads.RequestException e)
            {
                invalid.Add($"the document sha256:{hash} of {app} {version} is not valid any more ({e.Message.TrimEnd('.')})");
            }
        }

        return invalid;
    }
}
