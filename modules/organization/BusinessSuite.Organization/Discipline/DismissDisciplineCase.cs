using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

internal static class DismissDisciplineCaseOperation
{
    /// <summary>Closes a case without a penalty. Who dismisses is neither a party nor an equal or subordinate; an employee who was told of the case is told of its end.</summary>
    /// <param name="reason">Why; nothing is dismissed without a reason.</param>
    [Mutation, Requires(Permissions.DecideDiscipline)]
    public static async Task<DisciplineCase> DismissDisciplineCase(
        DisciplineCase disciplineCase, Ranks ranks, DisciplineMail mail, Caller caller, TimeProvider clock, CancellationToken ct, [Secret] string? reason = null)
    {
        var now = clock.GetUtcNow();
        var decider = caller.EmployeeId ?? throw new RuleViolation(DisciplineRules.Nobody);
        disciplineCase.RequireImpartial(decider);
        await ranks.RequireAbove(decider, disciplineCase.EmployeeId, now, ct);
        disciplineCase.Dismiss(DisciplineRules.NoReason.Given(reason, "reason"), decider, now);
        if (disciplineCase.NotifiedAt is not null)
        {
            await mail.Call(disciplineCase, null, ct);
        }

        return disciplineCase;
    }
}
