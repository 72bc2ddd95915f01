using System.Text.RegularExpressions;
using BusinessSuite.Intake.ApplicationTypes;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.ServiceLevels;

/// <summary>A reason for which the clock may stand still.</summary>
/// <param name="Code">The code, for example EXPERT_REVIEW.</param>
/// <param name="NameEn">What it means, English.</param>
/// <param name="NameZh">What it means, Chinese.</param>
internal sealed record NewPauseReason(string Code, string NameEn, string NameZh);

/// <summary>A step of the way up.</summary>
/// <param name="Percent">How much of the time has passed then, 1 to 1000 percent.</param>
/// <param name="Rank">How many places up it goes: 0 is the owner of the case, 1 the superior, 2 the superior's superior; at most 20.</param>
internal sealed record NewEscalationStep(int Percent, int Rank);

internal static partial class DraftServiceLevelOperation
{
    private static readonly NewEscalationStep[] Usual = [new(50, 0), new(80, 1), new(100, 1), new(150, 2)];

    /// <summary>Writes the next version of a type's service level. It is in use once published, and never changes.</summary>
    /// <param name="completeWithin">The working time from acceptance to completion, for example PT80H.</param>
    /// <param name="firstAnswerWithin">The working time from what came in to the answer to it; nothing is promised unless given.</param>
    /// <param name="pauseReasons">The only reasons for which the clock may stand still; it never does unless some are given.</param>
    /// <param name="escalationSteps">When and how far a case goes up; at 50 % to its owner, at 80 % and 100 % to the superior, at 150 % to the superior's superior unless given.</param>
    /// <param name="climbAfter">The working time after which an escalation that nobody answered goes further up; PT4H unless given.</param>
    /// <param name="stuckAfter">The working time without any event after which a case counts as stuck; PT16H unless given.</param>
    /// <param name="mostOwnerChanges">How often a case and its tasks may go from one owner to another in all; 3 times unless given.</param>
    [Mutation, Requires(Permissions.AdministerTypes)]
    public static async Task<ServiceLevel> DraftServiceLevel(
        ApplicationType applicationType, TimeSpan completeWithin, IntakeDbContext db, CancellationToken ct, TimeSpan? firstAnswerWithin = null,
        IReadOnlyList<NewPauseReason>? pauseReasons = null, IReadOnlyList<NewEscalationStep>? escalationSteps = null, TimeSpan? climbAfter = null, TimeSpan? stuckAfter = null,
        int mostOwnerChanges = ServiceLevel.UsualOwnerChanges)
    {
        var level = new ServiceLevel
        {
            TypeId = applicationType.Id,
            Number = await db.ServiceLevels.CountAsync(l => l.TypeId == applicationType.Id, ct) + 1,
            FirstAnswerWithin = firstAnswerWithin,
            CompleteWithin = completeWithin,
            ClimbAfter = climbAfter ?? ServiceLevel.UsualClimb,
            StuckAfter = stuckAfter ?? ServiceLevel.UsualStuck,
            MostOwnerChanges = mostOwnerChanges >= 0 ? mostOwnerChanges : throw new RuleViolation(LevelRules.Times) { Field = ["mostOwnerChanges"] },
        };
        var (reasons, steps) = (pauseReasons ?? [], escalationSteps ?? Usual);
        Check(level, reasons, steps);
        db.Add(level);
        db.AddRange(reasons.Select(r => new PauseReason { ServiceLevelId = level.Id, Code = r.Code, NameEn = r.NameEn, NameZh = r.NameZh }));
        db.AddRange(steps.Select(s => new EscalationStep { ServiceLevelId = level.Id, Percent = s.Percent, Rank = s.Rank }));
        return level;
    }

    private static void Check(ServiceLevel level, IReadOnlyList<NewPauseReason> reasons, IReadOnlyList<NewEscalationStep> steps)
    {
        foreach (var (time, field) in new[] { (level.CompleteWithin, "completeWithin"), (level.FirstAnswerWithin ?? level.CompleteWithin, "firstAnswerWithin"), (level.ClimbAfter, "climbAfter"), (level.StuckAfter, "stuckAfter") })
        {
            if (time <= TimeSpan.Zero || time > TypeVersion.Longest)
            {
                throw new RuleViolation(LevelRules.Times) { Field = [field] };
            }
        }

        if (reasons.DistinctBy(r => r.Code).Count() < reasons.Count || reasons.Any(r => !Code().IsMatch(r.Code)))
        {
            throw new RuleViolation(LevelRules.Reasons) { Field = ["pauseReasons"] };
        }

        if (steps.DistinctBy(s => s.Percent).Count() < steps.Count || steps.Any(s => s.Percent is < 1 or > 1_000 || s.Rank is < 0 or > 20))
        {
            throw new RuleViolation(LevelRules.Steps) { Field = ["escalationSteps"] };
        }
    }

    [GeneratedRegex("^[A-Z][A-Z0-9_]*$")]
    private static partial Regex Code();
}
