using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.ServiceLevels;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Escalations;

internal static class EscalateApplicationOperation
{
    /// <summary>
    /// Asks the superior for help with an application, at any time; it goes to whoever stands in when the superior is away, and further up when that would
    /// be the one who asks (请示上级). While nobody is there to be asked it waits for who comes back.
    /// </summary>
    /// <param name="reason">What the problem is.</param>
    [Mutation, Requires(Permissions.Escalate)]
    public static async Task<Escalation> EscalateApplication(
        Application application, string reason, Escalating escalating, EscalationMail mail, IntakeDbContext db, IWorkCalendar calendar,
        Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var why = EscalationRules.NoReason.Given(reason, "reason");
        if (application.EndedAt is not null)
        {
            throw new RuleViolation(EscalationRules.Ended);
        }

        var now = clock.GetUtcNow();
        var subject = caller.EmployeeId ?? ((await escalating.Owners([new(application.Id, application.DepartmentId, application.ResponsibleId)], now, ct)).TryGetValue(application.Id, out var owner) ? owner : null);
        var to = (await escalating.Ways(subject is { } who ? [who] : [], now, ct)).Up(subject, 1, caller.EmployeeId);
        var escalation = new Escalation(application.Id, application.DepartmentId, EscalationCause.Employee, to, now)
        {
            RaisedById = caller.EmployeeId,
            Reason = why,
            ClimbAfter = await db.ServiceLevels.Where(l => l.Id == application.ServiceLevelId).Select(l => (TimeSpan?)l.ClimbAfter).FirstOrDefaultAsync(ct) ?? ServiceLevel.UsualClimb,
        };
        escalation.ClimbAt(await calendar.Deadline(now, escalation.ClimbAfter, ct));
        await mail.Send([escalation], ct);
        return escalation;
    }
}
