using BusinessSuite.Organization.Calendars;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Attendance;

/// <summary>Judges the last days of everyone on a roster or with overtime, each night; two of them, since a night shift ends on the next day.</summary>
[Recurring("organization.attendance", "0 22 * * *")]
internal sealed class ComputeAttendanceNightly(AttendanceBook book, WorkCalendars calendars, TimeProvider clock) : IRecurringJob
{
    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var today = await calendars.Day(clock.GetUtcNow(), ct);
        foreach (var employee in await book.Concerned(today.AddDays(-2), today.AddDays(-1), ct))
        {
            await book.Keep(employee, today.AddDays(-2), today.AddDays(-1), ct);
        }
    }
}
