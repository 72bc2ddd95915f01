using BusinessSuite.Organization.Absences;
using BusinessSuite.Organization.Departments;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Leaves;

/// <summary>In what portions leave is taken, and what its ledger counts.</summary>
public enum LeaveUnit
{
    /// <summary>Whole days; the ledger counts days.</summary>
    Day,

    /// <summary>Days and half days; the ledger counts days.</summary>
    HalfDay,

    /// <summary>Any time; the ledger counts hours of working time.</summary>
    Hour,
}

/// <summary>A type of leave (假别).</summary>
[Readable(Permissions.ReadLeave)]
internal sealed class LeaveType : Entity
{
    /// <summary>The code, unique.</summary>
    [Sortable]
    public string Code { get; init; } = "";

    /// <summary>The name.</summary>
    public string Name { get; set; } = "";

    /// <summary>In what portions it is taken, and what its ledger counts.</summary>
    [WriteOnce]
    public LeaveUnit Unit { get; init; }

    /// <summary>What kind of absence it is.</summary>
    [WriteOnce]
    public AbsenceKind Absence { get; init; }
}

/// <summary>The rule of a type of leave from a day on (休假规则). Law and company decisions are kept here with their source.</summary>
[Readable(Permissions.ReadLeave)]
internal sealed class LeaveRule : Entity
{
    /// <summary>The type of leave.</summary>
    [Relation<LeaveType>(Inverse = "rules", InverseDescription = "Its rules, by date."), WriteOnce]
    public Guid LeaveTypeId { get; init; }

    /// <summary>The first day.</summary>
    [WriteOnce]
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it does not hold any more; null for no end.</summary>
    [WriteOnce]
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Where it comes from: the law, the article, the decision of the company.</summary>
    [WriteOnce]
    public string Source { get; init; } = "";

    /// <summary>Whether it is taken from a balance; else it is only approved.</summary>
    [WriteOnce]
    public bool FromBalance { get; init; }

    /// <summary>How far the balance may be overdrawn, in the unit of the type; 0 for never.</summary>
    [WriteOnce]
    public decimal MaxOverdraw { get; init; }

    /// <summary>Whether rest days and holidays within it count too, as for maternity leave.</summary>
    [WriteOnce]
    public bool CountsRestDays { get; init; }

    /// <summary>How many working days beforehand it is to be requested; null where it may be reported afterwards, as sickness.</summary>
    [WriteOnce]
    public int? NoticeDays { get; init; }

    /// <summary>How much of what is left when a grant expires is carried over, in the unit of the type.</summary>
    [WriteOnce]
    public decimal CarryLimit { get; init; }

    /// <summary>For how many months more what is carried over can be taken.</summary>
    [WriteOnce]
    public int CarryMonths { get; init; }

    /// <summary>For how many months a grant holds that is not that of a calendar year, as rest for overtime; null for no end.</summary>
    [WriteOnce]
    public int? GrantMonths { get; init; }
}

/// <summary>How many days a year a rule gives from so many years of cumulated service on (累计工作年限).</summary>
[Readable(Permissions.ReadLeave), AppendOnly]
internal sealed class LeaveGrantStep : Entity
{
    /// <summary>The rule.</summary>
    [Relation<LeaveRule>(Inverse = "steps", InverseDescription = "The days it gives, by years of service.")]
    public Guid RuleId { get; init; }

    /// <summary>From how many full years of service on, at all employers together.</summary>
    public int AfterYears { get; init; }

    /// <summary>The days a year.</summary>
    public decimal Days { get; init; }
}

/// <summary>A time that someone worked for an employer (工作经历): former ones count for leave by cumulated service. What was to begin here after the employee left is removed.</summary>
[Readable(Permissions.ReadLeave), Rows(Of = nameof(EmployeeId)), Removable]
internal sealed class ServicePeriod : Entity
{
    /// <summary>The employee.</summary>
    [Relation<Employee>(Inverse = "service", InverseDescription = "For whom the employee worked."), WriteOnce]
    public Guid EmployeeId { get; init; }

    /// <summary>The former employer; null for this company.</summary>
    [WriteOnce]
    public string? Employer { get; init; }

    /// <summary>The first day.</summary>
    [WriteOnce]
    public DateOnly From { get; init; }

    /// <summary>The first day on which it did not hold any more; null while it holds. An end that was foreseen comes earlier when the employee leaves.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>The document that shows it, for example a social insurance record.</summary>
    [WriteOnce]
    public string Document { get; init; } = "";

    /// <summary>Ends it on a day, or removes it where it would begin then or later.</summary>
    public void EndOn(DateOnly day, OrganizationDbContext db)
    {
        if (From < day)
        {
            Until = day;
        }
        else
        {
            db.Remove(this);
        }
    }
}

/// <summary>Days on which no leave is taken (禁休期), in one department and those below it or everywhere.</summary>
[Readable(Permissions.ReadLeave), Rows(Department = nameof(DepartmentId), Common = true), Removable]
internal sealed class LeaveBlock : Entity
{
    /// <summary>The department, with those below it; null for all.</summary>
    [Relation<Department>(Inverse = "leaveBlocks", InverseDescription = "The days on which nobody of the department takes leave.")]
    public Guid? DepartmentId { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly First { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly Last { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";
}
