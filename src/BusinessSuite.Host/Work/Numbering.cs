using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using Npgsql;

namespace BusinessSuite.Host.Work;

/// <summary>Numbers from counter rows: the row stays locked until the transaction ends, so the next number waits for this one.</summary>
[Provides]
internal sealed class Numbering(ScopedConnection scoped) : INumbering
{
    public async Task<string> Next(string pattern, DateOnly date, IReadOnlyDictionary<string, string> parts, CancellationToken ct)
    {
        var number = NumberPattern.Parse(pattern);
        var scope = number.Scope(date, parts);
        await using var command = new NpgsqlCommand(
            "insert into suite.counters as c (scope, value) values ($1, 1) on conflict (scope) do update set value = c.value + 1 returning value", scoped.Connection);
        command.Parameters.Add(new() { Value = scope });
        return number.Render(date, parts, (long)(await command.ExecuteScalarAsync(ct))!);
    }
}

/// <summary>A pattern of numbers.</summary>
internal sealed partial class NumberPattern
{
    private readonly List<(string Text, string? Part)> _tokens = [];

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">It has no sequence or more than one.</exception>
    public static NumberPattern Parse(string pattern)
    {
        var parsed = new NumberPattern();
        var at = 0;
        foreach (Match match in Part().Matches(pattern))
        {
            parsed._tokens.Add((pattern[at..match.Index], match.Groups[1].Value));
            at = match.Index + match.Length;
        }

        parsed._tokens.Add((pattern[at..], null));
        if (parsed._tokens.Count(t => IsSequence(t.Part)) != 1)
        {
            throw new FormatException("A number pattern has exactly one {seq}.");
        }

        return parsed;
    }

    /// <summary>Everything but the sequence: what the sequence counts in.</summary>
    public string Scope(DateOnly date, IReadOnlyDictionary<string, string> parts) => Write(date, parts, null);

    /// <summary>The number.</summary>
    public string Render(DateOnly date, IReadOnlyDictionary<string, string> parts, long sequence) => Write(date, parts, sequence);

    private string Write(DateOnly date, IReadOnlyDictionary<string, string> parts, long? sequence)
    {
        var text = new StringBuilder();
        foreach (var (before, part) in _tokens)
        {
            text.Append(before);
            text.Append(part switch
            {
                null => "",
                _ when IsSequence(part) => sequence is { } n ? n.ToString(CultureInfo.InvariantCulture).PadLeft(Width(part), '0') : "{seq}",
                _ when DateParts().IsMatch(part) => date.ToString(part, CultureInfo.InvariantCulture),
                _ => parts.TryGetValue(part, out var value) ? value : throw new FormatException($"The number pattern names an unknown part '{part}'."),
            });
        }

        return text.ToString();
    }

    private static bool IsSequence(string? part) => part == "seq" || part?.StartsWith("seq:", StringComparison.Ordinal) == true;

    private static int Width(string part) => part.Length > 4 && int.TryParse(part[4..], CultureInfo.InvariantCulture, out var width) && width is > 0 and < 19 ? width : 1;

    [GeneratedRegex(@"\{([A-Za-z]+(?::\d+)?)\}")]
    private static partial Regex Part();

    /// <summary>Parts of the date, alone or together.</summary>
    [GeneratedRegex("^(?:yyyy|yy|MM|dd)+$")]
    private static partial Regex DateParts();
}

/// <summary>Advisory locks of PostgreSQL, held by the transaction.</summary>
[Provides]
internal sealed class Locks(ScopedConnection scoped) : ILocks
{
    public async Task Take(string name, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", scoped.Connection);
        command.Parameters.Add(new() { Value = name });
        await command.ExecuteNonQueryAsync(ct);
    }
}
