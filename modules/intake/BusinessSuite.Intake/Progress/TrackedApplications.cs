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
    public Task<Application?> Find(string? number, Guid? id, string secret, CancellationToken ct) => CustomerSecret.Open(
        attempts, Door, number ?? id?.ToString() ?? "", secret,
        () => db.Applications.AsNoTracking().FirstOrDefaultAsync(a => number != null ? a.Number == number : a.Id == id, ct), a => a.TrackingHash, ct);
}
