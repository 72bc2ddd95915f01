using System.Net;
using System.Security.Cryptography;
using System.Text;
using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using NpgsqlTypes;

namespace BusinessSuite.Host.Accounts;

/// <summary>How often something was tried.</summary>
[Removable]
internal sealed class AttemptCount
{
    /// <summary>SHA-256 of the door and of what it was tried at or from, so that the table tells nothing.</summary>
    public byte[] Key { get; init; } = [];

    /// <summary>How often; one more than the limit when it was refused.</summary>
    public int Count { get; init; }

    /// <summary>When it is forgotten.</summary>
    public DateTimeOffset Until { get; init; }
}

/// <summary>Where the request came from that the services of a scope work for.</summary>
internal sealed class Origin
{
    /// <summary>The address; null for the suite itself.</summary>
    public IPAddress? Address { get; set; }
}

/// <inheritdoc/>
[Provides]
internal sealed class Attempts(SuiteDataSources sources, Origin origin, TimeProvider clock) : IAttempts
{
    private const int Limit = 10;
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(15);

    public Task Count(string door, string? subject, CancellationToken ct) => Count(door, subject, Limit, ct);

    /// <summary>Counts an attempt with another limit for the network, behind which there may be many people.</summary>
    public async Task Count(string door, string? subject, int ofNetwork, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var command = sources.Aside.CreateCommand(
            $"""
            with network as ({Add("values ($1, 1, $4::timestamptz)", "$5")}),
              subject as ({Add("select $2, 1, $4 from network where $2 is not null and count <= $5", "$6")})
            select max(until) from (select until from network where count > $5 union all select until from subject where count > $6) shut
            """);
        command.Parameters.Add(new() { Value = Network(door) });
        command.Parameters.Add(new() { Value = (object?)Subject(door, subject) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = now + Wait });
        command.Parameters.Add(new() { Value = ofNetwork });
        command.Parameters.Add(new() { Value = Limit });
        if (await command.ExecuteScalarAsync(ct) is DateTime until)
        {
            var left = until - now.UtcDateTime;
            throw new RuleViolation(PlatformRules.TooManyAttempts, (int)Math.Ceiling(left.TotalMinutes)) { RetryAfter = (int)Math.Ceiling(left.TotalSeconds) };
        }
    }

    public async Task Forgive(string door, string? subject, CancellationToken ct)
    {
        await using var batch = sources.Aside.CreateBatch();
        batch.BatchCommands.Add(new("update suite.attempts set count = count - 1 where key = $1 and count > 0") { Parameters = { new() { Value = Network(door) } } });
        if (Subject(door, subject) is { } key)
        {
            batch.BatchCommands.Add(new("delete from suite.attempts where key = $1") { Parameters = { new() { Value = key } } });
        }

        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Counts one more. What is refused makes the wait no longer.</summary>
    private static string Add(string row, string limit) =>
        $"""
        insert into suite.attempts as a (key, count, until) {row} on conflict (key) do update set
          count = case when a.until <= $3 then 1 else least(a.count, {limit}) + 1 end, until = case when a.until > $3 and a.count >= {limit} then a.until else $4 end
        returning count, until
        """;

    private byte[] Network(string door) => Key($"{door} from {Http.Network.Of(origin.Address)}");

    private static byte[]? Subject(string door, string? subject) => subject is null ? null : Key($"{door} at {subject}");

    private static byte[] Key(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
