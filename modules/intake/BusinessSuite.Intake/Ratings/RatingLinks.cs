using BusinessSuite.Intake.Applications;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Intake.Ratings;

/// <summary>A link to rate by. Whoever has the token may rate, once.</summary>
/// <param name="Rating">The rating that is asked for.</param>
/// <param name="Token">The token for the link, <c>rateApplication(input: {token})</c>. It is shown this once.</param>
internal sealed record RatingLink(Rating Rating, string Token);

/// <summary>Asks for ratings, and finds them for whoever has the token.</summary>
[Provides]
internal sealed class RatingLinks(IntakeDbContext db, IAttempts attempts, IMessages messages, IUnrestricted unrestricted, TimeProvider clock, IOptions<FeedbackOptions> options)
{
    private const string Door = "intake.rating";

    /// <summary>Until when what is asked for now can be given.</summary>
    public DateTimeOffset OpenUntil(DateTimeOffset now) => now.AddDays(options.Value.RatingDays);

    /// <summary>The rating of the application that is asked for now, or else a new one. What was asked before the application was reopened is over.</summary>
    public async Task<Rating> AskedFor(Application application, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = await db.Reopenings.Where(r => r.ApplicationId == application.Id).MaxAsync(r => (DateTimeOffset?)r.At, ct);
        var asked = db.Ratings.Where(r => r.ApplicationId == application.Id && r.ComplaintId == null && r.RatedAt == null);
        if (await asked.FirstOrDefaultAsync(r => r.OpenUntil > now && (since == null || r.AskedAt >= since), ct) is { } rating)
        {
            return rating;
        }

        await End(asked, ct);
        return db.Add(new Rating(application, now, OpenUntil(now))).Entity;
    }

    /// <summary>Ends the links to ratings that were not given, since the customer is asked anew: one question is answered once.</summary>
    public Task End(IQueryable<Rating> asked, CancellationToken ct) => unrestricted.Read(
        async () =>
        {
            foreach (var rating in await asked.Where(r => r.RatedAt == null && r.TokenHash != null).ToListAsync(ct))
            {
                rating.EndLink();
                if (rating.MessageId is { } message)
                {
                    await messages.Withdraw(message, ct);
                }
            }

            return await db.SaveChangesAsync(ct);
        },
        ct);

    /// <summary>The rating that the token is for, not tracked, or null when it is for none.</summary>
    /// <exception cref="RuleViolation"><see cref="PlatformRules.TooManyAttempts"/> after ten wrong guesses.</exception>
    public Task<Rating?> Find(string token, CancellationToken ct)
    {
        var given = CustomerSecret.Normal(token);
        var key = given[..Math.Min(Rating.KeyLength, given.Length)];
        return CustomerSecret.Open(attempts, Door, key, given, () => db.Ratings.AsNoTracking().FirstOrDefaultAsync(r => r.TokenKey == key, ct), r => r.TokenHash, ct);
    }
}
