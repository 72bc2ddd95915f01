using BusinessSuite.Organization.Calendars;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Shifts;

internal static class CreateShiftOperation
{
    /// <summary>Names a shift; setShiftTimes gives it its times. It holds for everyone: the permission must reach everywhere.</summary>
    /// <param name="code">The code, unique.</param>
    /// <param name="name">The name.</param>
    /// <param name="calendar">The calendar that gives its time zone, its working days and its holidays.</param>
    [Mutation, Requires(Permissions.AdministerTime)]
    public static Shift CreateShift(string code, string name, WorkCalendar calendar, Caller caller)
    {
        caller.RequireEverywhere(Permissions.AdministerTime);
        return new() { Code = code, Name = name, CalendarId = calendar.Id };
    }
}
