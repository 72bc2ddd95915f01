using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Discipline;

internal static class DecideDisciplineCaseOperation
{
    /// <summary>Decides a penalty of the scale that held on the day of the deed. The employee was heard or let the term pass; the decider carries the duty DISCIPLINE and is neither a party nor an equal or subordinate. The term for an appeal runs from when the decision is proven to have reached the employee: the message arrived, he acknowledged (acknowledgeDecision), or it was handed over (recordDecisionHandover).</summary>
    /// <param name="penaltyId">The penalty.</param>
    /// <param name="grounds">Why.</param>
    [Mutation, Requires(Permissions.DecideDiscipline)]
    public static async Task<DisciplineCase> DecideDisciplineCase(
        DisciplineCase disciplineCase, [Secret] Id<Penalty> penaltyId, [Secret] string grounds, OrganizationDbContext db, IAuthority authority, Ranks ranks, WorkCalendars calendars, DisciplineMail mail,
        Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var decider = caller.EmployeeId ?? throw new RuleViolation(DisciplineRules.Nobody);
        disciplineCase.RequireImpartial(decider);
        var day = await calendars.Day(now, ct);
        await ranks.RequireAbove(decider, disciplineCase.EmployeeId, now, ct);
        var scale = await db.ScaleOn(disciplineCase.OccurredOn, ct);
        var penalty = await db.Penalties.FirstOrDefaultAsync(p => p.Id == penaltyId.Value && p.ScaleId == scale.Id, ct)
            ?? throw new RuleViolation(DisciplineRules.OffScale) { Field = ["penaltyId"] };

        var signature = await authority.Sign(decider, DisciplineCase.Duty, null, nameof(DisciplineCase), disciplineCase.Id, now, ct, disciplineCase.Level);
        disciplineCase.Decide(penalty, grounds, decider, signature, day, now);
        disciplineCase.CalledBy(await mail.Call(disciplineCase, now.AddDays(scale.AppealDays), ct));
        return disciplineCase;
    }
}
