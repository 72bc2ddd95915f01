using BusinessSuite.Intake.Complaints;
using BusinessSuite.Intake.Contacts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Intake.Ratings;

/// <summary>What asks a customer for a rating.</summary>
/// <param name="Customer">The customer's name.</param>
/// <param name="Number">The number of the application, or of the complaint after which the customer is asked again; empty when it has none.</param>
/// <param name="Type">The name of the kind of application; empty when the customer is asked again.</param>
/// <param name="Again">Whether the customer is asked again, after a complaint.</param>
/// <param name="Link">The address where the rating is given.</param>
/// <param name="OpenUntil">Until when it can be given.</param>
internal sealed record RatingInvitation(string Customer, string Number, string Type, bool Again, [property: Secret] string Link, DateTimeOffset OpenUntil)
    : IMessageData<RatingInvitation>
{
    public static string Template => "intake.rating";

    public static RatingInvitation Sample { get; } = new(
        "Zhang San", "PERMIT-20260302-0001", "Permit", false, "https://example.org/rate#ABCDEFGHJKLMNPQRSTUVWXYZ23456789", new(2026, 4, 1, 2, 0, 0, TimeSpan.Zero));
}

/// <summary>Makes links to rate by and sends them to those who are asked.</summary>
[Provides]
internal sealed class RatingInvitations(IntakeDbContext db, IMessages messages, TimeProvider clock, IOptions<FeedbackOptions> options)
{
    /// <summary>What is kept of a message whose link nobody but the customer sees.</summary>
    private static readonly Text Asked = new("Are you satisfied now? Please tell us by the link.", "您现在满意吗？请通过链接告诉我们。");

    /// <summary>Whether it is known where customers rate, so that links can be sent.</summary>
    public bool AreSent => options.Value.RatingPage is not null;

    /// <summary>
    /// A new link for the rating; an earlier one ends. It is sent to the customer, unless the case has not ended yet: what cannot be rated
    /// now is asked for later, by whoever tells the result. That a customer is asked again after a complaint is a notice of that complaint.
    /// </summary>
    /// <param name="rating">What is asked for.</param>
    /// <param name="to">Who is given the link, besides the customer.</param>
    /// <param name="ct">Cancels the work.</param>
    public async Task<RatingLink> Issue(Rating rating, Guid? to, CancellationToken ct)
    {
        var token = rating.GiveToken(to);
        if (AreSent && await db.Contacts.Recipient(rating.ContactId, c => c.WaysToWrite(messages.Channels), ct) is { } customer && await About(rating, ct) is var (number, type))
        {
            var link = options.Value.RatingPage!.Replace(FeedbackOptions.Token, token, StringComparison.Ordinal);
            var notice = rating.ComplaintId is { } complaint ? db.Add(new ComplaintNotice { ComplaintId = complaint, Kind = ComplaintNoticeKind.FollowUp }).Entity : null;
            var message = await messages.Send(
                new RatingInvitation(customer.Name, number, type, notice is not null, link, rating.OpenUntil),
                customer,
                // Each link is another message.
                new($"{RatingInvitation.Template}:{rating.Id}:{Guid.NewGuid()}") { AboutId = notice?.Id ?? rating.Id, DepartmentId = rating.DepartmentId },
                ct);
            rating.Travel(message);
            notice?.Leave(customer.Routes[0], Asked.In(customer.Language), clock.GetUtcNow());
            notice?.Travel(message);
        }

        return new(rating, token);
    }

    /// <summary>Number and type of what is rated; null when it cannot be rated yet.</summary>
    private async Task<(string Number, string Type)?> About(Rating rating, CancellationToken ct)
    {
        if (rating.ComplaintId is { } complaint)
        {
            return ((await db.Complaints.FindAsync([complaint], ct))!.Number, "");
        }

        var application = (await db.Applications.FindAsync([rating.ApplicationId], ct))!;
        return application.EndedAt is null
            ? null
            : (application.Number ?? "", await db.ApplicationTypes.Where(t => t.Id == application.TypeId).Select(t => t.Name).FirstAsync(ct));
    }
}
