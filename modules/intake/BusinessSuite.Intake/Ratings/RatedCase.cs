using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Ratings;

/// <summary>What a link asks to rate. It names no staff.</summary>
/// <param name="Number">The number of the application, or of the complaint after which the customer is asked again.</param>
/// <param name="Name">The kind of application; null after a complaint that is about none.</param>
/// <param name="EndedAt">When the application ended; null while it is open.</param>
/// <param name="OpenUntil">Until when it can be rated.</param>
/// <param name="RatedAt">When it was rated; null before.</param>
internal sealed record RatedCase(string? Number, string? Name, DateTimeOffset? EndedAt, DateTimeOffset OpenUntil, DateTimeOffset? RatedAt);

internal static class RatedCaseQuery
{
    /// <summary>What the token of a link asks to rate; null for a wrong token. After ten wrong ones it answers TOO_MANY_ATTEMPTS for 15 minutes.</summary>
    /// <param name="token">The token of the link.</param>
    [Query, Anonymous]
    public static async Task<RatedCase?> RatedCase(string token, IntakeDbContext db, RatingLinks links, IUnrestricted unrestricted, CancellationToken ct)
    {
        if (await links.Find(token, ct) is not { } rating)
        {
            return null;
        }

        var application = await (
            from a in db.Applications
            join type in db.ApplicationTypes on a.TypeId equals type.Id
            where a.Id == rating.ApplicationId
            select new { a.Number, type.Name, a.EndedAt }).FirstOrDefaultAsync(ct);
        var complaint = await unrestricted.Read(() => db.Complaints.Where(c => c.Id == rating.ComplaintId).Select(c => c.Number).FirstOrDefaultAsync(ct), ct);
        return new(complaint ?? application?.Number, application?.Name, application?.EndedAt, rating.OpenUntil, rating.RatedAt);
    }
}
