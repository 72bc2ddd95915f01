using BusinessSuite.Intake.Applications;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>What a task is done for.</summary>
/// <param name="Status">Where the application stands.</param>
/// <param name="ApplicantId">Who applies; null where unknown.</param>
internal sealed record CaseOfTask(ApplicationStatus Status, Guid? ApplicantId);

/// <summary>Looks from a task to its application.</summary>
internal static class AcceptedCase
{
    /// <summary>The application of a task on which something is done, whether the caller sees it or not.</summary>
    /// <exception cref="RuleViolation">The application is not accepted, or has ended.</exception>
    public static async Task<CaseOfTask> Accepted(this WorkTask task, IntakeDbContext db, IUnrestricted unrestricted, CancellationToken ct)
    {
        var found = await unrestricted.Read(() => db.Applications.Where(a => a.Id == task.ApplicationId).Select(a => new CaseOfTask(a.Status, a.ApplicantId)).FirstAsync(ct), ct);
        return found.Status == ApplicationStatus.Accepted ? found : throw new RuleViolation(TaskRules.NotAccepted);
    }
}
