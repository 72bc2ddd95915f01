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
                planner.Constant(field, field.Name == "__typename" ? System.Text.Encoding.UTF8.GetBytes($"\"{rootType}\"") : "null"u8.ToArray());
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
    public async Task Execute(
        ReadPlan plan, Variables variables, IReadOnlyList<object?> values, NpgsqlConnection? connection, string? caller, object? context,
        JsonBuffer json, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(json);
        var bound = Bind(plan, variables, values);
        var limits = Limits(plan, bound);
        var runs = plan.Levels.ToDictionary(l => l, l => new LevelRun(l, limits[l]));
        var totals = plan.Totals.Select(_ => new Dictionary<Guid, long>()).ToList();
        var rows = new RowWriter(runs, totals);
        try
        {
            // Values without entities need nothing from the database.
            if (plan.Statements.Count > 0 && (bound.Keys is not null || plan.Roots.Any(r => r is not ValueRoot)))
            {
                ArgumentNullException.ThrowIfNull(connection);
                await Read(plan, bound, connection, caller, runs, totals, rows, ct);
            }

            if (plan.Computed.Count == 0)
            {
                Roots(plan, bound, values, runs, rows, json);
                return;
            }

            using var withHoles = new JsonBuffer();
            Roots(plan, bound, values, runs, rows, withHoles);
            await Fill(plan, withHoles, context, json, ct);
        }
        finally
        {
            foreach (var run in runs.Values)
            {
                run.Dispose();
            }
        }
    }

    private static Variables Bind(ReadPlan plan, Variables variables, IReadOnlyList<object?> values)
    {
        var keys = new Dictionary<int, List<Guid>>();
        var next = 0;
        foreach (var root in plan.Roots.OfType<ValueRoot>())
        {
            ValueWriter.Keys(root.Plan, values[next++], keys);
        }

        return keys.Count == 0 ? variables : variables.With(keys.ToDictionary(k => k.Key, k => k.Value.Distinct().ToArray()));
    }

    /// <summary>The page size of each level; refuses a request that could ask for too many rows.</summary>
    private Dictionary<Level, int> Limits(ReadPlan plan, Variables variables)
    {
        var limits = new Dictionary<Level, int>();
        var rows = new Dictionary<Level, long>();
        long all = 0;
        for (var i = plan.Levels.Count - 1; i >= 0; i--)
        {
            var level = plan.Levels[i];
            limits[level] = level.Limit?.Invoke(variables) ?? int.MaxValue;
            var parents = level.Parent is { } parent ? rows[parent.Level] : 1;
            rows[level] = parents * (level.Keys is { } keys ? keys(variables).Length : limits[level]);
            all += rows[level];
            if (all > maxRows)
            {
                throw new RequestException($"The request asks for up to {all} rows; at most {maxRows} are answered. Ask for smaller pages.", "COST_EXCEEDED");
            }
        }

        return limits;
    }

    private static async Task Read(
        ReadPlan plan, Variables variables, NpgsqlConnection connection, string? caller, Dictionary<Level, LevelRun> runs,
        List<Dictionary<Guid, long>> totals, RowWriter rows, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (caller is not null)
        {
            batch.BatchCommands.Add(new("select set_config('suite.caller', $1, true)") { Parameters = { new() { Value = caller } } });
        }

        foreach (var statement in plan.Statements)
        {
            batch.BatchCommands.Add(statement.Command(variables));
        }

        await using var reader = await batch.ExecuteReaderAsync(ct);
        var more = caller is null || await reader.NextResultAsync(ct);
        foreach (var total in totals)
        {
            while (await reader.ReadAsync(ct))
            {
                total[reader.IsDBNull(0) ? Guid.Empty : reader.GetGuid(0)] = reader.GetInt64(1);
            }

            more = await reader.NextResultAsync(ct);
        }

        foreach (var level in plan.Levels)
        {
            await runs[level].Read(reader, rows, ct);
            more = await reader.NextResultAsync(ct);
        }
    }

    private static void Roots(
        ReadPlan plan, Variables variables, IReadOnlyList<object?> values, Dictionary<Level, LevelRun> runs, RowWriter rows, JsonBuffer json)
    {
        var next = 0;
        json.Raw((byte)'{');
        for (var i = 0; i < plan.Roots.Count; i++)
        {
            var root = plan.Roots[i];
            if (i > 0)
            {
                json.Raw((byte)',');
            }

            json.Raw(root.Name);
            switch (root)
            {
                case ConstantRoot constant:
                    json.Raw(constant.Json);
                    break;
                case ListRoot list:
                    rows.Connection(json, list.Connection, Guid.Empty);
                    break;
                case KeyRoot one:
                    ValueWriter.Row(json, runs[one.Level], one.Level.Keys!(variables)[0]);
                    break;
                case NodesRoot nodes:
                    Nodes(json, nodes, variables, runs);
                    break;
                case ValueRoot value:
                    ValueWriter.Write(json, value.Plan, values[next++], runs);
                    break;
            }
        }

        json.Raw((byte)'}');
    }

    private static void Nodes(JsonBuffer json, NodesRoot nodes, Variables variables, Dictionary<Level, LevelRun> runs)
    {
        var ids = nodes.Ids(variables);
        json.Raw((byte)'[');
        for (var i = 0; i < ids.Count; i++)
        {
            if (i > 0)
            {
                json.Raw((byte)',');
            }

            if (nodes.Levels[i] is { } level && ids[i] is NodeId id)
            {
                ValueWriter.Row(json, runs[level], id.Key);
            }
            else
            {
                json.Raw("null"u8);
            }
        }

        json.Raw((byte)']');
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
                : await plan.Computed[i].Field.Values(new(keys, context, ct));
        }

        var from = 0;
        var none = new Dictionary<Level, LevelRun>();
        foreach (var hole in withHoles.Holes.OrderBy(h => h.Position))
        {
            json.Raw(withHoles.Written[from..hole.Position]);
            ValueWriter.Write(json, plan.Computed[hole.Computed].Plan, values[hole.Computed].GetValueOrDefault(hole.Key), none);
            from = hole.Position + 1;
        }

        json.Raw(withHoles.Written[from..]);
    }
}
