using System.Buffers.Text;
using Npgsql;

namespace BusinessSuite.Reads;

/// <summary>Writes the current row of a reader as JSON; lists below it are taken from the runs of their levels.</summary>
internal sealed class RowWriter(LevelRun?[] runs, Dictionary<Guid, long>[] totals, Disclosure? disclosure)
{
    /// <summary>How many rows were read.</summary>
    public long Rows { get; set; }

    public void Write(JsonBuffer json, NpgsqlDataReader row, RowOutput output)
    {
        if (output.Edge is null)
        {
            Object(json, row, output.Cells);
            return;
        }

        json.Raw((byte)'{');
        for (var i = 0; i < output.Edge.Count; i++)
        {
            var member = output.Edge[i];
            if (i > 0)
            {
                json.Raw((byte)',');
            }

            switch (member.Part)
            {
                case EdgePart.Cursor:
                    json.Raw(member.Name);
                    json.String(Cursor(row, output.Level!));
                    break;
                case EdgePart.Node:
                    json.Raw(member.Name);
                    Object(json, row, member.Cells!);
                    break;
                default:
                    Member(json, row, member.Cells![0]);
                    break;
            }
        }

        json.Raw((byte)'}');
    }

    /// <summary>The cursor of the current row.</summary>
    public static string Cursor(NpgsqlDataReader row, Level level)
    {
        using var json = new JsonBuffer();
        level.Order.Begin(json);
        for (var i = 0; i < level.CursorOrdinals!.Length; i++)
        {
            json.Raw((byte)',');
            var ordinal = level.CursorOrdinals[i];
            var column = level.Order.Terms[i].Column;
            if (row.IsDBNull(ordinal))
            {
                json.Raw("null"u8);
            }
            else if (column.Kind == ScalarKind.Id)
            {
                json.String(row.GetGuid(ordinal).ToString("D"));
            }
            else
            {
                ScalarWriter.Column(json, row, ordinal, column.Kind, false);
            }
        }

        json.Raw((byte)']');
        return Base64Url.EncodeToString(json.Written);
    }

    /// <summary>Writes a connection for the rows of one parent.</summary>
    public void Connection(JsonBuffer json, Connection connection, Guid parent)
    {
        var run = runs[connection.Level.Index];
        var segment = run?.Find(parent);
        json.Raw((byte)'{');
        for (var i = 0; i < connection.Members.Count; i++)
        {
            var member = connection.Members[i];
            if (i > 0)
            {
                json.Raw((byte)',');
            }

            json.Raw(member.Name);
            if (member.Part == ConnectionPart.Rows)
            {
                List(json, run, segment, member.Output, connection.Level.Backward);
            }
            else
            {
                Member(json, connection, member, parent, segment);
            }
        }

        json.Raw((byte)'}');
    }

    /// <summary>Writes the connection at the end of the answer, its rows as they arrive.</summary>
    public async Task Stream(JsonBuffer json, Connection connection, NpgsqlDataReader row, CancellationToken ct)
    {
        var segment = new Segment(Guid.Empty, 0);
        json.Raw((byte)'{');
        for (var i = 0; i < connection.Members.Count; i++)
        {
            var member = connection.Members[i];
            if (i > 0)
            {
                json.Raw((byte)',');
            }

            json.Raw(member.Name);
            if (member.Part != ConnectionPart.Rows)
            {
                Member(json, connection, member, Guid.Empty, segment);
                continue;
            }

            json.Raw((byte)'[');
            while (await row.ReadAsync(ct))
            {
                if (!segment.Takes(row, connection.Level))
                {
                    continue;
                }

                Rows++;
                if (segment.Count > 1)
                {
                    json.Raw((byte)',');
                }

                Write(json, row, connection.Level.Outputs[0]);
                await json.Relieve(ct);
            }

            json.Raw((byte)']');
        }

        json.Raw((byte)'}');
    }

