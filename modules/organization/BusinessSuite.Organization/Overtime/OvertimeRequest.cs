using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Overtime;

/// <summary>What a day is for overtime.</summary>
public enum OvertimeClass
{
    /// <summary>A working day (工作日延长工时).</summary>
    Workday,

    /// <summary>A rest day, or a day off around a holiday (休息日).</summary>
    RestDay,

    /// <summary>A statutory holiday (法定节假日).</summary>
    StatutoryHoliday,
}

/// <summary>What overtime is made good by.</summary>
public enum OvertimeCompensation
{
    /// <summary>Pay (加班费).</summary>
    Pay,

    /// <summary>Rest (补休), for work on rest days only: the hours that were worked, when the month is closed.</summary>
    Rest,
}

/// <summary>The rules of overtime.</summary>
internal static class OvertimeRules
{
    public static readonly Rule NoPolicy = new("NO_TIME_POLICY", new("No limits of working time hold on that day.", "该日期没有有效的工时规定。"));

    public static readonly Rule TwoPolicies = new("TIME_POLICY_TWICE", new("Limits of working time hold for that period already.", "该期间已有工时规定。"), Constraint: "ex_time_policies_overlap");

    public static readonly Rule Negative = new("TIME_POLICY_NEGATIVE", new("No limit is negative, and no rate is below 100 %.", "限额不得为负，比例不得低于 100%。"), Constraint: "ck_time_policies_values");

    public static readonly Rule Cap = new("OVERTIME_CAP", new("It is more overtime than a day or a month may have.", "超过每日或每月加班上限。"), "3.1.1", "tr_overtime_requests_caps");

    public static readonly Rule Overlap = new("OVERTIME_OVERLAPS", new("Overtime is asked for or approved at that time already.", "该时段已申请或已批准加班。"), "3.1.1", "ex_overtime_requests_overlap");

    public static readonly Rule Late = new("OVERTIME_LATE", new("Overtime is asked for before it begins.", "加班须事先申请。"), "3.1.1", "ck_overtime_requests_beforehand");

    public static readonly Rule LateApproval = new("OVERTIME_STARTED", new("Overtime is approved before it begins.", "加班须在开始前批准。"), "3.1.1", "ck_overtime_requests_approval");

    public static readonly Rule Own = new("OWN_OVERTIME", new("Nobody decides about his own overtime.", "不得审批本人的加班。"), "3.1.1", "ck_overtime_requests_approver");

    public static readonly Rule OneDay = new("OVERTIME_DAYS", new("Overtime lies within one day; what goes on after midnight is asked for apart.", "加班须在同一天内，跨零点的部分须另行申请。"));

    public static readonly Rule Working = new("OVERTIME_IN_WORKING_TIME", new("Part of it is working time anyway.", "所选时段含正常工作时间。"));

    public static readonly Rule RestOnly = new("REST_FOR_REST_DAYS", new("Rest makes good for work on rest days only.", "补休只适用于休息日加班。"), "3.1.1", "ck_overtime_requests_rest");

    public static readonly Rule Planned = new("OVERTIME_PLANNED", new("Only work on a statutory holiday has planned hours, and not more than it lasts.", "只有法定节假日加班含排班工时，且不超过加班时长。"), Constraint: "ck_overtime_requests_planned");

    public static readonly Rule Reversed = new("OVERTIME_REVERSED", new("Overtime ends after it begins.", "加班的结束须晚于开始。"), Constraint: "ck_overtime_requests_period");

    public static readonly Rule Closed = new("OVERTIME_CLOSED", new("The month is closed; what was worked in it stays.", "该月考勤已结账，其加班不再变更。"), "3.1.1", "tr_overtime_requests_closed");

    public static readonly Rule Unworked = new("REST_UNWORKED", new("Rest is given for approved overtime of a closed month, for no more than its time.", "补休只针对已结账月份中已批准的加班，且不超过其时长。"), "3.1.1", "tr_leave_entries_rest");

    public static readonly Rule RestTwice = new("REST_TWICE", new("Rest was given for that overtime already.", "该加班已计补休。"), Constraint: "ux_leave_entries_overtime");

    public static readonly Rule NoRestType = new("REST_TYPE_UNKNOWN", new("There is no type of leave COMPENSATORY in hours to give the rest.", "没有代码为 COMPENSATORY、以小时为单位的补休假别。"));
}

