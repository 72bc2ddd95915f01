using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Attendance;

/// <summary>The rules of attendance.</summary>
internal static class AttendanceRules
{
    public static readonly Rule Differs = new("CLOCK_EVENT_DIFFERS", new("The device told something else of this event before; events are never changed.", "该设备此前上报的同一事件内容不同，打卡记录不可更改。"), "3.1.1", "ux_clock_events_device");

    public static readonly Rule Ahead = new("CLOCK_EVENT_AHEAD", new("The event lies ahead of the time.", "打卡时间晚于当前时间。"), "3.1.1", "ck_clock_events_ahead");

    public static readonly Rule Own = new("OWN_CORRECTION", new("Nobody decides about his own correction.", "不得审批本人的补卡或外勤申请。"), "3.1.1", "ck_attendance_corrections_approver");

    public static readonly Rule Evidence = new("EVIDENCE_MISSING", new("A missing clock event and field work are shown by evidence.", "补卡和外勤均须提供证明。"), "3.1.1", "ck_attendance_corrections_evidence");

    public static readonly Rule Times = new("CORRECTION_TIMES", new("A correction says when the employee came or went; field work says both, in order.", "补卡须说明上班或下班时间；外勤须同时说明，且先后有序。"), "3.1.1", "ck_attendance_corrections_times");

    public static readonly Rule CorrectionAhead = new("CORRECTION_AHEAD", new("What has not happened yet needs no correction.", "尚未发生的打卡无须补卡。"), "3.1.1", "ck_attendance_corrections_ahead");

    public static readonly Rule Quota = new("CORRECTION_QUOTA", new("No more missing clock events are corrected in this month.", "本月补卡次数已用完。"), "3.1.1", "tr_attendance_corrections_quota");

    public static readonly Rule Elsewhere = new("CORRECTION_ELSEWHERE", new("The times lie outside the day's shift and its overtime; what goes on after midnight belongs to the day on which it began.", "所填时间不在当日班次及其加班范围内；跨零点的部分属于其开始的那一天。"), "3.1.1");

    public static readonly Rule CorrectionClosed = new("MONTH_CLOSED", new("The month is closed.", "该月考勤已结账。"), "3.1.1", "tr_attendance_corrections_closed");

    public static readonly Rule DayClosed = new("ATTENDANCE_CLOSED", new("The month is closed; its figures stay.", "该月考勤已结账，数据不再变化。"), "3.1.1", "tr_attendance_days_closed");

    public static readonly Rule ClosedTwice = new("MONTH_CLOSED_TWICE", new("The month is closed already.", "该月考勤已经结账。"), Constraint: "ux_attendance_months_month");

    public static readonly Rule Order = new("MONTH_ORDER", new("Months are closed one after the other, when they are over.", "考勤须按月依次结账，且须在当月结束之后。"), Constraint: "tr_attendance_months_order");

    public static readonly Rule Running = new("MONTH_RUNNING", new("A shift that began in the month, or the time in which its clock events count, is not over yet.", "该月仍有班次或其打卡时段尚未结束。"), Constraint: "tr_attendance_months_over");

    public static readonly Rule Open = new("MONTH_UNDECIDED", new("{0} corrections and requests for leave of that month are not decided.", "该月尚有 {0} 项补卡或休假申请未审批。"));

    public static readonly Rule NotClosed = new("MONTH_NOT_CLOSED", new("The month is not closed.", "该月考勤尚未结账。"));
}
