using Npgsql;

namespace BusinessSuite.Reads;

/// <summary>The rows of one level, written as JSON while they are read and kept by the list they belong to.</summary>
internal sealed class LevelRun(Level level) : IDisposable
{
    private readonly JsonBuffer[] _json = [.. level.Outputs.Select(_ => new JsonBuffer())];
    private readonly List<(int Start, int End)>[] _items = [.. level.Outputs.Select(_ => new List<(int, int)>())];
    private readonly Dictionary<Guid, Segment> _segments = [];

    /// <summary>The rows of a list, or the row of a key.</summary>
    public Segment? Find(Guid group) => _segments.GetValueOrDefault(group);

    /// <summary>Reads and writes all rows of the current result.</summary>
    public async Task Read(NpgsqlDataReader row, RowWriter writer, CancellationToken ct)
    {
        var group = level.GroupOrdinal;
        Segment? current = null;
        while (await row.ReadAsync(ct))
        {
            var key = group < 0 ? Guid.Empty : row.GetGuid(group);
            if (current is null || current.Key != key)
            {
                current = new(key, _items.Length == 0 ? 0 : _items[0].Count);
                _segments.Add(key, current);
            }

            if (!current.Takes(row, level))
            {
                continue;
            }

            writer.Rows++;
            for (var i = 0; i < _json.Length; i++)
            {
                var json = _json[i];
                if (current.Count > 1)
                {
                    json.Raw((byte)',');
                }

                var start = json.Length;
                writer.Write(json, row, level.Outputs[i]);
                _items[i].Add((start, json.Length));
            }
        }
    }

    /// <summary>Writes the items of a list, separated by commas.</summary>
    public void Items(JsonBuffer json, Segment segment, int output, bool backward)
    {
        if (segment.Count == 0)
        {
            return;
        }

        var items = _items[output];
        if (!backward)
        {
            var start = items[segment.Start].Start;
            json.Part(_json[output], start, items[segment.Start + segment.Count - 1].End - start);
            return;
        }

        for (var i = segment.Count - 1; i >= 0; i--)
        {
            var (start, end) = items[segment.Start + i];
            json.Part(_json[output], start, end - start);
            if (i > 0)
            {
                json.Raw((byte)',');
            }
        }
    }

    public void Dispose()
    {
        foreach (var json in _json)
        {
            json.Dispose();
        }
    }
}

/// <summary>One list, or the row of one key.</summary>
/// <param name="key">What it hangs from.</param>
/// <param name="start">The number of its first item among those of its level.</param>
internal sealed class Segment(Guid key, int start)
{
    public Guid Key { get; } = key;

    public int Start { get; } = start;

    public int Count { get; private set; }

    /// <summary>Whether there are more rows than the page holds.</summary>
    public bool More { get; private set; }

    /// <summary>The cursor of the first row, where one is asked for.</summary>
    public string? First { get; private set; }

    /// <summary>The cursor of the last row, where one is asked for.</summary>
    public string? Last { get; private set; }

    /// <summary>Counts the current row in; false when the page is full.</summary>
    public bool Takes(NpgsqlDataReader row, Level level)
    {
        if (Count == level.Limit)
        {
            More = true;
            return false;
        }

        Count++;
        if (level.HasPageCursors)
        {
            Last = RowWriter.Cursor(row, level);
            First ??= Last;
        }

        return true;
    }
}
