using BusinessSuite.Intake.ApplicationTypes;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Reports;

/// <summary>How long the periods of a report are, in days of the working calendar's zone.</summary>
public enum ReportPeriod
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>Monday to Sunday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A calendar quarter.</summary>
    Quarter,
}

/// <summary>The rules of reports.</summary>
internal static class ReportRules
{
    public static readonly Rule NoName = new("REPORT_UNNAMED", new("A report has a name.", "报告须有名称。"), "2.2.3", "ck_report_plans_name");

    public static readonly Rule NoRecipient = new("RECIPIENT_INVALID", new("{0} is no mail address.", "{0} 不是邮件地址。"), "2.2.3");

    public static readonly Rule StartsFar = new("REPORT_START_FAR", new("A report starts within ten years of today.", "报告的起始日须在前后十年之内。"), "2.2.3", "ck_report_plans_starts");

    public static readonly Rule NotOver = new("PERIOD_NOT_OVER", new("The period is not over yet; its figures would still change.", "该期间尚未结束，数据仍会变化。"), "2.2.3", "ck_progress_reports_period");

    public static readonly Rule Ended = new("REPORT_PLAN_ENDED", new("The plan has ended.", "该报告计划已终止。"), "2.2.3", "wo_report_plans");

    public static readonly Rule Made = new("REPORT_MADE", new("The report of this period was made already; its figures are frozen.", "该期间的报告已生成，数据已固定。"), "2.2.3", "ux_progress_reports_period");
}

/// <summary>A report that is made again and again: of what, for which periods, for whom (进度报告计划).</summary>
[Readable(Permissions.ReadReports), Rows(Department = nameof(DepartmentId))]
internal sealed class ReportPlan : Entity
{
    private ReportPlan()
    {
    }

    public ReportPlan(string name, ReportPeriod period, Guid? type, Guid? department, IEnumerable<string> recipients, Language language, DateOnly startsOn) =>
        (Name, Period, TypeId, DepartmentId, Recipients, Language, StartsOn) = (name, period, type, department, [.. recipients], language, FirstDay(period, startsOn));

    /// <summary>What it is called.</summary>
    [WriteOnce]
    public string Name { get; private set; } = "";

    /// <summary>How long its periods are.</summary>
    [Filterable, WriteOnce]
    public ReportPeriod Period { get; private set; }

    /// <summary>The type of applications that it counts; null for all.</summary>
    [Relation<ApplicationType>(Inverse = "reportPlans", InverseDescription = "The reports that count applications of this type."), WriteOnce]
    public Guid? TypeId { get; private set; }

    /// <summary>The department whose applications it counts; null for the whole company.</summary>
    [Relation<DepartmentRef>(Inverse = "reportPlans", InverseDescription = "The reports that count the department's applications."), WriteOnce]
    public Guid? DepartmentId { get; private set; }

    /// <summary>The mail addresses that each report goes to.</summary>
    public List<string> Recipients { get; private set; } = [];

    /// <summary>The language that it is written in.</summary>
    public Language Language { get; private set; }

    /// <summary>The first day of its first period.</summary>
    [WriteOnce]
    public DateOnly StartsOn { get; private set; }

    /// <summary>When it ended; null while reports are made.</summary>
    [WriteOnce]
    public DateTimeOffset? EndedAt { get; private set; }

    public void End(DateTimeOffset at) => EndedAt = EndedAt is null ? at : throw new RuleViolation(ReportRules.Ended);

    /// <summary>The first day of the period that a day lies in.</summary>
    public DateOnly PeriodOf(DateOnly day) => FirstDay(Period, day);

    /// <summary>The day after the last of the period that begins on a day.</summary>
    public DateOnly Next(DateOnly from) => Period switch
    {
        ReportPeriod.Day => from.AddDays(1),
        ReportPeriod.Week => from.AddDays(7),
        ReportPeriod.Month => from.AddMonths(1),
        _ => from.AddMonths(3),
    };

    private static DateOnly FirstDay(ReportPeriod period, DateOnly day) => period switch
    {
        ReportPeriod.Day => day,
        ReportPeriod.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        ReportPeriod.Month => new(day.Year, day.Month, 1),
        _ => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
    };
}