    private void Member(JsonBuffer json, Connection connection, ConnectionMember member, Guid parent, Segment? segment)
    {
        switch (member.Part)
        {
            case ConnectionPart.TotalCount:
                ScalarWriter.Number(json, totals[connection.Total!.Value].GetValueOrDefault(parent));
                break;
            case ConnectionPart.PageInfo:
                Page(json, connection.Level, segment, member.Page!);
                break;
            case ConnectionPart.Groups:
                var groups = runs[member.Groups!.Index]!;
                List(json, groups, groups.Find(parent), 0, backward: false);
                break;
            case ConnectionPart.Aggregates:
                ValueWriter.Row(json, runs[member.Groups!.Index]!, parent);
                break;
            default:
                json.Raw(member.Json!);
                break;
        }
    }

    private static void List(JsonBuffer json, LevelRun? run, Segment? segment, int output, bool backward)
    {
        json.Raw((byte)'[');
        if (segment is not null)
        {
            run!.Items(json, segment, output, backward);
        }

        json.Raw((byte)']');
    }

    private static void Page(JsonBuffer json, Level level, Segment? segment, IReadOnlyList<PageMember> members)
    {
        var (start, end) = level.Backward ? (segment?.Last, segment?.First) : (segment?.First, segment?.Last);
        var more = segment?.More ?? false;
        json.Raw((byte)'{');
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0)
            {
                json.Raw((byte)',');
            }

            json.Raw(members[i].Name);
            switch (members[i].Part)
            {
                case PagePart.HasNextPage:
                    json.Raw((level.Backward ? level.Before is not null : more) ? "true"u8 : "false"u8);
                    break;
                case PagePart.HasPreviousPage:
                    json.Raw((level.Backward ? more : level.After is not null) ? "true"u8 : "false"u8);
                    break;
                case PagePart.TypeName:
                    json.Raw("\"PageInfo\""u8);
                    break;
                default:
                    ScalarWriter.Value(json, members[i].Part == PagePart.StartCursor ? start : end, ScalarKind.Text);
                    break;
            }
        }

        json.Raw((byte)'}');
    }

    private void Object(JsonBuffer json, NpgsqlDataReader row, IReadOnlyList<Cell> cells)
    {
        json.Raw((byte)'{');
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
            {
                json.Raw((byte)',');
            }

            Member(json, row, cells[i]);
        }

        json.Raw((byte)'}');
    }

    private void Member(JsonBuffer json, NpgsqlDataReader row, Cell cell)
    {
        json.Raw(cell.Name);
        switch (cell)
        {
            case ColumnCell column when row.IsDBNull(column.Ordinal):
                json.Raw("null"u8);
                break;
            case ColumnCell column:
                ScalarWriter.Column(json, row, column.Ordinal, column.Kind, column.IsList);
                break;
            case IdCell id:
                ScalarWriter.Id(json, id.Prefix, row.GetGuid(id.Ordinal));
                break;
            case ConstantCell constant:
                json.Raw(constant.Json);
                break;
            case RelatedCell related when row.IsDBNull(related.Presence):
                json.Raw("null"u8);
                break;
            case RelatedCell related:
                Object(json, row, related.Cells);
                break;
            case MoneyCell money when row.IsDBNull(money.Presence):
                json.Raw("null"u8);
                break;
            case MoneyCell money:
                Object(json, row, money.Cells);
                break;
            case ListCell list:
                Connection(json, list.Connection, row.GetGuid(list.KeyOrdinal));
                break;
            case ComputedCell computed:
                json.Leave(computed.Computed, row.GetGuid(computed.KeyOrdinal));
                break;
            case GuardedCell { KnownOrdinal: >= 0 } guarded when !row.GetBoolean(guarded.KnownOrdinal):
                disclosure!.Withhold(guarded.Field);
                json.Raw("null"u8);
                break;
            case GuardedCell guarded:
                if (!row.IsDBNull(guarded.LevelOrdinal))
                {
                    disclosure!.Tell(guarded.Field, row.GetGuid(guarded.KeyOrdinal), row.GetString(guarded.LevelOrdinal));
                }

                Member(json, row, guarded.Value);
                break;
        }
    }
}
