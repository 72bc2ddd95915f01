using Npgsql;

namespace BusinessSuite.Reads;

/// <summary>The rows of one level, written as JSON while they are read and kept by the list they belong to.</summary>
internal sealed class LevelRun : IDisposable
{
    private readonly Level _level;
    private readonly int _limit;
    private readonly JsonBuffer[] _json;
    private readonly Dictionary<Guid, Segment> _segments = [];
    private Segment? _current;

    public LevelRun(Level level, int limit)
    {
        _level = level;
        _limit = limit;
        _json = [.. level.Outputs.Select(_ => new JsonBuffer())];
    }

    /// <summary>The rows of a list, or the row of a key.</summary>
    public Segment? Find(Guid group) => _segments.GetValueOrDefault(group);

    public JsonBuffer Json(int output) => _json[output];

    public async Task Read(NpgsqlDataReader row, RowWriter writer, CancellationToken ct)
    {
        var group = _level.GroupOrdinal;
        while (await row.ReadAsync(ct))
        {
            var key = group < 0 ? Guid.Empty : row.GetGuid(group);
            if (_current is null || _current.Key != key)
            {
                _current = new(key, _json.Length);
                _segments.Add(key, _current);
            }

            if (_current.Count == _limit)
            {
                _current.More = true;
                continue;
            }

            for (var i = 0; i < _json.Length; i++)
            {
                var start = _json[i].Length;
                writer.Write(_json[i], row, _level, _level.Outputs[i]);
                _current.Items[i].Add((start, _json[i].Length - start));
            }

            if (_level.CursorOrdinals is not null)
            {
                var cursor = RowWriter.Cursor(row, _level);
                _current.First ??= cursor;
                _current.Last = cursor;
            }

            _current.Count++;
        }
    }

    public void Dispose()
    {
        foreach (var json in _json)
        {
            json.Dispose();
        }
    }

    /// <summary>One list: where its items stand in the buffers of the level.</summary>
    internal sealed class Segment(Guid key, int outputs)
    {
        public Guid Key { get; } = key;

        public List<(int Start, int Length)>[] Items { get; } = [.. Enumerable.Range(0, outputs).Select(_ => new List<(int, int)>())];

        public int Count { get; set; }

        public bool More { get; set; }

        public string? First { get; set; }

        public string? Last { get; set; }
    }
}
