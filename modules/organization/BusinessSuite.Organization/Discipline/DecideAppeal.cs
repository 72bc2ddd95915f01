using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Discipline;

internal static class DecideAppealOperation
{
    /// <summary>Decides an appeal: someone who had no part in the case so far, carries the duty DISCIPLINE and signs, not in the place of who decided. An appeal never makes it worse: the penalty ends no later than before.</summary>
    /// <param name="outcome">What comes of it.</param>
    /// <param name="grounds">Why; no appeal is decided without grounds.</param>
    /// <param name="reducedToId">The milder penalty, with the outcome REDUCED.</param>
    [Mutation, Requires(Permissions.DecideDiscipline)]
    public static async Task<DisciplineCase> DecideAppeal(
        DisciplineCase disciplineCase, [Secret] AppealOutcome outcome, OrganizationDbContext db, IAuthority authority, Ranks ranks, WorkCalendars calendars, DisciplineMail mail,
        Caller caller, TimeProvider clock, CancellationToken ct, [Secret] Id<Penalty>? reducedToId = null, [Secret] string? grounds = null)
    {
        var now = clock.GetUtcNow();
        var decider = caller.EmployeeId ?? throw new RuleViolation(DisciplineRules.Nobody);
        disciplineCase.RequireNew(decider);
        var why = DisciplineRules.NoAppealGrounds.Given(grounds, "grounds");
        var day = await calendars.Day(now, ct);
        await ranks.RequireAbove(decider, disciplineCase.EmployeeId, now, ct);
        var penalty = await db.Penalties.FirstOrDefaultAsync(p => p.Id == disciplineCase.PenaltyId, ct);
        var reducedTo = reducedToId is { } milder
            ? await db.Penalties.FirstOrDefaultAsync(p => p.Id == milder.Value, ct) ?? throw new RuleViolation(PlatformRules.NotFound) { Field = ["reducedToId"] }
            : null;
        if (reducedTo is not null != (outcome == AppealOutcome.Reduced) || (reducedTo is not null && (reducedTo.ScaleId != penalty?.ScaleId || reducedTo.Severity >= penalty.Severity)))
        {
            throw new RuleViolation(DisciplineRules.NotMilder) { Field = ["reducedToId"] };
        }

        var signature = await authority.Sign(decider, DisciplineCase.Duty, null, nameof(DisciplineCase), disciplineCase.Id, now, ct, disciplineCase.Level);
        disciplineCase.DecideAppeal(outcome, why, reducedTo, decider, signature, day, now);
        await mail.Call(disciplineCase, null, ct);
        return disciplineCase;
    }
}
