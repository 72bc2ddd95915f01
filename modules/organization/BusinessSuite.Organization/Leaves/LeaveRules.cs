using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Leaves;

/// <summary>The rules of leave.</summary>
internal static class LeaveRules
{
    public static readonly Rule CodeTaken = new("LEAVE_CODE_TAKEN", new("A type of leave of this code exists.", "该假别代码已存在。"), Constraint: "ux_leave_types_code");

    public static readonly Rule TwoRules = new("LEAVE_RULE_TWICE", new("The type has a rule for that period already.", "该假别在此期间已有规则。"), Constraint: "ex_leave_rules_overlap");

    public static readonly Rule NoRule = new("LEAVE_WITHOUT_RULE", new("The type of leave has no rule on {0}.", "该假别在 {0} 没有规则。"), "3.1.1");

    public static readonly Rule Overlap = new("LEAVE_OVERLAPS", new("Leave is asked for or approved at that time already.", "该时段已申请或已批准休假。"), "3.1.1", "ex_leave_requests_overlap");

    public static readonly Rule Balance = new("LEAVE_BALANCE", new("The balance does not cover it.", "休假余额不足。"), "3.1.1", "tr_leave_entries_balance");

    public static readonly Rule Uncovered = new("LEAVE_UNCOVERED", new("Since calendar or roster changed, the balance does not cover all of it: it is not approved.", "日历或排班变动后余额不足以覆盖该休假，不能批准。"), "3.1.1", "tr_leave_requests_covered");

    public static readonly Rule Own = new("OWN_LEAVE", new("Nobody decides about his own leave.", "不得审批本人的休假。"), "3.1.1", "ck_leave_requests_approver");

    public static readonly Rule NotOwn = new("NOT_YOUR_LEAVE", new("Approved leave is withdrawn by the employee himself; else it is cancelled by who approves leave.", "已批准的休假由员工本人撤回，或由审批人取消。"), "3.1.1");

    public static readonly Rule Begun = new("LEAVE_BEGUN", new("Leave that has begun is cancelled by who approves leave.", "已开始的休假由审批人取消。"), "3.1.1");

    public static readonly Rule Deputy = new("DEPUTY_MISSING", new("Leave is approved with a deputy for its time.", "批准休假须指定代理人。"), "3.1.1", "ck_leave_requests_deputy");

    public static readonly Rule DeputyAway = new("DEPUTY_AWAY", new("The deputy is away at that time, or the employee stands in for someone who is.", "代理人在此期间不在岗，或该员工正为他人代理。"), "3.1.1", "tr_absences_deputy");

    public static readonly Rule ByRequest = new("LEAVE_BY_REQUEST", new("Leave is requested and approved; the absence follows from it.", "休假须先申请并获批准，缺勤记录由此产生。"), "3.1.1", "tr_absences_leave");

    public static readonly Rule FromRequest = new("ABSENCE_OF_LEAVE", new("The absence follows from approved leave: cancel that.", "该缺勤由已批准的休假产生，请取消休假。"));

    public static readonly Rule RestDays = new("REST_DAYS_BY_HOUR", new("Leave by the hour is taken out of working time; rest days, which have none, count only in leave by the day.", "以小时计的假别按工作时间扣减，休息日没有工作时间，只有按天计的假别才可计入休息日。"), Constraint: "tr_leave_rules_rest_days");

    public static readonly Rule Late = new("REQUESTED_LATE", new("Leave of this type is requested beforehand, in time.", "该假别须按规定提前申请。"), "3.1.1", "ck_leave_requests_beforehand");

    public static readonly Rule BlockedOn = new("LEAVE_BLOCKED", new("No leave is taken from {0} to {1}: {2}", "{0} 至 {1} 为禁休期：{2}"), "3.1.1");

    public static readonly Rule Blocked = new("LEAVE_BLOCKED", new("No leave is taken on some of these days.", "所选日期中含禁休日。"), "3.1.1", "tr_leave_requests_blocked");

    public static readonly Rule Moved = new("LEAVE_TIME_STAYS", new("Only leave in days that holds follows the roster; other leave stays where it was asked for.", "只有仍有效的按天休假随排班调整，其他休假的时间不变。"), "3.1.1", "tr_leave_requests_time");

    public static readonly Rule Days = new("LEAVE_DAYS_REVERSED", new("Leave in days names its first and its last day, in order.", "按天休假须注明首日和末日，且先后有序。"), "3.1.1", "ck_leave_requests_days");

    public static readonly Rule Nothing = new("NOTHING_TO_TAKE", new("There is no working time in that period.", "该时段内没有工作时间。"));

    public static readonly Rule Portion = new("LEAVE_PORTION", new("Leave of this type is taken in units of {0}.", "该假别以 {0} 为单位。"));

    public static readonly Rule ReversedTwice = new("ENTRY_REVERSED", new("The entry was reversed already.", "该记录已冲销。"), Constraint: "ux_leave_entries_reverses");

    public static readonly Rule Reversal = new("REVERSAL_DIFFERS", new("A reversal is the exact opposite of its entry.", "冲销须与原记录完全相反。"), Constraint: "tr_leave_entries_reversal");

    public static readonly Rule Sign = new("ENTRY_SIGN", new("Grants add and uses take; no entry is zero.", "授予为正，使用与过期为负，且不得为零。"), Constraint: "ck_leave_entries_sign");

    public static readonly Rule Carry = new("CARRY_UNBALANCED", new("What is carried out of one grant is carried into another.", "结转的转出与转入须相等。"), Constraint: "tr_leave_entries_carry");

    public static readonly Rule CarryLimit = new("CARRY_BEYOND_LIMIT", new("No more of a grant is carried over than its rule lets, however often.", "无论分几次结转，均不得超过规则允许的上限。"), Constraint: "tr_leave_entries_carry_limit");

    public static readonly Rule Expired = new("GRANT_EXPIRED", new("A grant cannot be used after it expired.", "已过期的额度不能使用。"), Constraint: "ck_leave_entries_expired");

    public static readonly Rule Manual = new("ENTRY_NOT_MANUAL", new("Only what was entered by hand is reversed by hand.", "只有手工登记的额度可以手工冲销。"), Constraint: "tr_leave_entries_automatic");

    public static readonly Rule Automatic = new("GRANT_YEAR", new("What a rule grants names its year, and only that does.", "按规则授予的额度须注明年度，其他记录不得注明。"), Constraint: "ck_leave_entries_automatic");

    public static readonly Rule ManualRule = new("GRANT_WITHOUT_RULE", new("The type of leave has no rule on the day from which on it counts or on which it expires.", "该假别在生效日或到期日没有规则。"), "3.1.1", "tr_leave_entries_rule");

    public static readonly Rule AfterLeaving = new("AFTER_LEAVING", new("Roster and service in the company end with the day on which the employee leaves.", "员工离职之日起，排班和本公司工作经历即告终止。"), Constraint: "tr_employees_left_time");

    public static readonly Rule BlockReversed = new("BLOCK_REVERSED", new("The last day is before the first.", "最后一天早于第一天。"), Constraint: "ck_leave_blocks_days");

    public static readonly Rule Service = new("SERVICE_TWICE", new("Of this company there is one time of service at a time.", "同一时间在本公司只能有一段工作经历。"), Constraint: "ex_service_periods_own");

    /// <summary>Refuses those who would enter their own leave.</summary>
    public static void RequireOther(this Caller caller, Guid employee)
    {
        if (caller.EmployeeId == employee)
        {
            throw new RuleViolation(Own);
        }
    }
}
