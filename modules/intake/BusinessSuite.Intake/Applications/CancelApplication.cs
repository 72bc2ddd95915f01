using BusinessSuite.Intake.Progress;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

internal static class CancelApplicationOperation
{
    /// <summary>Ends an application that was taken back, and tells the applicant. Its number stays with it.</summary>
    /// <param name="reason">Why, as the applicant is told.</param>
    [Mutation, Requires(Permissions.Decide)]
    public static async Task<Application> CancelApplication(
        Application application, string reason, IntakeDbContext db, Impartiality impartiality, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        await impartiality.Require(application.ApplicantId, caller.EmployeeId, ct);
        var why = ApplicationRules.NoCancellationReason.Given(reason, "reason");
        var now = clock.GetUtcNow();
        application.Cancel(why, now);
        db.Add(new ProgressEntry(application, now, new($"The application was cancelled: {why}", $"申请已撤销：{why}")));
        return application;
    }
}
