using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Escalations;

internal static class HandOverEscalationOperation
{
    /// <summary>Gives an escalation that waits for an answer to another employee, who is told. It goes further up when it would have anyway.</summary>
    /// <param name="employeeId">Who is to answer it; not who asked for help, nor the owner past whom the case went up.</param>
    [Mutation, Requires(Permissions.AnswerEscalations)]
    public static async Task<Escalation> HandOverEscalation(
        Escalation escalation, Id<EmployeeRef> employeeId, IntakeDbContext db, IUnrestricted unrestricted, EscalationMail mail, TimeProvider clock, CancellationToken ct)
    {
        escalation.HandOver(employeeId, clock.GetUtcNow());
        await mail.Send([escalation], ct);
        await unrestricted.HandOver(db, ct);
        return escalation;
    }
}
