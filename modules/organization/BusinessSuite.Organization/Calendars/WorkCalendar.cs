using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Calendars;

/// <summary>The rules of calendars.</summary>
internal static class CalendarRules
{
    public static readonly Rule OneDefault = new("CALENDAR_DEFAULT", new("There is a default calendar already.", "已存在默认日历。"), Constraint: "ux_work_calendars_default");

    public static readonly Rule CodeTaken = new("CALENDAR_CODE_TAKEN", new("A calendar of this code exists.", "该日历代码已存在。"), Constraint: "ux_work_calendars_code");

    public static readonly Rule Zone = new("TIME_ZONE_UNKNOWN", new("{0} is not a time zone of the IANA database.", "{0} 不是 IANA 时区。"));

    public static readonly Rule Overlap = new("HOURS_OVERLAP", new("Working hours of one day overlap.", "同一天的工作时段重叠。"), Constraint: "ex_calendar_hours_overlap");

    public static readonly Rule EndBeforeStart = new("HOURS_REVERSED", new("Working hours end before they start.", "工作时段的结束早于开始。"), Constraint: "ck_calendar_hours_order");

    public static readonly Rule Period = new("HOURS_PERIOD", new("Hours of a weekday end after the day from which they hold; hours of one day have no period.", "周工作时段的失效日期须晚于生效日期；单日工作时段没有期间。"), Constraint: "ck_calendar_hours_period");

    public static readonly Rule Unbalanced = new(
        "CALENDAR_UNBALANCED",
        new("Holidays and make-up workdays do not balance: {0} working days are given off beyond the {1} statutory ones, {2} are made up.", "节假日与调休不平衡：法定假日 {1} 天之外放假 {0} 个工作日，调休补班 {2} 天。"));

    public static readonly Rule OtherYear = new("OTHER_YEAR", new("{0} is not in the year {1}.", "{0} 不在 {1} 年内。"));

    public static readonly Rule NotARestDay = new("NOT_A_REST_DAY", new("{0} is a working day already.", "{0} 本来就是工作日。"));

    public static readonly Rule NotOff = new("STATUTORY_NOT_OFF", new("{0} is a statutory holiday and not among the days off.", "{0} 是法定节假日，却不在放假日期内。"));

    public static readonly Rule NotShipped = new("YEAR_UNKNOWN", new("The public holidays of {0} for {1} do not come with the suite; importCalendarYear takes them.", "系统未附带 {0} {1} 年的节假日数据，请用 importCalendarYear 导入。"));

    public static readonly Rule StatutoryHoliday = new("STATUTORY_IS_HOLIDAY", new("Only a holiday is a statutory holiday.", "只有节假日才能是法定节假日。"), Constraint: "ck_calendar_days_statutory");

    public static readonly Rule NoWorkingTime = new("NO_WORKING_TIME", new("The calendar has not that much working time within 50 years.", "该日历在 50 年内没有足够的工作时间。"));
}

/// <summary>A working calendar (工作日历): a week of working hours, and the days that differ.</summary>
[Readable(Permissions.ReadCalendar)]
internal sealed class WorkCalendar : Entity
{
    /// <summary>The code, unique.</summary>
    [Sortable]
    public string Code { get; init; } = "";

    /// <summary>The name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The time zone of its hours, IANA.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>Whether it is the one that deadlines come from when no other is named.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Tells that days of the calendar are different now.</summary>
    public void Changed(DateOnly first, DateOnly last) => Raise(new CalendarChanged(Id, first, last, IsDefault));
}

/// <summary>Working hours on a weekday, or on a day that differs.</summary>
[Readable(Permissions.ReadCalendar, Name = "WorkingInterval"), Removable]
internal sealed class CalendarHours : Entity
{
    /// <summary>The calendar.</summary>
    [Relation<WorkCalendar>(Inverse = "hours", InverseDescription = "The working hours.")]
    public Guid CalendarId { get; init; }

    /// <summary>The weekday of the weekly pattern; null for the hours of one day.</summary>
    public DayOfWeek? Weekday { get; init; }

    /// <summary>The day that differs; null for the weekly pattern.</summary>
    [Relation<CalendarDay>(Inverse = "hours", InverseDescription = "The working hours of the day.")]
    public Guid? DayId { get; init; }

    /// <summary>From, local time.</summary>
    public TimeOnly Start { get; init; }

    /// <summary>To, local time; 00:00 is midnight at the end of the day.</summary>
    public TimeOnly End { get; init; }

    /// <summary>The first day on which the hours of a weekday hold; null where they always did, and for the hours of one day.</summary>
    [WriteOnce]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The first day on which the hours of a weekday do not hold any more; null for no end, and for the hours of one day.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>The hours to reckon with.</summary>
    public Hours Hours() => new(Start, End, ValidFrom, ValidUntil);
}

/// <summary>A day that differs from the weekly pattern: a holiday, a make-up workday (调休), a half day.</summary>
[Readable(Permissions.ReadCalendar), Removable]
internal sealed class CalendarDay : Entity
{
    /// <summary>The calendar.</summary>
    [Relation<WorkCalendar>(Inverse = "days", InverseDescription = "The days that differ from the weekly pattern.")]
    public Guid CalendarId { get; init; }

    /// <summary>The day.</summary>
    [Sortable]
    public DateOnly Day { get; init; }

    /// <summary>What it is.</summary>
    [Filterable]
    public DayKind Kind { get; set; }

    /// <summary>Its name, for example 国庆节.</summary>
    public string? Name { get; set; }

    /// <summary>Whether it is a statutory holiday (法定节假日): work on it is paid as such, on other days off as on rest days.</summary>
    public bool Statutory { get; init; }

    /// <summary>The announcement that it comes from.</summary>
    public string? Source { get; init; }
}
