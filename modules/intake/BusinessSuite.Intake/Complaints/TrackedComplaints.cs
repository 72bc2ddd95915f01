using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Complaints;

/// <summary>Finds a complaint, however confidential it is to others, for whoever knows its secret. Of one that does not exist it tells no more, and no sooner, than of a wrong secret.</summary>
[Provides]
internal sealed class TrackedComplaints(IntakeDbContext db, IAttempts attempts, IUnrestricted unrestricted)
{
    private const string Door = "intake.complaint-tracking";

    /// <summary>The complaint, not tracked, or null when number and secret do not fit.</summary>
    /// <exception cref="RuleViolation"><see cref="PlatformRules.TooManyAttempts"/> after ten wrong guesses.</exception>
    public Task<Complaint?> Find(string number, string secret, CancellationToken ct) => CustomerSecret.Open(
        attempts, Door, number, secret, () => unrestricted.Read(() => db.Complaints.AsNoTracking().FirstOrDefaultAsync(c => c.Number == number, ct), ct), c => c.TrackingHash, ct);
}
