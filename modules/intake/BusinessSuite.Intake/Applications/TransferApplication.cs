using BusinessSuite.Intake.Notices;
using BusinessSuite.Intake.Progress;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

internal static class TransferApplicationOperation
{
    /// <summary>
    /// Lets another department handle an application that came to the wrong one (2.2.1). It keeps its number, its clocks and its tasks: those that somebody has stay with him until
    /// they are given to others or cancelled. Who answers for it in the other department is told, or else its head.
    /// </summary>
    /// <param name="departmentId">The department that handles it from now on.</param>
    /// <param name="reason">Why.</param>
    /// <param name="responsibleId">The employee who answers for it from now on; nobody does yet unless given.</param>
    [Mutation, Requires(Permissions.HandOver)]
    public static async Task<Application> TransferApplication(
        Application application, Id<DepartmentRef> departmentId, string reason, IntakeDbContext db, Impartiality impartiality, DepartmentHeads heads, HandoverMail mail,
        IUnrestricted unrestricted, TimeProvider clock, CancellationToken ct, Id<EmployeeRef>? responsibleId = null)
    {
        var why = Handover.Require(application, reason, "TransferApplication");
        if (application.DepartmentId == departmentId.Value)
        {
            throw new RuleViolation(ApplicationRules.Stays) { Field = ["departmentId"] };
        }

        await impartiality.Require(application.ApplicantId, responsibleId?.Value, ct, "responsibleId");
        var now = clock.GetUtcNow();
        application.Note(now);
        var handover = Handover.Transfer(application, departmentId, responsibleId?.Value, why, now);
        db.Add(handover);
        db.Add(new ProgressEntry(application, now, new("Another department handles the application now.", "申请已转由其他部门办理。")));
        await unrestricted.HandOver(db, ct);
        if ((responsibleId?.Value ?? await heads.Of(departmentId, null, now, ct)) is { } who)
        {
            await mail.Send([new(handover, who)], ct);
        }

        return application;
    }
}
