namespace BusinessSuite.Organization.Contracts;

/// <summary>The one working calendar (工作日历) from which every deadline comes.</summary>
public interface IWorkCalendar
{
    /// <summary>The instant at which that much working time has passed since the start.</summary>
    /// <param name="start">Where counting starts, inside or outside working time.</param>
    /// <param name="workingTime">Working time, not negative.</param>
    /// <param name="ct">Cancels the read of the calendar.</param>
    Task<DateTimeOffset> Deadline(DateTimeOffset start, TimeSpan workingTime, CancellationToken ct);

    /// <summary>The end of the n-th working day after the day of the start (the start's own day is not counted).</summary>
    Task<DateTimeOffset> DeadlineInDays(DateTimeOffset start, int workingDays, CancellationToken ct);

    /// <summary>The working time between two instants; negative when they are in reverse order.</summary>
    Task<TimeSpan> Elapsed(DateTimeOffset from, DateTimeOffset to, CancellationToken ct);

    /// <summary>The calendar day of an instant in the calendar's time zone.</summary>
    Task<DateOnly> Day(DateTimeOffset at, CancellationToken ct);
}
