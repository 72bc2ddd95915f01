using System.Buffers.Text;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using Npgsql;

namespace BusinessSuite.Reads;

/// <summary>Writes scalars as JSON.</summary>
internal static class ScalarWriter
{
    /// <summary>Writes a column of the current row; the column is not null.</summary>
    public static void Column(JsonBuffer json, NpgsqlDataReader row, int ordinal, ScalarKind kind, bool isList)
    {
        if (isList)
        {
            Value(json, row.GetValue(ordinal), kind);
            return;
        }

        switch (kind)
        {
            case ScalarKind.Text or ScalarKind.Enum:
                json.Text(row, ordinal);
                break;
            case ScalarKind.Int:
                Number(json, row.GetInt32(ordinal));
                break;
            case ScalarKind.Long:
                Quoted(json, row.GetInt64(ordinal));
                break;
            case ScalarKind.Boolean:
                json.Raw(row.GetBoolean(ordinal) ? "true"u8 : "false"u8);
                break;
            case ScalarKind.Decimal:
                Quoted(json, row.GetDecimal(ordinal));
                break;
            case ScalarKind.DateTime:
                Instant(json, row.GetDateTime(ordinal));
                break;
            case ScalarKind.Date:
                Day(json, row.GetFieldValue<DateOnly>(ordinal));
                break;
            case ScalarKind.Json:
                json.Raw(Encoding.UTF8.GetBytes(row.GetString(ordinal)));
                break;
            case ScalarKind.Time:
                Value(json, row.GetFieldValue<TimeOnly>(ordinal), kind);
                break;
            default:
                Value(json, row.GetValue(ordinal), kind);
                break;
        }
    }

    /// <summary>Writes a C# value.</summary>
    public static void Value(JsonBuffer json, object? value, ScalarKind kind)
    {
        switch (value)
        {
            case null or DBNull:
                json.Raw("null"u8);
                break;
            case string s when kind == ScalarKind.Json:
                json.Raw(Encoding.UTF8.GetBytes(s));
                break;
            case string s:
                json.String(s);
                break;
            case bool b:
                json.Raw(b ? "true"u8 : "false"u8);
                break;
            case int or short or byte:
                Number(json, System.Convert.ToInt32(value, CultureInfo.InvariantCulture));
                break;
            case long l when kind == ScalarKind.Int:
                Number(json, l);
                break;
            case long l:
                Quoted(json, l);
                break;
            case decimal d:
                Quoted(json, d);
                break;
            case double f:
                json.Raw(Encoding.UTF8.GetBytes(f.ToString("R", CultureInfo.InvariantCulture)));
                break;
            case DateTimeOffset at:
                Instant(json, at.UtcDateTime);
                break;
            case DateTime at:
                Instant(json, at);
                break;
            case DateOnly day:
                Day(json, day);
                break;
            case TimeOnly time:
                json.String(time.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
                break;
            case TimeSpan duration:
                json.String(XmlConvert.ToString(duration));
                break;
            case Guid id:
                json.String(id.ToString("D"));
                break;
            case Enum e:
                json.String(e.ToString());
                break;
            case JsonElement element:
                json.Raw(Encoding.UTF8.GetBytes(element.GetRawText()));
                break;
            case IEnumerable list:
                json.Raw((byte)'[');
                var first = true;
                foreach (var item in list)
                {
                    if (!first)
                    {
                        json.Raw((byte)',');
                    }

                    first = false;
                    Value(json, item, kind);
                }

                json.Raw((byte)']');
                break;
            default:
                json.Raw(JsonSerializer.SerializeToUtf8Bytes(value));
                break;
        }
    }

    /// <summary>Writes a global id.</summary>
    public static void Id(JsonBuffer json, byte[] prefix, Guid key)
    {
        Span<byte> plain = stackalloc byte[prefix.Length + 36];
        prefix.CopyTo(plain);
        Utf8Formatter.TryFormat(key, plain[prefix.Length..], out _);
        json.Raw((byte)'"');
        var target = json.GetSpan(Base64Url.GetEncodedLength(plain.Length));
        Base64Url.EncodeToUtf8(plain, target, out _, out var written);
        json.Advance(written);
        json.Raw((byte)'"');
    }

    /// <summary>Writes a number.</summary>
    public static void Number(JsonBuffer json, long value)
    {
        Utf8Formatter.TryFormat(value, json.GetSpan(20), out var written);
        json.Advance(written);
    }

    private static void Quoted<T>(JsonBuffer json, T value) where T : IUtf8SpanFormattable
    {
        json.Raw((byte)'"');
        value.TryFormat(json.GetSpan(64), out var written, default, CultureInfo.InvariantCulture);
        json.Advance(written);
        json.Raw((byte)'"');
    }

    private static void Instant(JsonBuffer json, DateTime utc)
    {
        const int Seconds = 19;
        json.Raw((byte)'"');
        var at = json.GetSpan(40);
        // The round-trip format needs no parsing of a pattern; of its seven decimals PostgreSQL keeps six, and whole seconds are written without any.
        DateTime.SpecifyKind(utc, DateTimeKind.Utc).TryFormat(at, out var written, "O", CultureInfo.InvariantCulture);
        var digits = utc.Ticks % TimeSpan.TicksPerSecond == 0 ? Seconds : written - 2;
        at[digits] = (byte)'Z';
        json.Advance(digits + 1);
        json.Raw((byte)'"');
    }

    private static void Day(JsonBuffer json, DateOnly day)
    {
        json.Raw((byte)'"');
        day.TryFormat(json.GetSpan(16), out var written, "O", CultureInfo.InvariantCulture);
        json.Advance(written);
        json.Raw((byte)'"');
    }
}
