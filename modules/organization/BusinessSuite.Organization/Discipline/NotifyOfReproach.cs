using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

internal static class NotifyOfReproachOperation
{
    /// <summary>Tells the employee what he is reproached with, and calls him to read it. The term for a statement runs from when that is proven to have reached him: the message arrived, he acknowledged (acknowledgeNotice), or it was handed over (recordNoticeHandover).</summary>
    /// <param name="notice">What the employee is told.</param>
    [Mutation, Requires(Permissions.AdministerDiscipline)]
    public static async Task<DisciplineCase> NotifyOfReproach(
        DisciplineCase disciplineCase, [Secret] string notice, OrganizationDbContext db, DisciplineMail mail, TimeProvider clock, CancellationToken ct)
    {
        var scale = await db.ScaleOn(disciplineCase.OccurredOn, ct);
        var now = clock.GetUtcNow();
        disciplineCase.Notify(notice, now);
        disciplineCase.CalledBy(await mail.Call(disciplineCase, now.AddDays(scale.StatementDays), ct));
        return disciplineCase;
    }
}
