using BusinessSuite.Intake.Complaints;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Rectifications;

internal static class WithdrawRectificationOperation
{
    /// <summary>
    /// Withdraws a rectification that was planned twice, or wrongly: it is not to be done, and its complaint closes without it. Only a person outside
    /// the department that was to carry it out may, who is not the person complained of.
    /// </summary>
    /// <param name="reason">Why; at most 5000 characters.</param>
    [Mutation, Requires(Permissions.VerifyRectifications)]
    public static async Task<Rectification> WithdrawRectification(
        Rectification rectification, [Secret] string reason, IntakeDbContext db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleViolation(RectificationRules.NoReason) { Field = ["reason"] };
        }

        var complaint = await db.Complaints.Locked(rectification.ComplaintId, ct);
        var (now, why) = (clock.GetUtcNow(), ComplaintRules.Require(reason, "reason")!);
        await db.RequireOutside(rectification, caller, now, ct);
        rectification.Withdraw(caller, complaint, why, now);
        db.Add(new ComplaintEntry(complaint, now, caller.EmployeeId, why));
        return rectification;
    }
}
