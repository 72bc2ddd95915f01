using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

internal static class RecordDecisionHandoverOperation
{
    /// <summary>Records that the decision was handed to the employee. From now on the term for an appeal runs. Who records it is no party.</summary>
    /// <param name="evidence">How: the receipt that he signed, the postal delivery, the witness of a refusal.</param>
    [Mutation, Requires(Permissions.AdministerDiscipline)]
    public static async Task<DisciplineCase> RecordDecisionHandover(
        DisciplineCase disciplineCase, [Secret] string evidence, OrganizationDbContext db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var proof = DisciplineRules.DecisionUnproven.Given(evidence, "evidence");
        var by = caller.EmployeeId ?? throw new RuleViolation(DisciplineRules.Nobody);
        var scale = await db.ScaleOn(disciplineCase.OccurredOn, ct);
        disciplineCase.DecisionArrives(NoticeWay.HandedOver, scale.AppealDays, clock.GetUtcNow(), proof, by);
        return disciplineCase;
    }
}
