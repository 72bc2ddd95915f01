using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace BusinessSuite.Tools.Replay;

/// <summary>An event of the log: a task that someone did on a case.</summary>
internal sealed record LogEvent(
    string Case, string Channel, string Department, string? Group, string? Responsible, DateTimeOffset Started, DateTimeOffset? Ended, DateTimeOffset? Planned,
    string Event, string Activity, string? Team, string? Person, DateTimeOffset At);

/// <summary>A row that cannot be understood.</summary>
internal sealed record BadRow(int Line, string Reason);

/// <summary>Reads a log. A malformed row is put aside with its line and the reason; the rest goes on.</summary>
internal static class ReceiptLog
{
    private static readonly string[] Columns =
        ["case:concept:name", "case:channel", "case:department", "case:startdate", "concept:instance", "concept:name", "time:timestamp"];

    public static (List<LogEvent> Events, List<BadRow> Bad) Read(TextReader text)
    {
        var events = new List<LogEvent>();
        var bad = new List<BadRow>();
        var seen = new HashSet<string>();
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null });
        if (!csv.Read() || !csv.ReadHeader())
        {
            return (events, [new(1, "the file is empty")]);
        }

        if (Columns.Except(csv.HeaderRecord!).ToList() is { Count: > 0 } missing)
        {
            return (events, [new(1, $"the columns {string.Join(", ", missing)} are missing")]);
        }

        while (csv.Read())
        {
            var line = csv.Parser.RawRow;
            try
            {
                if (csv.Parser.Count != csv.HeaderRecord!.Length)
                {
                    throw new FormatException($"{csv.Parser.Count} fields where the header has {csv.HeaderRecord.Length}");
                }

                var one = Parse(csv);
                events.Add(seen.Add(one.Event) ? one : throw new FormatException($"the event {one.Event} came before"));
            }
            catch (FormatException e)
            {
                bad.Add(new(line, e.Message));
            }
        }

        return (events, bad);
    }

    private static LogEvent Parse(CsvReader csv)
    {
        if (csv.GetField("lifecycle:transition") is { Length: > 0 } and not "complete")
        {
            throw new FormatException($"the event is not complete but {csv.GetField("lifecycle:transition")}");
        }

        var started = Time(csv, "case:startdate") ?? throw new FormatException("case:startdate is empty");
        var ended = Time(csv, "case:enddate");
        return new(
            Text(csv, "case:concept:name"), Text(csv, "case:channel"), Text(csv, "case:department"), Optional(csv, "case:group"), Optional(csv, "case:responsible"),
            started, ended, Time(csv, "case:enddate_planned"), Text(csv, "concept:instance"), Text(csv, "concept:name"), Optional(csv, "org:group"),
            Optional(csv, "org:resource"), Time(csv, "time:timestamp") ?? throw new FormatException("time:timestamp is empty"));
    }

    private static string Text(CsvReader csv, string column) => Optional(csv, column) ?? throw new FormatException($"{column} is empty");

    private static string? Optional(CsvReader csv, string column) => csv.TryGetField<string>(column, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static DateTimeOffset? Time(CsvReader csv, string column)
    {
        var text = Optional(csv, column);
        return text is null
            ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : throw new FormatException($"{column} is no time: {text}");
    }
}
