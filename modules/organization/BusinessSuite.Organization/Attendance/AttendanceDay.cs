using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Overtime;
using BusinessSuite.Organization.Shifts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Attendance;

/// <summary>A day as it was worked by someone on a roster or with overtime (考勤日结果). It is computed anew when a clock event, a correction, an absence or another roster becomes known, until its month is closed.</summary>
[Readable(Permissions.ReadTime), Rows(Of = nameof(EmployeeId))]
internal sealed class AttendanceDay : Entity
{
    /// <summary>Whose day.</summary>
    [Relation<Employee>(Inverse = "attendance", InverseDescription = "The employee's days as they were worked."), WriteOnce]
    public Guid EmployeeId { get; init; }

    /// <summary>The day on which the shift starts.</summary>
    [Sortable, WriteOnce]
    public DateOnly Day { get; init; }

    /// <summary>What it was.</summary>
    [Filterable]
    public AttendanceStatus Status { get; private set; }

    /// <summary>The times of the shift by which it is judged; null on a day without.</summary>
    [Relation<ShiftVersion>]
    public Guid? ShiftVersionId { get; private set; }

    /// <summary>When work was to begin; null on a day off.</summary>
    public DateTimeOffset? PlannedFrom { get; private set; }

    /// <summary>When it was to end; null on a day off.</summary>
    public DateTimeOffset? PlannedUntil { get; private set; }

    /// <summary>From when on clock events belong to the day.</summary>
    public DateTimeOffset WindowFrom { get; private set; }

    /// <summary>Until when they do.</summary>
    public DateTimeOffset WindowUntil { get; private set; }

    /// <summary>When the employee came.</summary>
    public DateTimeOffset? ArrivedAt { get; private set; }

    /// <summary>When the employee went.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    /// <summary>The planned working time that was worked.</summary>
    public TimeSpan Worked { get; private set; }

    /// <summary>How late the employee came; nothing within the grace.</summary>
    public TimeSpan Late { get; private set; }

    /// <summary>How early the employee left; nothing within the grace.</summary>
    public TimeSpan Early { get; private set; }

    /// <summary>The planned working time that was leave or another absence.</summary>
    public TimeSpan OnLeave { get; private set; }

    /// <summary>The approved overtime that was worked.</summary>
    public TimeSpan Overtime { get; private set; }

    /// <summary>How much of that rest is given for.</summary>
    public TimeSpan ForRest { get; private set; }

    /// <summary>What the day is for overtime; null where none was approved.</summary>
    public OvertimeClass? OvertimeClass { get; private set; }

    /// <summary>The day as it was judged.</summary>
    public DayResult Result() => new(Day, Status, PlannedFrom, PlannedUntil, ArrivedAt, LeftAt, Worked, Late, Early, OnLeave, Overtime, ForRest, OvertimeClass);

    /// <summary>Takes a judgement over.</summary>
    public AttendanceDay Take(JudgedDay judged)
    {
        var result = judged.Result;
        (Status, ShiftVersionId, PlannedFrom, PlannedUntil) = (result.Status, judged.Plan.Shift?.Id, result.PlannedFrom, result.PlannedUntil);
        (WindowFrom, WindowUntil, ArrivedAt, LeftAt) = (judged.Window.From, judged.Window.Until, result.ArrivedAt, result.LeftAt);
        (Worked, Late, Early, OnLeave) = (result.Worked, result.Late, result.Early, result.OnLeave);
        (Overtime, ForRest, OvertimeClass) = (result.Overtime, result.ForRest, result.OvertimeClass);
        return this;
    }
}

/// <summary>A month whose attendance is closed (考勤月结): its days and figures stay.</summary>
[Readable(Permissions.ReadTime), AppendOnly]
internal sealed class AttendanceMonth : Entity
{
    /// <summary>The first day of the month.</summary>
    [Sortable]
    public DateOnly Month { get; init; }

    /// <summary>When it was closed. What became known later does not count in it.</summary>
    public DateTimeOffset ClosedAt { get; init; }

    /// <summary>The employee who closed it.</summary>
    [Relation<Employee>(Inverse = "monthsClosed", InverseDescription = "The months that the employee closed.")]
    public Guid? ClosedById { get; init; }
}

