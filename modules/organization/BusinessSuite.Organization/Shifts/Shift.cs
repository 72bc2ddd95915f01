using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Shifts;

/// <summary>The rules of shifts and rosters.</summary>
internal static class ShiftRules
{
    public static readonly Rule CodeTaken = new("SHIFT_CODE_TAKEN", new("A shift of this code exists.", "该班次代码已存在。"), Constraint: "ux_shifts_code");

    public static readonly Rule TwoTimes = new("SHIFT_TIMES_TWICE", new("The shift has times for that period already.", "该班次在此期间已有时间规则。"), Constraint: "ex_shift_versions_overlap");

    public static readonly Rule Rostered = new("ROSTERED_TWICE", new("The employee has a shift at that time already.", "该员工在此期间已排班。"), Constraint: "ex_roster_entries_overlap");

    public static readonly Rule Break = new("BREAK_OUTSIDE", new("A break starts and ends within the shift.", "休息时段须在班次之内。"), Constraint: "ck_shift_versions_break");

    public static readonly Rule Thresholds = new("THRESHOLDS_REVERSED", new("Who is absent worked less than who worked half a day, and no time is negative.", "旷工阈值不得大于半天阈值，且时间不得为负。"), Constraint: "ck_shift_versions_thresholds");

    public static readonly Rule TooLong = new("SHIFT_TOO_LONG", new("A shift lasts at most 16 hours with its breaks: within a day there are eight hours of rest.", "班次连同休息时段最长 16 小时，每天至少留出 8 小时休息。"), Constraint: "tr_shift_versions_length");

    public static readonly Rule Earlier = new("RULE_EARLIER", new("A later version of the rule exists; a version begins after the one before.", "已存在更晚生效的规则版本，新版本须晚于前一版本生效。"));

    public static readonly Rule NoTimes = new("SHIFT_WITHOUT_TIMES", new("The shift has no times on that day.", "该班次在该日期没有时间规则。"));
}

/// <summary>A shift (班次): its times change by date, and what was worked under earlier ones stays judged by them.</summary>
[Readable(Permissions.ReadTime)]
internal sealed class Shift : Entity
{
    /// <summary>The code, unique.</summary>
    [Sortable]
    public string Code { get; init; } = "";

    /// <summary>The name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The calendar that gives its time zone, its working days and its holidays.</summary>
    [Relation<WorkCalendar>(Inverse = "shifts", InverseDescription = "The shifts that follow the calendar.")]
    public Guid CalendarId { get; init; }
}

/// <summary>The times of a shift and how attendance is judged, from a day on (班次规则).</summary>
[Readable(Permissions.ReadTime)]
internal sealed class ShiftVersion : Entity
{
    /// <summary>How long a shift may last from its start to its end.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(16);

    /// <summary>The shift.</summary>
    [Relation<Shift>(Inverse = "versions", InverseDescription = "Its times, by date."), WriteOnce]
    public Guid ShiftId { get; init; }

    /// <summary>The first day.</summary>
    [WriteOnce]
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which they do not hold any more; null for no end.</summary>
    [WriteOnce]
    public DateOnly? ValidUntil { get; set; }

    /// <summary>When it starts, local time.</summary>
    [WriteOnce]
    public TimeOnly Start { get; init; }

    /// <summary>When it ends, local time; not after its start means the next day.</summary>
    [WriteOnce]
    public TimeOnly End { get; init; }

    /// <summary>When the break starts; null without one. It is no working time.</summary>
    [WriteOnce]
    public TimeOnly? BreakStart { get; init; }

    /// <summary>When the break ends.</summary>
    [WriteOnce]
    public TimeOnly? BreakEnd { get; init; }

    /// <summary>How late one may come without being late (迟到宽限).</summary>
    [WriteOnce]
    public TimeSpan LateGrace { get; init; }

    /// <summary>How early one may leave without leaving early (早退宽限).</summary>
    [WriteOnce]
    public TimeSpan EarlyGrace { get; init; }

    /// <summary>Who worked less than this worked half a day.</summary>
    [WriteOnce]
    public TimeSpan HalfDayBelow { get; init; }

    /// <summary>Who worked less than this was absent (旷工).</summary>
    [WriteOnce]
    public TimeSpan AbsentBelow { get; init; }

    /// <summary>How long before the start and after the end clock events belong to the shift.</summary>
    [WriteOnce]
    public TimeSpan Margin { get; init; }

    /// <summary>How long it lasts from its start to its end.</summary>
    public TimeSpan Length => After(End) - Start.ToTimeSpan();

    /// <summary>Tells those who are on the shift that its times are others.</summary>
    public void Changed(IReadOnlyList<Guid> rostered)
    {
        if (rostered.Count > 0)
        {
            Raise(new RosterChanged(rostered, ValidFrom));
        }
    }

    /// <summary>The working stretches of the shift that starts on a day, without the break, as they really pass in the zone of its calendar.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> StretchesOn(DateOnly day, WorkingTime calendar)
    {
        var (from, to) = (calendar.Instant(day, Start.ToTimeSpan()), calendar.Instant(day, After(End)));
        if (BreakStart is not { } pause || BreakEnd is not { } resume)
        {
            return [(from, to)];
        }

        // A time before the start is that of the next day.
        TimeSpan Within(TimeOnly time) => time < Start ? time.ToTimeSpan() + TimeSpan.FromDays(1) : time.ToTimeSpan();
        return [.. new[] { (From: from, To: calendar.Instant(day, Within(pause))), (From: calendar.Instant(day, Within(resume)), To: to) }.Where(s => s.To > s.From)];
    }

    private TimeSpan After(TimeOnly end) => end <= Start ? end.ToTimeSpan() + TimeSpan.FromDays(1) : end.ToTimeSpan();
}

/// <summary>Which shift an employee works during a time (排班). What was to begin after the employee left is removed.</summary>
[Readable(Permissions.ReadTime, Plural = "rosterEntries"), Rows(Of = nameof(EmployeeId)), Removable]
internal sealed class RosterEntry : Entity
{
    /// <summary>The employee.</summary>
    [Relation<Employee>(Inverse = "roster", InverseDescription = "The shifts that the employee worked, works and will work."), WriteOnce]
    public Guid EmployeeId { get; init; }

    /// <summary>The shift.</summary>
    [Relation<Shift>(Inverse = "roster", InverseDescription = "Who works the shift, and when."), WriteOnce]
    public Guid ShiftId { get; init; }

    /// <summary>The first day.</summary>
    [WriteOnce]
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it does not hold any more; null for no end. An end that was foreseen may come earlier.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Whether it is worked on the working days of the shift's calendar only; else on every day of the time, as rosters that rotate have it.</summary>
    [WriteOnce]
    public bool FollowsCalendar { get; init; }

    /// <summary>Tells that the employee works at other times from its first day on.</summary>
    public void Changed() => Raise(new RosterChanged([EmployeeId], ValidFrom));

    /// <summary>Ends it earlier than was foreseen.</summary>
    /// <param name="on">The first day on which it does not hold any more.</param>
    public void End(DateOnly on)
    {
        ValidUntil = ValidUntil is null || ValidUntil > on ? on : throw new RuleViolation(OrganizationRules.AlreadyEnded);
        Raise(new RosterChanged([EmployeeId], on));
    }
}
