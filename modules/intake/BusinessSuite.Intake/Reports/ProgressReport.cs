using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Reports;

/// <summary>What a figure counts.</summary>
public enum ReportMeasure
{
    /// <summary>Applications that came in during the period.</summary>
    Received,

    /// <summary>Applications that were not accepted during the period (不予受理).</summary>
    NotAccepted,

    /// <summary>Applications that were taken back during the period.</summary>
    Cancelled,

    /// <summary>Applications that were closed during the period (办结).</summary>
    Closed,

    /// <summary>Those among them that were closed after their planned end (超期办结).</summary>
    ClosedLate,

    /// <summary>Applications that were open when the period ended (在办).</summary>
    Open,

    /// <summary>Those among them whose planned end had passed (超期未办结).</summary>
    Overdue,
}

/// <summary>A progress report of one period (进度报告). Its figures are frozen, and behind each stand the applications that it counts.</summary>
[Readable(Permissions.ReadReports), AppendOnly, Rows(Of = nameof(PlanId))]
internal sealed class ProgressReport : Entity
{
    private ProgressReport()
    {
    }

    public ProgressReport(ReportPlan plan, DateOnly from, DateOnly until, string fingerprint, DateTimeOffset at)
    {
        (PlanId, From, Until, Fingerprint, MadeAt) = (plan.Id, from, until, fingerprint, at);
        Raise(new ProgressReportMade(Id, at));
    }

    /// <summary>The plan that it follows.</summary>
    [Relation<ReportPlan>(Inverse = "reports", InverseDescription = "The reports that were made.")]
    public Guid PlanId { get; private set; }

    /// <summary>The first day of the period.</summary>
    [Sortable]
    public DateOnly From { get; private set; }

    /// <summary>The day after the last of the period.</summary>
    public DateOnly Until { get; private set; }

    /// <summary>SHA-256 over all that is counted, in hexadecimal digits; a recomputation comes to the same.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>When it was made.</summary>
    [Sortable]
    public DateTimeOffset MadeAt { get; private set; }
}

/// <summary>A number in a report: how many applications of a department and a person it counts.</summary>
[Readable(Permissions.ReadReports), AppendOnly, Rows(Of = nameof(ReportId))]
internal sealed class ReportFigure : Entity
{
    /// <summary>The report.</summary>
    [Relation<ProgressReport>(Inverse = "figures", InverseDescription = "Its numbers.")]
    public Guid ReportId { get; init; }

    /// <summary>What it counts.</summary>
    [Filterable]
    public ReportMeasure Measure { get; init; }

    /// <summary>The department that handles the applications.</summary>
    [Relation<DepartmentRef>(Inverse = "reportFigures", InverseDescription = "The numbers of reports that are the department's.")]
    public Guid DepartmentId { get; init; }

    /// <summary>Who answered for the applications when the period ended; null for those that nobody answered for.</summary>
    [Relation<EmployeeRef>(Inverse = "reportFigures", InverseDescription = "The numbers of reports that are the employee's.")]
    public Guid? EmployeeId { get; init; }

    /// <summary>How many applications.</summary>
    public int Count { get; init; }

    /// <summary>The median time from receipt to end; null where none ended.</summary>
    public TimeSpan? MedianTime { get; init; }
}

/// <summary>An application behind a number of a report.</summary>
[Readable(Permissions.ReadReports), AppendOnly, Rows(Of = nameof(FigureId))]
internal sealed class ReportCase : Entity
{
    /// <summary>The number that counts it.</summary>
    [Relation<ReportFigure>(Inverse = "cases", InverseDescription = "The applications behind the number.")]
    public Guid FigureId { get; init; }

    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "reportCases", InverseDescription = "The numbers of reports that count the application.")]
    public Guid ApplicationId { get; init; }

    /// <summary>The planned end as it was when the report was made.</summary>
    public DateTimeOffset? PlannedEndAt { get; init; }

    /// <summary>The time from receipt to end, where it had ended.</summary>
    public TimeSpan? Took { get; init; }
}
