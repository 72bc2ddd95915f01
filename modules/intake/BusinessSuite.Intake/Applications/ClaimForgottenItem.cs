using BusinessSuite.Intake.Tasks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

internal static class ClaimForgottenItemOperation
{
    /// <summary>
    /// Lets an item be claimed that the one-time notice forgot. It takes a supervisor and a verdict on every other item, and the fault is recorded
    /// against the reviewer. The notice lists with it what the one before named and is still defective or missing.
    /// </summary>
    /// <param name="item">The item of the checklist.</param>
    /// <param name="reason">What is wrong or missing.</param>
    /// <param name="fault">How it came to be forgotten.</param>
    /// <param name="reviewerId">Who had reviewed; who judged the item unless given.</param>
    [Mutation, Requires(Permissions.Supervise)]
    public static async Task<SupplementNotice> ClaimForgottenItem(
        Application application, ChecklistItem item, string reason, string fault, IntakeDbContext db, INumbering numbering, IWorkCalendar calendar,
        Impartiality impartiality, Caller caller, TimeProvider clock, CancellationToken ct, Id<EmployeeRef>? reviewerId = null)
    {
        await impartiality.Require(application.ApplicantId, caller.EmployeeId, ct);
        var notices = await db.SupplementNotices.Where(n => n.ApplicationId == application.Id).Select(n => n.Id).ToListAsync(ct);
        if (item.ApplicationId != application.Id || notices.Count == 0 || await db.NoticeItems.AnyAsync(n => notices.Contains(n.NoticeId) && n.ChecklistItemId == item.Id, ct))
        {
            throw new RuleViolation(ApplicationRules.NotForgotten) { Field = ["itemId"] };
        }

        var others = await db.ChecklistItems.Where(i => i.ApplicationId == application.Id && i.Id != item.Id).OrderBy(i => i.Id).ToListAsync(ct);
        if (others.Any(i => i.Verdict == Verdict.Unjudged))
        {
            throw new RuleViolation(ApplicationRules.Unjudged);
        }

        var now = clock.GetUtcNow();
        var reviewer = reviewerId?.Value ?? item.JudgedById ?? throw new RuleViolation(ApplicationRules.ReviewerUnknown) { Field = ["reviewerId"] };
        item.Judge(Verdict.Defective, reason, false, caller.EmployeeId, now);
        db.Add(new ReviewFault
        {
            ApplicationId = application.Id,
            ChecklistItemId = item.Id,
            ReviewerId = reviewer,
            Fault = string.IsNullOrWhiteSpace(fault) ? throw new RuleViolation(ApplicationRules.ReasonMissing) { Field = ["fault"] } : fault,
            At = now,
        });
        return await IssueSupplementNoticeOperation.Issue(application, [item, .. others.Where(i => i.IsWanting)], db, numbering, calendar, clock, ct);
    }
}
