using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

/// <summary>Accepts, as of their receipt, applications for which no notice was issued in time; after a supplement, as of its receipt, those that got no answer in the same time again.</summary>
[Recurring("intake.accept-unanswered", "*/10 * * * *")]
internal sealed class AcceptUnansweredApplications(IntakeDbContext db, INumbering numbering, IWorkCalendar calendar, TimeProvider clock) : IRecurringJob
{
    private const int Batch = 500;

    public bool More { get; private set; }

    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var waiting = await (
            from application in db.Applications
            join version in db.TypeVersions on application.TypeVersionId equals version.Id
            // While an application is under review, no notice of it is open: the last one was closed by the supplement.
            let since = db.SupplementNotices.Where(n => n.ApplicationId == application.Id).Max(n => n.ClosedAt) ?? application.ReceivedAt
            where application.Status == ApplicationStatus.Received && since < now.AddDays(-version.NoticeWithinDays)
            orderby since
            select new { application.Id, Since = since, version.NoticeWithinDays }).ToListAsync(ct);
        var accepted = 0;
        foreach (var one in waiting)
        {
            if (accepted == Batch)
            {
                More = true;
                return;
            }

            if (await calendar.DeadlineInDays(one.Since, one.NoticeWithinDays, ct) < now)
            {
                var application = await db.Applications.Locked(one.Id, ct);
                if (application.Status == ApplicationStatus.Received)
                {
                    await AcceptApplicationOperation.Accept(application, one.Since, db, numbering, calendar, clock, ct);
                    accepted++;
                }
            }
        }
    }
}