/// <summary>What a closed month was for an employee.</summary>
[Readable(Permissions.ReadTime), AppendOnly, Rows(Of = nameof(EmployeeId))]
internal sealed class AttendanceFigure : Entity
{
    /// <summary>The month.</summary>
    [Relation<AttendanceMonth>(Inverse = "figures", InverseDescription = "What the month was for each employee.")]
    public Guid MonthId { get; init; }

    /// <summary>Whose month.</summary>
    [Relation<Employee>(Inverse = "attendanceFigures", InverseDescription = "What closed months were for the employee.")]
    public Guid EmployeeId { get; init; }

    /// <summary>On how many days work was planned.</summary>
    public int PlannedDays { get; init; }

    /// <summary>On how many of them the employee came late.</summary>
    public int LateDays { get; init; }

    /// <summary>On how many the employee left early.</summary>
    public int EarlyDays { get; init; }

    /// <summary>How many were half days.</summary>
    public int HalfDays { get; init; }

    /// <summary>On how many the employee was absent.</summary>
    public int AbsentDays { get; init; }

    /// <summary>On how many a clock event is missing.</summary>
    public int MissingPunches { get; init; }

    /// <summary>The planned working time that was worked.</summary>
    public TimeSpan Worked { get; init; }

    /// <summary>The planned working time that was leave or another absence.</summary>
    public TimeSpan OnLeave { get; init; }

    /// <summary>The overtime on working days that is paid.</summary>
    public TimeSpan WorkdayOvertime { get; init; }

    /// <summary>The work on rest days that is paid.</summary>
    public TimeSpan RestDayOvertime { get; init; }

    /// <summary>The work on statutory holidays that is paid.</summary>
    public TimeSpan StatutoryHolidayOvertime { get; init; }

    /// <summary>The work on rest days that rest is given for; it is in the ledger of leave.</summary>
    public TimeSpan ForRest { get; init; }

    /// <summary>Adds up an employee's days.</summary>
    public static AttendanceFigure Of(Guid month, Guid employee, IReadOnlyList<DayResult> days) => new()
    {
        MonthId = month,
        EmployeeId = employee,
        PlannedDays = days.Count(d => d.Status != AttendanceStatus.Off),
        LateDays = days.Count(d => d.Status is AttendanceStatus.Late or AttendanceStatus.LateAndLeftEarly),
        EarlyDays = days.Count(d => d.Status is AttendanceStatus.LeftEarly or AttendanceStatus.LateAndLeftEarly),
        HalfDays = days.Count(d => d.Status == AttendanceStatus.HalfDay),
        AbsentDays = days.Count(d => d.Status == AttendanceStatus.Absent),
        MissingPunches = days.Count(d => d.Status == AttendanceStatus.MissingPunch),
        Worked = Sum(days, d => d.Worked),
        OnLeave = Sum(days, d => d.OnLeave),
        WorkdayOvertime = Paid(days, OvertimeClass.Workday),
        RestDayOvertime = Paid(days, OvertimeClass.RestDay),
        StatutoryHolidayOvertime = Paid(days, OvertimeClass.StatutoryHoliday),
        ForRest = Sum(days, d => d.ForRest),
    };

    /// <summary>Whether days add up to the same.</summary>
    public bool Is(IReadOnlyList<DayResult> days)
    {
        var again = Of(MonthId, EmployeeId, days);
        return (again.PlannedDays, again.LateDays, again.EarlyDays, again.HalfDays, again.AbsentDays, again.MissingPunches) == (PlannedDays, LateDays, EarlyDays, HalfDays, AbsentDays, MissingPunches)
            && (again.Worked, again.OnLeave, again.WorkdayOvertime, again.RestDayOvertime, again.StatutoryHolidayOvertime, again.ForRest)
                == (Worked, OnLeave, WorkdayOvertime, RestDayOvertime, StatutoryHolidayOvertime, ForRest);
    }

    private static TimeSpan Paid(IEnumerable<DayResult> days, OvertimeClass kind) => Sum(days.Where(d => d.OvertimeClass == kind), d => d.Overtime - d.ForRest);

    private static TimeSpan Sum(IEnumerable<DayResult> days, Func<DayResult, TimeSpan> time) => days.Aggregate(TimeSpan.Zero, (sum, d) => sum + time(d));
}
