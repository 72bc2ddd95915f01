using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

internal static class AcknowledgeDecisionOperation
{
    /// <summary>Acknowledges that one knows what was decided about oneself. From now on the term for an appeal runs.</summary>
    [Mutation, Requires(Permissions.AnswerDiscipline)]
    public static async Task<DisciplineCase> AcknowledgeDecision(DisciplineCase disciplineCase, OrganizationDbContext db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (caller.EmployeeId != disciplineCase.EmployeeId)
        {
            throw new RuleViolation(DisciplineRules.NotYours);
        }

        var scale = await db.ScaleOn(disciplineCase.OccurredOn, ct);
        disciplineCase.DecisionArrives(NoticeWay.Acknowledged, scale.AppealDays, clock.GetUtcNow());
        return disciplineCase;
    }
}
