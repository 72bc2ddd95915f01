using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

/// <summary>The working days within which an application under review, or the supplement to it, is answered; after them it counts as accepted.</summary>
internal sealed class ReviewTerm
{
    /// <summary>The application.</summary>
    public Guid ApplicationId { get; init; }

    /// <summary>From when it runs.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>How many working days it has.</summary>
    public int Days { get; init; }

    /// <summary>When it ends.</summary>
    public Task<DateTimeOffset> End(IWorkCalendar calendar, CancellationToken ct) => calendar.DeadlineInDays(Since, Days, ct);

    /// <summary>Whether it is over.</summary>
    public async Task<bool> IsOver(IWorkCalendar calendar, DateTimeOffset now, CancellationToken ct) => await End(calendar, ct) < now;
}

/// <summary>Finds terms of reviews.</summary>
internal static class ReviewTerms
{
    /// <summary>The terms of all applications under review.</summary>
    public static IQueryable<ReviewTerm> TermsOfReviews(this IntakeDbContext db) =>
        from application in db.Applications
        join version in db.TypeVersions on application.TypeVersionId equals version.Id
        where application.Status == ApplicationStatus.Received
        select new ReviewTerm
        {
            ApplicationId = application.Id,
            // While an application is under review, no notice of it is open: the last one was closed by the supplement.
            Since = db.SupplementNotices.Where(n => n.ApplicationId == application.Id).Max(n => n.ClosedAt) ?? application.ReceivedAt,
            Days = version.NoticeWithinDays,
        };

    /// <summary>The term of an application under review that is over; null while it runs, and for what is not under review.</summary>
    public static async Task<ReviewTerm?> TermOver(this IntakeDbContext db, Application application, IWorkCalendar calendar, DateTimeOffset now, CancellationToken ct) =>
        await db.TermsOfReviews().FirstOrDefaultAsync(t => t.ApplicationId == application.Id, ct) is { } term && await term.IsOver(calendar, now, ct) ? term : null;

    /// <summary>Refuses an answer that comes too late. What is not under review is refused by its state.</summary>
    /// <exception cref="RuleViolation">The term is over.</exception>
    public static async Task RequireInTime(this IntakeDbContext db, Application application, IWorkCalendar calendar, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.TermOver(application, calendar, now, ct) is not null)
        {
            throw new RuleViolation(ApplicationRules.TermOver);
        }
    }
}
