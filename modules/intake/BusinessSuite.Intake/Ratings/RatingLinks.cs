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
internal sealed class RatingLinks(IntakeDbContext db, IAttempts attempts, TimeProvider clock, IOptions<FeedbackOptions> options)
{
    private const string Door = "intake.rating";

    /// <summary>Until when what is asked for now can be given.</summary>
    public DateTimeOffset OpenUntil(DateTimeOffset now) => now.AddDays(options.Value.RatingDays);

    /// <summary>The rating of the application that is asked for now, or else a new one.</summary>
    public async Task<Rating> AskedFor(Application application, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Ratings.FirstOrDefaultAsync(r => r.ApplicationId == application.Id && r.ComplaintId == null && r.RatedAt == null && r.OpenUntil > now, ct)
            ?? db.Add(new Rating(application, now, OpenUntil(now))).Entity;
    }

    /// <summary>The rating that the token is for, not tracked, or null when it is for none.</summary>
    /// <exception cref="RuleViolation"><see cref="PlatformRules.TooManyAttempts"/> after ten wrong guesses.</exception>
    public Task<Rating?> Find(string token, CancellationToken ct)
    {
        var given = CustomerSecret.Normal(token);
        var key = given[..Math.Min(Rating.KeyLength, given.Length)];
        return CustomerSecret.Open(attempts, Door, key, given, () => db.Ratings.AsNoTracking().FirstOrDefaultAsync(r => r.TokenKey == key, ct), r => r.TokenHash, ct);
    }
}
