using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

internal static class NotifyOfReproachOperation
{
    /// <summary>Tells the employee what he is reproached with. From now on the term for a statement runs.</summary>
    /// <param name="notice">What the employee is told.</param>
    [Mutation, Requires(Permissions.AdministerDiscipline)]
    public static async Task<DisciplineCase> NotifyOfReproach(
        DisciplineCase disciplineCase, [Secret] string notice, OrganizationDbContext db, DisciplineMail mail, TimeProvider clock, CancellationToken ct)
    {
        var scale = await db.ScaleOn(disciplineCase.OccurredOn, ct);
        disciplineCase.Notify(notice, scale.StatementDays, clock.GetUtcNow());
        await mail.Call(disciplineCase, disciplineCase.StatementDue, ct);
        return disciplineCase;
    }
}
