using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Attendance;

/// <summary>Days that were judged are judged anew once more is known of them, until their month is closed.</summary>
internal sealed class JudgeAnew(AttendanceBook book, WorkCalendars calendars, TimeProvider clock) : IHandle<AttendanceKnown>, IHandle<RosterChanged>
{
    public Task Handle(AttendanceKnown happened, CancellationToken ct) => book.Anew(happened.EmployeeIds, happened.From, happened.Until, ct);

    public async Task Handle(RosterChanged happened, CancellationToken ct) => await book.Anew(happened.EmployeeIds, happened.First, await calendars.Day(clock.GetUtcNow(), ct), ct);
}
