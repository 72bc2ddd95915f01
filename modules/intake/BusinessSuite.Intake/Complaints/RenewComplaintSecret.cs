using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

/// <summary>A complaint that is followed by a new secret.</summary>
/// <param name="Complaint">The complaint.</param>
/// <param name="TrackingSecret">What the customer follows it with, together with its number. It is shown this once.</param>
internal sealed record RenewedComplaintSecret(Complaint Complaint, string TrackingSecret);

internal static class RenewComplaintSecretOperation
{
    /// <summary>Gives a customer who lost it a new secret to follow a complaint with. The earlier one ends at once.</summary>
    /// <param name="reason">How it was made sure that the customer asks for it; at most 5000 characters.</param>
    [Mutation, Requires(Permissions.RecordComplaints)]
    public static RenewedComplaintSecret RenewComplaintSecret(Complaint complaint, [Secret] string reason, IntakeDbContext db, Caller caller, TimeProvider clock)
    {
        var why = ComplaintRules.Require(CustomerSecret.RequireReason(reason), "reason")!;
        db.Add(new ComplaintEntry(complaint, clock.GetUtcNow(), caller.EmployeeId, why));
        return new(complaint, complaint.GiveSecret());
    }
}
