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
        var waiting = await db.TermsOfReviews().Where(t => t.Since < now.AddDays(-t.Days)).OrderBy(t => t.Since).ToListAsync(ct);
        var accepted = 0;
        foreach (var one in waiting)
        {
            if (accepted == Batch)
            {
                More = true;
                return;
            }

            if (await one.IsOver(calendar, now, ct))
            {
                var application = await db.Applications.Locked(one.ApplicationId, ct);
                if (application.Status == ApplicationStatus.Received)
                {
                    await AcceptApplicationOperation.Accept(application, one.Since, db, numbering, calendar, clock, ct);
                    accepted++;
                }
            }
        }
    }
}
