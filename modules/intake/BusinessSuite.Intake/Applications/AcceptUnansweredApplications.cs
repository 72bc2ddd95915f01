using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

/// <summary>
/// Accepts, as of their receipt, applications for which no notice was issued in time; after a supplement, as of its receipt, those that got no
/// answer in the same time again. One that cannot be accepted keeps none of the others waiting.
/// </summary>
[Recurring("intake.accept-unanswered", "*/10 * * * *")]
internal sealed class AcceptUnansweredApplications(IntakeDbContext db, INumbering numbering, IWorkCalendar calendar, TimeProvider clock) : IRecurringParts
{
    public async Task<IReadOnlyList<Guid>> Due(DateTimeOffset tick, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var over = new List<Guid>();
        foreach (var one in await db.TermsOfReviews().Where(t => t.Since < now.AddDays(-t.Days)).OrderBy(t => t.Since).ToListAsync(ct))
        {
            if (await one.IsOver(calendar, now, ct))
            {
                over.Add(one.ApplicationId);
            }
        }

        return over;
    }

    public async Task Do(Guid part, CancellationToken ct)
    {
        var application = await db.Applications.Locked(part, ct);
        if (await db.TermOver(application, calendar, clock.GetUtcNow(), ct) is { } term)
        {
            await AcceptApplicationOperation.Accept(application, term.Since, db, numbering, calendar, clock, ct);
        }
    }
}
