using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

/// <summary>The rules of complaints.</summary>
internal static class ComplaintRules
{
    public static readonly Rule Incomplete = new("COMPLAINT_INCOMPLETE", new("A complaint says what happened and what is asked for; a step says what was found or done.", "投诉须写明事由和诉求，每一步骤须写明内容。"), "2.3.2", "ck_complaints_said");

    public static readonly Rule OwnCase = new("COMPLAINT_OWN_CASE", new("The person complained of neither handles nor investigates the complaint.", "被投诉人不得处理或调查该投诉。"), "ISO 10002 5.3", "ck_complaints_impartial");

    public static readonly Rule OwnStep = new("COMPLAINT_OWN_STEP", new("The person complained of takes no step in the complaint.", "被投诉人不得参与该投诉的任何处理步骤。"), "ISO 10002 5.3", "tr_complaint_entries_impartial");

    public static readonly Rule NoDepartment = new("COMPLAINT_NO_DEPARTMENT", new("Forward the complaint to a department first.", "请先将投诉转交责任部门。"), "2.3.2", "ck_complaints_department");

    public static readonly Rule Forwarded = new("COMPLAINT_FORWARDED", new("A department has the complaint and has not answered yet.", "投诉已转交部门，尚未答复。"), "2.3.2", "ux_complaint_forwardings_open");

    public static readonly Rule Unanswered = new("COMPLAINT_UNANSWERED", new("The department that the complaint was forwarded to must answer first.", "被转交部门须先答复。"), "2.3.2", "tr_complaints_answered");

    public static readonly Rule ForwardedElsewhere = new("COMPLAINT_FORWARDED_ELSEWHERE", new("The department that the complaint was forwarded to answers it, nobody else.", "转办的投诉只能由被转交部门的人员答复。"), "2.3.2", "tr_complaint_forwardings_department");

    public static readonly Rule Answered = new("FORWARDING_ANSWERED", new("The department has answered already.", "该部门已答复。"), "2.3.2");

    public static readonly Rule InThePast = new("COMPLAINT_TERM_PAST", new("A term lies ahead.", "期限须在将来。"), "2.3.2", "ck_complaint_forwardings_term");

    public static readonly Rule Term = new("COMPLAINT_TERM_MISSING", new("A complaint has the term of where it stands, and no other: to be assessed, to be responded to.", "投诉须有与其状态相应的期限：评估期限或答复期限。"), "ISO 10002 8.5", "ck_complaints_terms");

    public static readonly Rule ReplyOutstanding = new("COMPLAINT_REPLY_OUTSTANDING", new("The customer has neither accepted nor contested the response, and may still.", "客户尚未表示接受或异议，且期限未过。"), "ISO 10002 8.8", "tr_complaints_replied");

    public static readonly Rule NoRecourse = new("COMPLAINT_RECOURSE_MISSING", new("Who contests the response is told where else to turn before the complaint is closed.", "客户有异议的，结案前须告知其他救济途径。"), "ISO 10002 8.9", "tr_complaints_recourse");

    public static readonly Rule NotRectified = new("COMPLAINT_NOT_RECTIFIED", new("What was wrong is rectified and verified before the complaint is closed.", "结案前须完成整改并经验证。"), "2.3.3", "tr_complaints_rectified");

    public static readonly Rule NotAskedAgain = new("COMPLAINT_NOT_ASKED_AGAIN", new("The customer is asked again after the rectification, and has answered, or was reached and let the term pass, before the complaint is closed.", "整改后须再次回访客户，在其答复、或已联系到客户且期限届满后方可结案。"), "2.3.3", "tr_complaints_asked_again");

    public static readonly Rule Untold = new("COMPLAINT_UNTOLD", new("Before a complaint is closed the customer was told the response, or three tries to tell it have failed.", "结案前须已将处理结果告知客户，或三次告知均未成功。"), "ISO 10002 8.8", "tr_complaints_told");

    public static readonly Rule Level = new("COMPLAINT_LEVEL_PUBLIC", new("Complaints are at least INTERNAL.", "投诉的密级至少为内部。"), "3.1.2", "ck_complaints_level");

    /// <summary>Refuses a text that is missing or longer than 5000 characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="field">The input that it came in.</param>
    /// <param name="optional">Whether it may be missing.</param>
    public static string? Require(string? text, string field, bool optional = false) => text switch
    {
        { Length: > 5000 } => throw new RuleViolation(PlatformRules.Invalid, "A text has at most 5000 characters.") { Field = [field] },
        _ when string.IsNullOrWhiteSpace(text) => optional ? null : throw new RuleViolation(Incomplete) { Field = [field] },
        _ => text.Trim(),
    };
}
