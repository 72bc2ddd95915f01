using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Progress;

/// <summary>An application that is followed by a new secret.</summary>
/// <param name="Application">The application.</param>
/// <param name="TrackingSecret">What the applicant follows it with. It is shown this once.</param>
internal sealed record RenewedTrackingSecret(Application Application, string TrackingSecret);

internal static class RenewTrackingSecretOperation
{
    /// <summary>Gives an applicant who lost it a new secret to follow an application with. The earlier one ends at once. The audit trail keeps the reason.</summary>
    /// <param name="reason">How it was made sure that the applicant asks for it.</param>
    [Mutation, Requires(Permissions.Receive)]
    public static async Task<RenewedTrackingSecret> RenewTrackingSecret(
        Application application, string reason, IntakeDbContext db, Impartiality impartiality, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        await impartiality.Require(application.ApplicantId, caller.EmployeeId, ct);
        _ = CustomerSecret.RequireReason(reason);
        db.Add(new ProgressEntry(application, clock.GetUtcNow(), new("A new secret to follow the application was given; the earlier one has ended.", "已重新发放查询密钥，原密钥失效。")));
        return new(application, application.GiveSecret());
    }
}
