using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace BusinessSuite.Reads;

/// <summary>A value that travels beside the SQL.</summary>
internal sealed record SqlParameter(Func<Variables, object?> Get, NpgsqlDbType Type);

/// <summary>Writes one statement. Everything a client sent becomes a parameter; the text holds names of the model only.</summary>
internal sealed class SqlWriter
{
    private readonly StringBuilder _text = new();
    private readonly List<SqlParameter> _parameters = [];

    public SqlWriter Write(string sql)
    {
        _text.Append(sql);
        return this;
    }

    public SqlWriter Value(Func<Variables, object?> get, NpgsqlDbType type)
    {
        _parameters.Add(new(get, type));
        _text.Append('$').Append(_parameters.Count.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public Statement ToStatement() => new(_text.ToString(), [.. _parameters]);
}

/// <summary>A statement ready to run with the values of any request of the same shape.</summary>
internal sealed record Statement(string Sql, IReadOnlyList<SqlParameter> Parameters)
{
    public NpgsqlBatchCommand Command(Variables variables)
    {
        var command = new NpgsqlBatchCommand(Sql);
        foreach (var parameter in Parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter.Get(variables) ?? DBNull.Value, NpgsqlDbType = parameter.Type });
        }

        return command;
    }
}

/// <summary>How scalars are sent to PostgreSQL.</summary>
internal static class DbValues
{
    public static NpgsqlDbType TypeOf(ScalarKind kind) => kind switch
    {
        ScalarKind.Int => NpgsqlDbType.Integer,
        ScalarKind.Long => NpgsqlDbType.Bigint,
        ScalarKind.Boolean => NpgsqlDbType.Boolean,
        ScalarKind.Float => NpgsqlDbType.Double,
        ScalarKind.Decimal => NpgsqlDbType.Numeric,
        ScalarKind.DateTime => NpgsqlDbType.TimestampTz,
        ScalarKind.Date => NpgsqlDbType.Date,
        ScalarKind.Time => NpgsqlDbType.Time,
        ScalarKind.Duration => NpgsqlDbType.Interval,
        ScalarKind.Id or ScalarKind.Uuid => NpgsqlDbType.Uuid,
        ScalarKind.Json => NpgsqlDbType.Jsonb,
        _ => NpgsqlDbType.Text,
    };

    /// <summary>One value in the form that Npgsql takes.</summary>
    /// <exception cref="RequestException">An id names another type.</exception>
    public static object? Of(object? value, ColumnField column) => value switch
    {
        NodeId id => id.Type == column.TypeName
            ? id.Key
            : throw new RequestException($"{column.Name} must be the id of a {column.TypeName}."),
        EnumName e => e.Name,
        DateTimeOffset at => at.UtcDateTime,
        System.Text.Json.JsonElement json => json.GetRawText(),
        _ => value,
    };

    /// <summary>A list in the form that Npgsql takes.</summary>
    public static Array List(IReadOnlyList<object?> values, ColumnField column)
    {
        var items = values.Select(v => Of(v, column));
        return column.Kind switch
        {
            ScalarKind.Int => items.Cast<int>().ToArray(),
            ScalarKind.Long => items.Cast<long>().ToArray(),
            ScalarKind.Boolean => items.Cast<bool>().ToArray(),
            ScalarKind.Float => items.Cast<double>().ToArray(),
            ScalarKind.Decimal => items.Cast<decimal>().ToArray(),
            ScalarKind.DateTime => items.Cast<DateTime>().ToArray(),
            ScalarKind.Date => items.Cast<DateOnly>().ToArray(),
            ScalarKind.Time => items.Cast<TimeOnly>().ToArray(),
            ScalarKind.Duration => items.Cast<TimeSpan>().ToArray(),
            ScalarKind.Id or ScalarKind.Uuid => items.Cast<Guid>().ToArray(),
            _ => items.Cast<string>().ToArray(),
        };
    }
}