/// <summary>A request for overtime (加班申请), made and approved beforehand.</summary>
[Readable(Permissions.ReadTime), Rows(Of = nameof(EmployeeId))]
internal sealed class OvertimeRequest : Entity
{
    /// <summary>What can happen to a request.</summary>
    public static readonly StateMachine<OvertimeRequest, ApprovalStatus> Lifecycle =
        new StateMachine<OvertimeRequest, ApprovalStatus>(r => r.Status, ApprovalStatus.Requested)
            .Step(ApprovalStatus.Requested, "ApproveOvertime", ApprovalStatus.Approved, "3.1.1")
            .Step(ApprovalStatus.Requested, "RefuseOvertime", ApprovalStatus.Refused, "3.1.1")
            .Step(ApprovalStatus.Requested, "WithdrawOvertime", ApprovalStatus.Withdrawn)
            .Step(ApprovalStatus.Approved, "CancelOvertime", ApprovalStatus.Cancelled);

    /// <summary>Who is to work.</summary>
    [Relation<Employee>(Inverse = "overtime", InverseDescription = "The overtime that was asked for."), WriteOnce]
    public Guid EmployeeId { get; init; }

    /// <summary>The day that it belongs to.</summary>
    [Sortable, WriteOnce]
    public DateOnly Day { get; init; }

    /// <summary>From when.</summary>
    [WriteOnce]
    public DateTimeOffset From { get; init; }

    /// <summary>Until when.</summary>
    [WriteOnce]
    public DateTimeOffset Until { get; init; }

    /// <summary>What the day is in the calendar.</summary>
    [Filterable]
    public OvertimeClass Class { get; private set; }

    /// <summary>What it is paid with, in percent of the wage; 0 where rest is given for it.</summary>
    public int Rate { get; private set; }

    /// <summary>What it is made good by.</summary>
    [WriteOnce]
    public OvertimeCompensation Compensation { get; init; }

    /// <summary>What for.</summary>
    [WriteOnce]
    public string Reason { get; init; } = "";

    /// <summary>When it was asked for.</summary>
    [WriteOnce]
    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>Where it stands.</summary>
    [Filterable]
    public ApprovalStatus Status { get; private set; }

    /// <summary>Who decided.</summary>
    [Relation<Employee>(Inverse = "overtimeDecided", InverseDescription = "The overtime that the employee decided about."), WriteOnce]
    public Guid? ApproverId { get; private set; }

    /// <summary>In whose place the decider acted as deputy; null in his own right.</summary>
    [Relation<Employee>, WriteOnce]
    public Guid? OnBehalfOfId { get; private set; }

    /// <summary>When it was decided.</summary>
    [WriteOnce]
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was refused.</summary>
    public string? Decision { get; private set; }

    /// <summary>How much of it the roster plans anyway, on a statutory holiday: such hours are paid as holiday work and are not in the limits of a day and a month.</summary>
    public TimeSpan Planned { get; private set; }

    /// <summary>Says what the day is, and so what it is paid with.</summary>
    /// <param name="kind">What the day is.</param>
    /// <param name="planned">How much of the time the roster plans.</param>
    /// <param name="policy">The rates.</param>
    public void Classify(OvertimeClass kind, TimeSpan planned, TimePolicy policy) => (Class, Planned, Rate) = (kind, kind == OvertimeClass.StatutoryHoliday ? planned : TimeSpan.Zero, Compensation == OvertimeCompensation.Rest ? 0 : kind switch
    {
        OvertimeClass.StatutoryHoliday => policy.StatutoryHolidayRate,
        OvertimeClass.RestDay => policy.RestDayRate,
        _ => policy.WorkdayRate,
    });

    public void Approve(Decider approver, DateTimeOffset at) => (Status, ApproverId, OnBehalfOfId, DecidedAt) = (Lifecycle.Next(Status, "ApproveOvertime"), approver.EmployeeId, approver.OnBehalfOfId, at);

    public void Refuse(Decider approver, string reason, DateTimeOffset at) => (Status, ApproverId, OnBehalfOfId, DecidedAt, Decision) = (Lifecycle.Next(Status, "RefuseOvertime"), approver.EmployeeId, approver.OnBehalfOfId, at, reason);

    public void Withdraw() => Status = Lifecycle.Next(Status, "WithdrawOvertime");

    public void Cancel() => Status = Lifecycle.Next(Status, "CancelOvertime");
}
