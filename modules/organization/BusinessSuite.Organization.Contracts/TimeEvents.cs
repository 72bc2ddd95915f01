using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Contracts;

/// <summary>Days of a working calendar are different now.</summary>
/// <param name="CalendarId">The calendar.</param>
/// <param name="First">The first of the days.</param>
/// <param name="Last">The last of them.</param>
/// <param name="IsDefault">Whether deadlines come from the calendar.</param>
public sealed record CalendarChanged(Guid CalendarId, DateOnly First, DateOnly Last, bool IsDefault = true) : IEvent
{
    /// <summary>An instant before which nothing is different, whatever the calendar's zone is.</summary>
    public DateTimeOffset Since() => First == DateOnly.MinValue ? DateTimeOffset.MinValue : new(First.AddDays(-1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}

/// <summary>Employees are to work at other times: they were put on a shift, or their shift was given other times.</summary>
/// <param name="EmployeeIds">The employees.</param>
/// <param name="First">The first day that is different.</param>
public sealed record RosterChanged(IReadOnlyList<Guid> EmployeeIds, DateOnly First) : IEvent;

/// <summary>It became known when employees came, went or were away: days that were judged without it are judged anew.</summary>
/// <param name="EmployeeIds">The employees.</param>
/// <param name="From">From when on.</param>
/// <param name="Until">Until when.</param>
public sealed record AttendanceKnown(IReadOnlyList<Guid> EmployeeIds, DateTimeOffset From, DateTimeOffset Until) : IEvent;

/// <summary>Someone asked for leave.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="EmployeeId">Who.</param>
/// <param name="At">When.</param>
public sealed record LeaveRequested(Guid RequestId, Guid EmployeeId, DateTimeOffset At) : IEvent;

/// <summary>A request for leave was approved, refused, withdrawn or cancelled.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="EmployeeId">Whose it is.</param>
/// <param name="Status">APPROVED, REFUSED, WITHDRAWN or CANCELLED.</param>
/// <param name="At">When.</param>
public sealed record LeaveDecided(Guid RequestId, Guid EmployeeId, string Status, DateTimeOffset At) : IEvent;

/// <summary>Leave that lies ahead takes more or less than before, since the calendar or the roster changed: the employee is to be told.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="EmployeeId">Whose it is.</param>
/// <param name="Before">What it took, in the unit of its type.</param>
/// <param name="After">What it takes now.</param>
/// <param name="Uncovered">How much of it the balance does not cover.</param>
public sealed record LeaveRerated(Guid RequestId, Guid EmployeeId, decimal Before, decimal After, decimal Uncovered) : IEvent;

/// <summary>An absence with a deputy began, or goes on with another deputy: what the employee has at hand, or the deputy before has of it, goes to the deputy.</summary>
/// <param name="AbsenceId">The absence.</param>
/// <param name="EmployeeId">Who is away.</param>
/// <param name="DeputyId">Who stands in.</param>
/// <param name="Until">When it is to end.</param>
public sealed record LeaveStarted(Guid AbsenceId, Guid EmployeeId, Guid DeputyId, DateTimeOffset Until) : IEvent;

/// <summary>An absence with a deputy ended: what the deputy still has of the employee's goes back.</summary>
/// <param name="AbsenceId">The absence.</param>
/// <param name="EmployeeId">Who was away.</param>
/// <param name="DeputyId">Who stood in.</param>
/// <param name="At">When it ended.</param>
public sealed record LeaveEnded(Guid AbsenceId, Guid EmployeeId, Guid DeputyId, DateTimeOffset At) : IEvent;
