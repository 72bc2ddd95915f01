using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Notices;

/// <summary>The rules of notices.</summary>
internal static class NoticeRules
{
    public static readonly Rule NothingTold = new("NOTHING_TOLD", new("What is told goes some way, to somebody, in words.", "告知须有方式、对象和内容。"), "2.3.1", "ck_result_notices_told");

    public static readonly Rule UnderWay = new("NOTICE_UNDER_WAY", new("A notice is under way; wait until it has arrived or failed.", "通知正在送达，请待其送达或失败。"), "2.3.1", "ux_result_notices_pending");

    public static readonly Rule TriesLeft = new("NOTICE_TRIES_LEFT", new("The customer was not reached yet: {0} of {1} tries have failed. Try again, or another way.", "尚未告知客户：{1} 次尝试中已有 {0} 次失败。请重试或改用其他方式。"), "2.3.1");
}
