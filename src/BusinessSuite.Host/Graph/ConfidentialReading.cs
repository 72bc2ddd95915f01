using System.Diagnostics;
using BusinessSuite.Host.Data;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Npgsql;
using NpgsqlTypes;

namespace BusinessSuite.Host.Graph;

/// <summary>Runs plans that can tell something confidential: what they told is kept in the transaction that read it, and only then the answer leaves.</summary>
internal sealed class ConfidentialReading(ReadEngine engine, SuiteDataSources sources, TimeProvider clock)
{
    /// <summary>Takes what is told to a caller.</summary>
    public static Disclosure To(Caller caller) => new(caller.IsSystem || caller.Clearance > Confidentiality.Internal);

    /// <summary>Answers a query.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="variables">The request's variables.</param>
    /// <param name="values">The values of function fields at the root.</param>
    /// <param name="caller">For whom.</param>
    /// <param name="context">Passed to computed fields.</param>
    /// <param name="disclosure">Takes what was told.</param>
    /// <param name="json">Takes the data.</param>
    /// <param name="errors">Takes what was withheld.</param>
    /// <param name="ct">Ends the work.</param>
    /// <returns>How many rows were read.</returns>
    public async Task<long> Run(
        ReadPlan plan, Variables variables, IReadOnlyList<object?> values, Caller caller, object? context, Disclosure disclosure, JsonBuffer json, List<GraphError> errors,
        CancellationToken ct)
    {
        await using var connection = await sources.Read.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await using (var write = new NpgsqlCommand("set transaction read write", connection))
        {
            await write.ExecuteNonQueryAsync(ct);
        }

        using var answer = new JsonBuffer();
        var rows = await engine.Execute(plan, variables, values, connection, CallerSetting.Reader(caller), context, disclosure, answer, ct);
        await Keep(disclosure, caller, connection, CallerSetting.System(caller.UserId), errors, ct);
        await transaction.CommitAsync(ct);
        json.Raw(answer.Written);
        return rows;
    }

    /// <summary>Writes down what was told, in the transaction of the connection.</summary>
    /// <param name="disclosure">What was told.</param>
    /// <param name="caller">To whom.</param>
    /// <param name="connection">The connection that read it.</param>
    /// <param name="setting">Who writes it down, for row security; null leaves it as the transaction has it.</param>
    /// <param name="errors">Takes what was withheld.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task Keep(Disclosure disclosure, Caller caller, NpgsqlConnection connection, string? setting, List<GraphError> errors, CancellationToken ct)
    {
        errors.AddRange(disclosure.Withheld.Select(w => new GraphError(
            "FORBIDDEN", $"{w.Key.Type.Name}.{w.Key.Name} is confidential and was withheld in {w.Value} rows: reading it needs clearance, a valid confidentiality agreement, and the need to know.",
            w.Key.Path, w.Key.Type.Module)));
        if (disclosure.Records.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(connection);
        if (setting is not null)
        {
            batch.BatchCommands.Add(CallerCommand.Of(setting));
        }

        var told = disclosure.Records.ToList();
        batch.BatchCommands.Add(new("""
            insert into suite.confidential_reads (id, version, at, account_id, request_id, record_type, record_id, level, fields)
            select t.id, 1, $1, $2, $3, t.type, t.record, t.level, string_to_array(t.fields, ',') from unnest($4, $5, $6, $7, $8) t(id, type, record, level, fields)
            """)
        {
            Parameters =
            {
                new() { Value = clock.GetUtcNow(), NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = (object?)caller.UserId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = (object?)Activity.Current?.TraceId.ToString() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = told.Select(_ => TimeOrderedId.Next()).ToArray() },
                new() { Value = told.Select(t => t.Type).ToArray() },
                new() { Value = told.Select(t => t.Key).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                new() { Value = told.Select(t => t.Level).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { Value = told.Select(t => string.Join(',', t.Fields)).ToArray() },
            },
        });
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Marks an answer that told something secret, for those who print or forward it: adds to the extensions, which end what is written so far.</summary>
    public void Mark(Disclosure? disclosure, Caller caller, JsonBuffer json)
    {
        if (disclosure is null || disclosure.Records.Count == 0)
        {
            return;
        }

        json.Rewind(json.Length - 1);
        json.Raw(",\"confidential\":"u8);
        using (var writer = new System.Text.Json.Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("level", disclosure.Records.Any(r => r.Level == "CORE") ? "CORE" : "SECRET");
            writer.WriteString("readBy", caller.Name);
            writer.WriteString("readAt", clock.GetUtcNow());
            writer.WriteString("requestId", Activity.Current?.TraceId.ToString() ?? "");
            writer.WriteEndObject();
        }

        json.Raw((byte)'}');
    }
}
