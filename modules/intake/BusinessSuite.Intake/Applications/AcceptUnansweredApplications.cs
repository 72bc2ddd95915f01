using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

/// <summary>Accepts, as of their receipt, applications for which no notice was issued in time.</summary>
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
            where application.Status == ApplicationStatus.Received && !db.SupplementNotices.Any(n => n.ApplicationId == application.Id)
                && application.ReceivedAt < now.AddDays(-version.NoticeWithinDays)
            orderby application.ReceivedAt
            select new { application.Id, application.ReceivedAt, version.NoticeWithinDays }).ToListAsync(ct);
        var accepted = 0;
        foreach (var one in waiting)
        {
            if (accepted == Batch)
            {
                More = true;
                return;
            }

            if (await calendar.DeadlineInDays(one.ReceivedAt, one.NoticeWithinDays, ct) < now)
            {
                var application = await db.Applications.Locked(one.Id, ct);
                if (application.Status == ApplicationStatus.Received)
                {
                    await AcceptApplicationOperation.Accept(application, application.ReceivedAt, db, numbering, calendar, clock, ct);
                    accepted++;
                }
            }
        }
    }
}
