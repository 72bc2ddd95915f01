using BusinessSuite.Intake.Tasks;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

/// <summary>The rules of applications.</summary>
internal static class ApplicationRules
{
    public static readonly Rule AnswerMissing = new("ANSWER_REQUIRED", new("The form asks for {0}.", "表单须填写 {0}。"), "2.1.2");

    public static readonly Rule AnswerInvalid = new("ANSWER_INVALID", new("{0} does not fit the field {1}.", "{0} 不符合字段 {1}。"), "2.1.2");

    public static readonly Rule NoticeOpen = new("NOTICE_OPEN", new("A supplement notice is open already; there is one at a time.", "已有未了结的补正通知，同一时间只能有一份。"), "2.1.3", "ux_supplement_notices_open");

    public static readonly Rule OneTimeNotice = new("ONE_TIME_NOTICE", new("The one-time notice was issued already; what it forgot needs a supervisor.", "一次性告知已发出，遗漏事项须由主管批准。"), "2.1.3", "tr_supplement_notices_once");

    public static readonly Rule Unjudged = new("VERDICT_MISSING", new("Every item of the checklist needs a verdict first.", "清单每一项均须先有结论。"), "2.1.3", "tr_supplement_notices_verdicts");

    public static readonly Rule NothingMissing = new("NOTHING_MISSING", new("Nothing is defective or missing, so there is nothing to supplement.", "没有缺陷或缺少的材料，无需补正。"), "2.1.3");

    public static readonly Rule StillMissing = new("MATERIALS_MISSING", new("{0} items are defective or missing.", "仍有 {0} 项材料有缺陷或缺少。"), "2.1.3");

    public static readonly Rule ReasonMissing = new("REASON_MISSING", new("A defect or a refusal says why.", "缺陷或不予受理须说明理由。"), "2.1.3", "ck_checklist_items_reason");

    public static readonly Rule WaivedSilently = new("WAIVER_UNEXPLAINED", new("The answers ask for this material; whoever waives it says why.", "按填报内容须提交该材料，免交须说明理由。"), "2.1.2", "ck_checklist_items_waived");

    public static readonly Rule NotAsked = new("MATERIAL_NOT_ASKED", new("The answers do not ask for this material, so it is not judged.", "按填报内容无须提交该材料，不作审核结论。"), "2.1.2", "ck_checklist_items_asked");

    public static readonly Rule ReviewOver = new("REVIEW_OVER", new("The review is over: no item of the checklist changes any more.", "审核已结束，清单不再变更。"), "2.1.2", "tr_checklist_items_undecided");

    public static readonly Rule TermOver = new("NOTICE_TERM_OVER", new("No notice was issued within the term, so the application counts as accepted.", "未在期限内告知，该申请视为受理。"), "2.1.3");

    public static readonly Rule ReviewerUnknown = new("REVIEWER_UNKNOWN", new("It is not known who judged this item; name the reviewer.", "未记录该事项由谁审核，请指明审核人。"), "2.1.3", "ck_review_faults_reviewer");

    public static readonly Rule NotNamed = new("NOT_IN_NOTICE", new("The one-time notice did not name this item; claiming it later takes a supervisor: claimForgottenItem.", "一次性告知未列明该事项，事后要求须由主管批准：claimForgottenItem。"), "2.1.3", "tr_checklist_items_named");

    public static readonly Rule TooFew = new("MATERIAL_TOO_FEW", new("Fewer are there than are asked for: the item is defective.", "份数少于要求，应判为有缺陷。"), "2.1.2", "tr_checklist_items_enough");

    public static readonly Rule Undated = new("ISSUE_DATE_MISSING", new("The material may only be so old, so its review names the day on which it was issued.", "该材料有有效期要求，审核须填写签发日期。"), "2.1.2", "tr_checklist_items_dated");

    public static readonly Rule TooOld = new("MATERIAL_TOO_OLD", new("The material was older on the day of receipt than is allowed: the item is defective.", "材料在收件当日已超过有效期，应判为有缺陷。"), "2.1.2", "tr_checklist_items_fresh");

    public static readonly Rule IssuedAhead = new("ISSUED_AHEAD", new("Nothing was issued on a day to come.", "签发日期不得晚于当日。"), "2.1.2", "ck_checklist_items_issued");

    public static readonly Rule NotCorrectable = new("NOT_CORRECTABLE_NOW", new("Only a defect that can be corrected at the desk is corrected so.", "只有可当场更正的缺陷才能当场更正。"), "2.1.3");

    public static readonly Rule NotForgotten = new("NOT_FORGOTTEN", new("The notice named this item, or there was no notice.", "该事项已在通知中列明，或尚未发出通知。"), "2.1.3");

    public static readonly Rule Unaddressed = new("UNADDRESSED", new("What was sent went some way to somebody.", "须说明送达方式和收件人。"), "2.3.1", "ck_outcome_dispatches_addressed");

    public static readonly Rule Arrived = new("NOTICE_ARRIVAL", new("A notice that arrived says when, others do not.", "已送达的通知须有送达时间，其他则没有。"), "2.3.1", "ck_result_notices_delivered");

    public static readonly Rule Untold = new("RESULT_UNTOLD", new("Before an application is closed, its result has reached the applicant, or three tries to tell it have failed.", "结案前结果须已告知申请人，或三次告知均未成功。"), "2.3.1", "tr_applications_told");

    public static readonly Rule NoWay = new("APPLICANT_UNREACHABLE", new("No channel of this installation leads to the applicant. Tell the result another way, and record it.", "本系统没有可达该申请人的渠道，请以其他方式告知并登记。"), "2.3.1");

    public static readonly Rule TasksOpen = new("TASKS_OPEN", new("Some tasks are neither completed nor cancelled.", "尚有任务未完成或取消。"), "2.1.6", "tr_applications_tasks");

    public static readonly Rule NoCancellationReason = new("CANCELLATION_REASON_MISSING", new("Who cancels an application says why.", "撤销申请须说明理由。"), Constraint: "ck_applications_cancelled");

    public static readonly Rule NoReopeningReason = new("REOPENING_REASON_MISSING", new("Who reopens an application says why.", "重新办理须说明理由。"), Constraint: "ck_reopenings_reason");

    public static readonly Rule Unrecorded = new("REOPENING_UNRECORDED", new("An end is taken back with a record of why.", "撤回办结须有记录。"), Constraint: "tr_applications_reopened");

    public static readonly Rule NoHandoverReason = new("HANDOVER_REASON_MISSING", new("Who hands an application over says why.", "移交申请须说明理由。"), Constraint: "ck_handovers_reason");

    public static readonly Rule Stays = new("TRANSFER_TO_ITSELF", new("The application is with this department already; handOverApplication lets somebody else there answer for it.", "该申请已由此部门办理；更换负责人请用 handOverApplication。"), "2.2.1", "ck_handovers_transfer");

    public static readonly Rule TransferUnrecorded = new("TRANSFER_UNRECORDED", new("An application goes to another department with a record of why.", "申请转部门须有记录。"), "2.2.1", "tr_applications_transferred");

    public static readonly Rule Conflict = TaskRules.Conflict with { Constraint = "tr_applications_conflict" };

    public static readonly Rule ExternalTaken = new("EXTERNAL_ID_TAKEN", new("An application of this external id was entered already.", "该外部编号的申请已录入。"), Constraint: "ux_applications_external");
}
