using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Ratings;

/// <summary>When an application closes its customer is asked, by a link that is sent, unless that was done with the result.</summary>
internal sealed class AskForRating(IntakeDbContext db, RatingLinks links, RatingInvitations invitations) : IHandle<ApplicationClosed>
{
    public async Task Handle(ApplicationClosed happened, CancellationToken ct)
    {
        var rating = await links.AskedFor((await db.Applications.FindAsync([happened.ApplicationId], ct))!, ct);
        if (invitations.AreSent && !rating.HasLink)
        {
            await invitations.Issue(rating, null, ct);
        }
    }
}
