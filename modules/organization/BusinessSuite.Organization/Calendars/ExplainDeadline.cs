using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Calendars;

/// <summary>A deadline with everything that was counted for it.</summary>
/// <param name="Deadline">The deadline.</param>
/// <param name="Counted">The working time that was counted.</param>
/// <param name="Lines">Each stretch that was counted and each day that was not, in order.</param>
internal sealed record DeadlineExplanation(DateTimeOffset Deadline, TimeSpan Counted, IReadOnlyList<DeadlineLine> Lines);

/// <summary>A stretch of a day, or a day that was skipped.</summary>
/// <param name="Day">The day in the calendar's time zone.</param>
/// <param name="Kind">What the day is.</param>
/// <param name="Name">The holiday's name.</param>
/// <param name="From">The start of the counted stretch; null for a skipped day.</param>
/// <param name="To">The end of the counted stretch; null for a skipped day.</param>
/// <param name="Counted">The working time counted.</param>
internal sealed record DeadlineLine(DateOnly Day, DayKind Kind, string? Name, DateTimeOffset? From, DateTimeOffset? To, TimeSpan Counted);

internal static class ExplainDeadlineQuery
{
    /// <summary>The deadline that lies so much working time after a start, with every interval that was counted and every day that was skipped.</summary>
    /// <param name="start">Where counting starts.</param>
    /// <param name="workingTime">The working time, for example PT16H.</param>
    /// <param name="calendar">The calendar's code; the default calendar unless given.</param>
    [Query, Requires(Permissions.ReadCalendar)]
    public static async Task<DeadlineExplanation> ExplainDeadline(
        DateTimeOffset start, TimeSpan workingTime, WorkCalendars calendars, CancellationToken ct, string? calendar = null)
    {
        if (workingTime < TimeSpan.Zero || workingTime > TimeSpan.FromDays(2_000))
        {
            throw new RuleViolation(PlatformRules.Invalid, "Working time is from PT0S to P2000D.") { Field = ["workingTime"] };
        }

        var time = await calendars.Get(calendar, ct);
        try
        {
            var lines = time.Explain(start, workingTime)
                .Select(s => new DeadlineLine(s.Day, s.Kind, s.Name, s.From, s.To, s.From is { } from ? s.To!.Value - from : TimeSpan.Zero)).ToList();
            return new(time.Deadline(start, workingTime), lines.Aggregate(TimeSpan.Zero, (sum, l) => sum + l.Counted), lines);
        }
        catch (InvalidOperationException)
        {
            throw new RuleViolation(CalendarRules.NoWorkingTime);
        }
    }
}
