using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Ratings;

/// <summary>When an application closes its customer is asked, unless that was done with the result. The event tells who sends the link.</summary>
internal sealed class AskForRating(IntakeDbContext db, RatingLinks links) : IHandle<ApplicationClosed>
{
    public async Task Handle(ApplicationClosed happened, CancellationToken ct) =>
        await links.AskedFor((await db.Applications.FindAsync([happened.ApplicationId], ct))!, ct);
}
