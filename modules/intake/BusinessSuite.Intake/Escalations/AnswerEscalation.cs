using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Escalations;

internal static class AnswerEscalationOperation
{
    /// <summary>
    /// Answers an escalation with a solution. All escalations on the same way up are answered by it, so neither who asked for help can do so, nor the owner
    /// of the case once it went up past him.
    /// </summary>
    /// <param name="solution">What is to be done.</param>
    [Mutation, Requires(Permissions.AnswerEscalations)]
    public static Escalation AnswerEscalation(Escalation escalation, string solution, Caller caller, TimeProvider clock)
    {
        escalation.Answer(EscalationRules.NoSolution.Given(solution, "solution"), caller.EmployeeId, clock.GetUtcNow());
        return escalation;
    }
}

/// <summary>What is answered at one place of a way up is answered at all of them, also where the one who answers does not see them.</summary>
internal sealed class AnswerTheWay(IntakeDbContext db) : IHandle<EscalationAnswered>
{
    public async Task Handle(EscalationAnswered happened, CancellationToken ct)
    {
        var answered = await db.Escalations.FirstAsync(e => e.Id == happened.EscalationId, ct);
        var others = await db.Escalations
            .Where(e => e.OriginId == answered.OriginId && e.Id != answered.Id && (e.Status == EscalationStatus.Open || e.Status == EscalationStatus.Acknowledged)).ToListAsync(ct);
        foreach (var other in others.Where(e => e.IsOpen))
        {
            other.Answer(answered.Solution!, answered.AnsweredById, happened.At);
        }
    }
}
