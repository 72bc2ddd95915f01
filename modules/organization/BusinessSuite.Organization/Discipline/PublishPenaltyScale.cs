using BusinessSuite.Organization.Calendars;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Discipline;

/// <summary>A penalty of a new scale.</summary>
/// <param name="Code">The code, unique on the scale.</param>
/// <param name="Name">The name.</param>
/// <param name="AppliesTo">What it is for.</param>
/// <param name="Severity">How severe it is, from 1; a larger number is more severe.</param>
/// <param name="ExpiresAfterMonths">After how many months it leaves the active record, from 1 to 1,200; never unless given.</param>
internal sealed record NewPenalty(string Code, string Name, string AppliesTo, int Severity, int? ExpiresAfterMonths = null);

internal static class PublishPenaltyScaleOperation
{
    /// <summary>Publishes a version of the scale of penalties. It never holds for deeds before its publication, the first version apart.</summary>
    /// <param name="validFrom">The first day of deeds that it holds for.</param>
    /// <param name="penalties">The penalties.</param>
    /// <param name="statementDays">How many days an employee has for a statement, from 1 to 365.</param>
    /// <param name="appealDays">How many days an employee has to appeal, from 1 to 365.</param>
    [Mutation, Requires(Permissions.AdministerDiscipline)]
    public static async Task<PenaltyScale> PublishPenaltyScale(
        DateOnly validFrom, IReadOnlyList<NewPenalty> penalties, OrganizationDbContext db, WorkCalendars calendars, ILocks locks, Caller caller, TimeProvider clock, CancellationToken ct,
        int statementDays = 5, int appealDays = 15)
    {
        caller.RequireEverywhere(Permissions.AdministerDiscipline);
        if (penalties.Count == 0 || statementDays is < 1 or > 365 || appealDays is < 1 or > 365 || penalties.Any(p => p.Severity < 1 || p.ExpiresAfterMonths is < 1 or > 1_200))
        {
            throw new RuleViolation(PlatformRules.Invalid, "A scale has penalties of a severity of at least 1, terms of 1 to 365 days, and penalties that expire after 1 to 1,200 months.");
        }

        await locks.Take("penalty scales", ct);
        var last = await db.PenaltyScales.OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct);
        if (last is not null && (validFrom <= last.ValidFrom || validFrom < await calendars.Day(clock.GetUtcNow(), ct)))
        {
            throw new RuleViolation(DisciplineRules.Retroactive) { Field = ["validFrom"] };
        }

        var scale = new PenaltyScale { Number = (last?.Number ?? 0) + 1, ValidFrom = validFrom, StatementDays = statementDays, AppealDays = appealDays };
        db.Add(scale);
        db.AddRange(penalties.Select(p => new Penalty { ScaleId = scale.Id, Code = p.Code, Name = p.Name, AppliesTo = p.AppliesTo, Severity = p.Severity, ExpiresAfterMonths = p.ExpiresAfterMonths }));
        return scale;
    }
}
