using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

internal static class RecordNoticeHandoverOperation
{
    /// <summary>Records that the notice was handed to the employee. From now on the term for a statement runs. Who records it is no party.</summary>
    /// <param name="evidence">How: the receipt that he signed, the postal delivery, the witness of a refusal.</param>
    [Mutation, Requires(Permissions.AdministerDiscipline)]
    public static async Task<DisciplineCase> RecordNoticeHandover(
        DisciplineCase disciplineCase, [Secret] string evidence, OrganizationDbContext db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var proof = DisciplineRules.NoEvidence.Given(evidence, "evidence");
        var by = caller.EmployeeId ?? throw new RuleViolation(DisciplineRules.Nobody);
        var scale = await db.ScaleOn(disciplineCase.OccurredOn, ct);
        disciplineCase.Arrive(NoticeWay.HandedOver, scale.StatementDays, clock.GetUtcNow(), proof, by);
        return disciplineCase;
    }
}
