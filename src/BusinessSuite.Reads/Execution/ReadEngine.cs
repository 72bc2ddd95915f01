using System.Text;
using Npgsql;

namespace BusinessSuite.Reads;

/// <summary>
/// Answers selections from PostgreSQL: one batch for a request, its levels from the bottom up, rows written as JSON while
/// they are read. Who asks is set by the batch's first command and holds for that batch only.
/// </summary>
/// <param name="model">What can be read.</param>
/// <param name="maxRows">The most rows that one request may ask for, over all its lists.</param>
public sealed class ReadEngine(ReadModel model, int maxRows = 100_000)
{
    /// <summary>What can be read.</summary>
    public ReadModel Model => model;

    /// <summary>Plans the fields of an operation's root.</summary>
    /// <param name="document">The request.</param>
    /// <param name="rootType">The root type's name.</param>
    /// <param name="may">Whether the caller may read a type.</param>
    /// <param name="pages">The sizes of pages.</param>
    /// <param name="shapeOf">The form of a root field that the host answers, or null when the field is not the host's.</param>
    /// <param name="only">The response key of the one root field to plan, or null for all.</param>
    /// <exception cref="RequestException">The request cannot be answered.</exception>
    public ReadPlan Plan(
        RequestDocument document, string rootType, Func<ReadType, bool> may, PageSizes pages, Func<string, ValueShape?> shapeOf, string? only = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(shapeOf);
        var planner = new Planner(model, document, may, pages);
        foreach (var field in document.Collect([document.Operation.SelectionSet], rootType).Where(f => only is null || f.ResponseKey == only))
        {
            if (shapeOf(field.Name) is { } shape)
            {
                planner.Value(field, shape);
            }
            else if (!planner.Root(field))
            {
                planner.Constant(field, field.Name == "__typename" ? Encoding.UTF8.GetBytes($"\"{rootType}\"") : "null"u8.ToArray());
            }
        }

        return planner.ToPlan();
    }

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="variables">The request's variables, of the shape that the plan was made for.</param>
    /// <param name="values">The values of the root fields that the host answers, in their order.</param>
    /// <param name="connection">An open connection; may be null when the values hold no entity.</param>
    /// <param name="caller">Who asks, as JSON for <c>suite.caller</c>; null leaves it as the transaction has it.</param>
    /// <param name="context">Passed to computed fields.</param>
    /// <param name="json">Takes the object that is the answer's data.</param>
    /// <param name="ct">Ends the work.</param>
    /// <returns>How many rows were read.</returns>
    public Task<long> Execute(
        ReadPlan plan, Variables variables, IReadOnlyList<object?> values, NpgsqlConnection? connection, string? caller, object? context,
        JsonBuffer json, CancellationToken ct) => Execute(plan, variables, values, connection, caller, context, null, json, ct);

    /// <summary>Runs a plan that can tell something confidential.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="variables">The request's variables, of the shape that the plan was made for.</param>
    /// <param name="values">The values of the root fields that the host answers, in their order.</param>
    /// <param name="connection">An open connection; may be null when the values hold no entity.</param>
    /// <param name="caller">Who asks, as JSON for <c>suite.caller</c>; null leaves it as the transaction has it.</param>
    /// <param name="context">Passed to computed fields.</param>
    /// <param name="disclosure">Takes what the answer told; it must be kept before the answer leaves.</param>
    /// <param name="json">Takes the object that is the answer's data.</param>
    /// <param name="ct">Ends the work.</param>
    /// <returns>How many rows were read.</returns>
    public async Task<long> Execute(
        ReadPlan plan, Variables variables, IReadOnlyList<object?> values, NpgsqlConnection? connection, string? caller, object? context,
        Disclosure? disclosure, JsonBuffer json, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(json);
        if (plan.Confidential.Count > 0 && disclosure is null)
        {
            throw new InvalidOperationException("A plan that can tell something confidential is run with a disclosure.");
        }

        var bound = Bind(plan, variables, values);
        CheckRows(plan, bound);
        using var answer = new Answer(plan, bound, values, disclosure);

        // Values without entities need nothing from the database.
        var reads = plan.Statements.Count > 0 && (bound.Keys is not null || plan.Roots.Any(r => r is not ValueRoot));
        if (plan.Computed.Count > 0)
        {
            using var withHoles = new JsonBuffer();
            await Write(withHoles);
            await Fill(plan, withHoles, context, json, ct);
        }
        else
        {
            await Write(json);
        }

        disclosure?.TellLists(plan);
        return answer.Rows;

        async Task Write(JsonBuffer target)
        {
            if (!reads)
            {
                answer.Write(target);
                return;
            }

            ArgumentNullException.ThrowIfNull(connection);
            await using var batch = Batch(plan, bound, connection, caller);
            await using var reader = await batch.ExecuteReaderAsync(ct);
            if (caller is not null)
            {
                await reader.NextResultAsync(ct);
            }

            await answer.Read(reader, target, ct);
        }
    }

    private static Variables Bind(ReadPlan plan, Variables variables, IReadOnlyList<object?> values)
    {
        if (values.Count == 0)
        {
            return variables;
        }

        var keys = new Dictionary<int, List<Guid>>();
        var next = 0;
        foreach (var root in plan.Roots.OfType<ValueRoot>())
        {
            ValueWriter.Keys(root.Plan, values[next++], keys);
        }

        return keys.Count == 0 ? variables : variables.With(keys.ToDictionary(k => k.Key, k => k.Value.Distinct().ToArray()));
    }

    /// <summary>Refuses a request that could ask for too many rows.</summary>
    private void CheckRows(ReadPlan plan, Variables variables)
    {
        var rows = plan.Rows(variables);
        if (rows > maxRows)
        {
            throw new RequestException($"The request asks for up to {rows} rows; at most {maxRows} are answered. Ask for smaller pages.", "COST_EXCEEDED");
        }
    }

    private static NpgsqlBatch Batch(ReadPlan plan, Variables variables, NpgsqlConnection connection, string? caller)
    {
        var batch = new NpgsqlBatch(connection);
        if (caller is not null)
        {
            batch.BatchCommands.Add(CallerCommand.Of(caller));
        }

        foreach (var statement in plan.Statements)
        {
            batch.BatchCommands.Add(statement.Command(variables));
        }

        return batch;
    }

    /// <summary>Asks each computed field once for all its rows and puts the values where they belong.</summary>
    private static async Task Fill(ReadPlan plan, JsonBuffer withHoles, object? context, JsonBuffer json, CancellationToken ct)
    {
        var values = new IReadOnlyDictionary<Guid, object?>[plan.Computed.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var keys = withHoles.Holes.Where(h => h.Computed == i).Select(h => h.Key).Distinct().ToList();
            values[i] = keys.Count == 0
                ? new Dictionary<Guid, object?>()
                : await plan.Computed[i].Field.Values(new(keys, plan.Computed[i].Path, context, ct));
        }

        var from = 0;
        foreach (var hole in withHoles.Holes.OrderBy(h => h.Position))
        {
            json.Raw(withHoles.Written[from..hole.Position]);
            ValueWriter.Write(json, plan.Computed[hole.Computed].Plan, values[hole.Computed].GetValueOrDefault(hole.Key), []);
            from = hole.Position + 1;
        }

        json.Raw(withHoles.Written[from..]);
    }
}
