using Npgsql;

namespace BusinessSuite.Reads;

/// <summary>One answer in the making: what has been read of each level, and the object that it becomes.</summary>
internal sealed class Answer : IDisposable
{
    private readonly ReadPlan _plan;
    private readonly Variables _variables;
    private readonly IReadOnlyList<object?> _values;
    private readonly LevelRun?[] _runs;
    private readonly Dictionary<Guid, long>[] _totals;
    private readonly RowWriter _rows;

    public Answer(ReadPlan plan, Variables variables, IReadOnlyList<object?> values, Disclosure? disclosure)
    {
        (_plan, _variables, _values) = (plan, variables, values);
        _runs = new LevelRun?[plan.LevelNumbers];
        foreach (var level in plan.Levels)
        {
            _runs[level.Index] = level == plan.Streamed?.Level ? null : new LevelRun(level);
        }

        _totals = new Dictionary<Guid, long>[plan.Totals.Count];
        _rows = new(_runs, _totals, disclosure);
    }

    /// <summary>How many rows were read.</summary>
    public long Rows => _rows.Rows;

    /// <summary>Reads the results of the plan's statements, which the reader stands at, and writes the answer.</summary>
    public async Task Read(NpgsqlDataReader reader, JsonBuffer json, CancellationToken ct)
    {
        for (var i = 0; i < _totals.Length; i++)
        {
            _totals[i] = [];
            while (await reader.ReadAsync(ct))
            {
                _totals[i][reader.IsDBNull(0) ? Guid.Empty : reader.GetGuid(0)] = reader.GetInt64(1);
            }

            await reader.NextResultAsync(ct);
        }

        foreach (var level in _plan.Levels)
        {
            if (_runs[level.Index] is { } run)
            {
                await run.Read(reader, _rows, ct);
                await reader.NextResultAsync(ct);
            }
        }

        if (_plan.Streamed is { } last)
        {
            Roots(json, _plan.Roots.Count - 1);
            json.Raw(_plan.Roots[^1].Name);
            await _rows.Stream(json, last, reader, ct);
            json.Raw((byte)'}');

            // An error that PostgreSQL meets behind the last row is told with the end of the result.
            await reader.NextResultAsync(ct);
        }
        else
        {
            Write(json);
        }
    }

    /// <summary>Writes the answer from what has been read.</summary>
    public void Write(JsonBuffer json)
    {
        Roots(json, _plan.Roots.Count);
        json.Raw((byte)'}');
    }

    public void Dispose()
    {
        foreach (var run in _runs)
        {
            run?.Dispose();
        }
    }

    /// <summary>Begins the object with its first members; when others follow, with the comma before them.</summary>
    private void Roots(JsonBuffer json, int count)
    {
        var next = 0;
        json.Raw((byte)'{');
        for (var i = 0; i < count; i++)
        {
            var root = _plan.Roots[i];
            json.Raw(root.Name);
            switch (root)
            {
                case ConstantRoot constant:
                    json.Raw(constant.Json);
                    break;
                case ListRoot list:
                    _rows.Connection(json, list.Connection, Guid.Empty);
                    break;
                case KeyRoot one:
                    ValueWriter.Row(json, _runs[one.Level.Index]!, one.Level.Keys!(_variables)[0]);
                    break;
                case NodesRoot nodes:
                    Nodes(json, nodes);
                    break;
                case ValueRoot value:
                    ValueWriter.Write(json, value.Plan, _values[next++], _runs);
                    break;
            }

            if (i < _plan.Roots.Count - 1)
            {
                json.Raw((byte)',');
            }
        }
    }

    private void Nodes(JsonBuffer json, NodesRoot nodes)
    {
        var ids = nodes.Ids(_variables);
        json.Raw((byte)'[');
        for (var i = 0; i < ids.Count; i++)
        {
            if (i > 0)
            {
                json.Raw((byte)',');
            }

            if (nodes.Levels[i] is { } level && ids[i] is NodeId id)
            {
                ValueWriter.Row(json, _runs[level.Index]!, id.Key);
            }
            else
            {
                json.Raw("null"u8);
            }
        }

        json.Raw((byte)']');
    }
}
