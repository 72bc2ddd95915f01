using System.Text.Json;
using Npgsql;

namespace BusinessSuite.Tools.Bench.Handwritten;

/// <summary>Columns as JSON members.</summary>
internal static class Json
{
    public static void Text(this Utf8JsonWriter json, string name, NpgsqlDataReader row, int column)
    {
        if (row.IsDBNull(column))
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, row.GetString(column));
        }
    }

    public static void Instant(this Utf8JsonWriter json, string name, NpgsqlDataReader row, int column) =>
        json.Instant(name, row.IsDBNull(column) ? null : row.GetDateTime(column));

    public static void Instant(this Utf8JsonWriter json, string name, DateTime? value)
    {
        if (value is { } at)
        {
            json.WriteString(name, at);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
