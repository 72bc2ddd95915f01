using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

/// <summary>The rules of discipline.</summary>
internal static class DisciplineRules
{
    public static readonly Rule Retroactive = new("SCALE_RETROACTIVE", new("A new scale holds from a day that lies neither in the past nor before the scale's that holds now.", "新标准的生效日不得早于今日，也不得早于现行标准。"), "3.1.2");

    public static readonly Rule ScaleTaken = new("SCALE_TAKEN", new("A scale holds from this day already.", "该日已有生效的标准。"), "3.1.2", "ux_penalty_scales_valid_from");

    public static readonly Rule PenaltyTaken = new("PENALTY_TAKEN", new("The scale has a penalty of this code.", "该标准已有此代码的处分。"), "3.1.2", "ux_penalties_code");

    public static readonly Rule NoScale = new("SCALE_MISSING", new("No scale of penalties held on the day of the deed.", "行为发生当日没有生效的处分标准。"), "3.1.2");

    public static readonly Rule Unheard = new("NOT_HEARD", new("The employee has not been heard: there is no statement yet, and no term for it has passed since the notice is proven to have reached him.", "尚未听取员工陈述：陈述未提交，且自证明通知已送达之日起的期限未届满。"), "3.1.2", "ck_discipline_cases_hearing");

    public static readonly Rule Reached = new("NOTICE_REACHED", new("That the notice reached the employee is on record already.", "通知送达情况已有记录。"), "3.1.2");

    public static readonly Rule NoEvidence = new("NOTICE_EVIDENCE_MISSING", new("A notice that was handed over has evidence, and who recorded it.", "当面送达须有凭据及记录人。"), "3.1.2", "ck_discipline_cases_notice");

    public static readonly Rule DecisionUnproven = new("DECISION_EVIDENCE_MISSING", new("A decision that was handed over has evidence, and who recorded it.", "当面送达决定须有凭据及记录人。"), "3.1.2", "ck_discipline_cases_delivery");

    public static readonly Rule DecisionReached = new("DECISION_REACHED", new("That the decision reached the employee is on record already.", "决定送达情况已有记录。"), "3.1.2");

    public static readonly Rule NoStatement = new("STATEMENT_EMPTY", new("A statement says something.", "陈述内容不能为空。"), "3.1.2");

    public static readonly Rule RecorderIsParty = new("RECORDER_IS_PARTY", new("Neither the one concerned nor the one who reported records what was stated or handed over.", "当事人和举报人不得记录陈述或送达情况。"), "3.1.2", "ck_discipline_cases_recorder");

    public static readonly Rule NoAppealGrounds = new("APPEAL_UNEXPLAINED", new("Who decides an appeal says why.", "处理申诉须说明理由。"), "3.1.2");

    public static readonly Rule NoReason = new("DISMISSAL_UNEXPLAINED", new("A case is dismissed with a reason, by someone who is no party.", "撤销案件须说明理由，且由非当事方作出。"), "3.1.2", "tr_discipline_cases_ending");

    public static readonly Rule OffScale = new("PENALTY_NOT_ON_SCALE", new("The penalty is not on the scale that held on the day of the deed.", "该处分不在行为发生当日生效的标准之内。"), "3.1.2", "tr_discipline_cases_scale");

    public static readonly Rule Party = new("DECIDER_IS_PARTY", new("Neither the one concerned nor the one who reported decides.", "当事人和举报人不得作出决定。"), "3.1.2", "ck_discipline_cases_decider");

    public static readonly Rule Equal = new("DECIDER_IS_EQUAL", new("An equal or a subordinate of the one concerned does not decide.", "当事人的同级或下级不得作出决定。"), "3.1.2");

    public static readonly Rule SameDecider = new("APPEAL_BY_DECIDER", new("An appeal is decided by someone who neither decided before nor is a party, and by no authority of who decided.", "申诉须由未参与原决定且非当事方的人员处理，亦不得以原决定人的权限处理。"), "3.1.2", "ck_discipline_cases_appeal");

    public static readonly Rule NotYours = new("NOT_YOUR_CASE", new("Only the one concerned does this.", "仅当事人可执行此操作。"), "3.1.2");

    public static readonly Rule AppealLate = new("APPEAL_LATE", new("The term for an appeal has passed.", "申诉期限已过。"), "3.1.2", "ck_discipline_cases_appeal_term");

    public static readonly Rule NotMilder = new("APPEAL_NOT_MILDER", new("An appeal makes a penalty milder or leaves it: another penalty is less severe, on the same scale, and given where the outcome is REDUCED only.", "申诉不得加重处分：变更后的处分须在同一标准内且更轻，并仅在结果为 REDUCED 时给出。"), "3.1.2", "tr_discipline_cases_milder");

    public static readonly Rule Nobody = new("NO_EMPLOYEE", new("This account stands for no employee.", "该账户未关联员工。"));
}
