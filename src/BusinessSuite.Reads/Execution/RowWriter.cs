using System.Buffers.Text;
using Npgsql;

namespace BusinessSuite.Reads;

/// <summary>Writes the current row of a reader as JSON; lists below it are taken from the runs of their levels.</summary>
internal sealed class RowWriter(IReadOnlyDictionary<Level, LevelRun> runs, IReadOnlyList<Dictionary<Guid, long>> totals)
{
    public void Write(JsonBuffer json, NpgsqlDataReader row, Level level, RowOutput output)
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
                    json.String(Cursor(row, level));
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
        var run = runs.GetValueOrDefault(connection.Level);
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
            switch (member.Part)
            {
                case ConnectionPart.Rows:
                    Items(json, run!, segment, member.Output, connection.Level.Backward);
                    break;
                case ConnectionPart.TotalCount:
                    ScalarWriter.Number(json, totals[connection.Total!.Value].GetValueOrDefault(parent));
                    break;
                case ConnectionPart.PageInfo:
                    Page(json, connection.Level, segment, member.Page!);
                    break;
                default:
                    json.Raw(member.Json!);
                    break;
            }
        }

        json.Raw((byte)'}');
    }

    private static void Items(JsonBuffer json, LevelRun run, LevelRun.Segment? segment, int output, bool backward)
    {
        json.Raw((byte)'[');
        if (segment is not null)
        {
            var items = segment.Items[output];
            for (var i = 0; i < items.Count; i++)
            {
                if (i > 0)
                {
                    json.Raw((byte)',');
                }

                var (start, length) = items[backward ? items.Count - 1 - i : i];
                json.Part(run.Json(output), start, length);
            }
        }

        json.Raw((byte)']');
    }

    private static void Page(JsonBuffer json, Level level, LevelRun.Segment? segment, IReadOnlyList<PageMember> members)
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
        }
    }
}
