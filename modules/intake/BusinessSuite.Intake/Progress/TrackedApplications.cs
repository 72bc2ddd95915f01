using BusinessSuite.Intake.Applications;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Progress;

/// <summary>Finds an application for whoever knows its secret. Of one that does not exist it tells no more, and no sooner, than of a wrong secret.</summary>
[Provides]
internal sealed class TrackedApplications(IntakeDbContext db, IAttempts attempts)
{
    private const string Door = "intake.tracking";

    /// <summary>The application, or null when number and secret do not fit.</summary>
    /// <exception cref="RuleViolation"><see cref="PlatformRules.TooManyAttempts"/> after ten wrong guesses.</exception>
    public async Task<Application?> Find(string? number, Guid? id, string secret, CancellationToken ct)
    {
        var subject = number ?? id?.ToString() ?? "";
        await attempts.Count(Door, subject, ct);
        var application = await db.Applications.AsNoTracking().FirstOrDefaultAsync(a => number != null ? a.Number == number : a.Id == id, ct);
        if (!CustomerSecret.Fits(application?.TrackingHash, secret))
        {
            return null;
        }

        await attempts.Forgive(Door, subject, ct);
        return application;
    }
}
