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

    /// <summary>The latest instant from which that much working time passes until the end: how a deadline is looked back at.</summary>
    /// <param name="end">Where counting ends, inside or outside working time.</param>
    /// <param name="workingTime">Working time, not negative.</param>
    /// <param name="ct">Cancels the read of the calendar.</param>
    Task<DateTimeOffset> Before(DateTimeOffset end, TimeSpan workingTime, CancellationToken ct);

    /// <summary>Every stretch between two instants, inside and outside working hours, in order and without a gap; none when the end is not after the start.</summary>
    Task<IReadOnlyList<WorkStretch>> Stretches(DateTimeOffset from, DateTimeOffset to, CancellationToken ct);

    /// <summary>The calendar day of an instant in the calendar's time zone.</summary>
    Task<DateOnly> Day(DateTimeOffset at, CancellationToken ct);
}

/// <summary>A stretch of time that lies wholly inside or wholly outside working hours.</summary>
/// <param name="From">Its start.</param>
/// <param name="To">Its end, after the start.</param>
/// <param name="IsWorking">Whether it lies inside working hours.</param>
public sealed record WorkStretch(DateTimeOffset From, DateTimeOffset To, bool IsWorking);
