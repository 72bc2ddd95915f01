using BusinessSuite.Intake.Rectifications;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Complaints;

/// <summary>Knows when what a complaint found was put right, so that the customer can be asked again.</summary>
internal static class Settlement
{
    /// <summary>When the last of it was: the response, or the verification of the last rectification.</summary>
    /// <exception cref="RuleViolation">Something is not yet (<see cref="ComplaintRules.NotRectified"/>).</exception>
    public static async Task<DateTimeOffset?> Settled(this IntakeDbContext db, Complaint complaint, CancellationToken ct)
    {
        var rectifications = await db.Rectifications.Where(r => r.ComplaintId == complaint.Id).ToListAsync(ct);
        return rectifications.Any(r => r.Status is not (RectificationStatus.Verified or RectificationStatus.Withdrawn))
            || (complaint.Outcome != ComplaintOutcome.NotUpheld && !rectifications.Any(r => r.VerifiedAt >= complaint.OpenedAt))
                ? throw new RuleViolation(ComplaintRules.NotRectified)
                : rectifications.Select(r => r.VerifiedAt).Append(complaint.RespondedAt).Max();
    }
}
