using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

internal static class AcknowledgeNoticeOperation
{
    /// <summary>Acknowledges that one knows what one is reproached with. From now on the term for a statement runs.</summary>
    [Mutation, Requires(Permissions.AnswerDiscipline)]
    public static async Task<DisciplineCase> AcknowledgeNotice(DisciplineCase disciplineCase, OrganizationDbContext db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (caller.EmployeeId != disciplineCase.EmployeeId)
        {
            throw new RuleViolation(DisciplineRules.NotYours);
        }

        var scale = await db.ScaleOn(disciplineCase.OccurredOn, ct);
        disciplineCase.Arrive(NoticeWay.Acknowledged, scale.StatementDays, clock.GetUtcNow());
        return disciplineCase;
    }
}
