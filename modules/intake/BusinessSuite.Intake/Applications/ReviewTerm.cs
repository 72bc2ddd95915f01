using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

/// <summary>The working days within which an application, or the supplement to it, is answered; after them it counts as accepted.</summary>
internal static class ReviewTerm
{
    /// <summary>Refuses an answer that comes too late.</summary>
    /// <exception cref="RuleViolation">The term is over.</exception>
    public static async Task Require(Application application, IntakeDbContext db, IWorkCalendar calendar, DateTimeOffset now, CancellationToken ct)
    {
        if (application.Status != ApplicationStatus.Received)
        {
            // What is not under review is refused by its state.
            return;
        }

        var days = await db.TypeVersions.Where(v => v.Id == application.TypeVersionId).Select(v => v.NoticeWithinDays).FirstAsync(ct);
        var since = await db.SupplementNotices.Where(n => n.ApplicationId == application.Id).MaxAsync(n => n.ClosedAt, ct) ?? application.ReceivedAt;
        if (await calendar.DeadlineInDays(since, days, ct) < now)
        {
            throw new RuleViolation(ApplicationRules.TermOver);
        }
    }
}
