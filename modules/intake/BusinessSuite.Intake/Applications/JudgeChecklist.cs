using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

/// <summary>What the review found of one item.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Verdict">What was found.</param>
/// <param name="Reason">What is wrong; required for a defect.</param>
/// <param name="CorrectableNow">Whether the defect can be corrected at the desk.</param>
internal sealed record ItemVerdict(Id<ChecklistItem> ItemId, Verdict Verdict, string? Reason = null, bool CorrectableNow = false);

internal static class JudgeChecklistOperation
{
    /// <summary>Records what the review found of the materials, as many items at a time as wanted.</summary>
    /// <param name="verdicts">What was found.</param>
    [Mutation, Requires(Permissions.Review)]
    public static async Task<Application> JudgeChecklist(Application application, IReadOnlyList<ItemVerdict> verdicts, IntakeDbContext db, TimeProvider clock, CancellationToken ct)
    {
        if (application.Status != ApplicationStatus.Received)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "JudgeChecklist", UpperSnake.Of(application.Status));
        }

        var items = await db.ChecklistItems.Where(i => i.ApplicationId == application.Id).ToDictionaryAsync(i => i.Id, ct);
        for (var i = 0; i < verdicts.Count; i++)
        {
            if (!items.TryGetValue(verdicts[i].ItemId, out var item))
            {
                throw new RuleViolation(PlatformRules.NotFound) { Field = ["verdicts"], ElementIndex = i };
            }

            try
            {
                item.Judge(verdicts[i].Verdict, verdicts[i].Reason, verdicts[i].CorrectableNow, clock.GetUtcNow());
            }
            catch (RuleViolation e)
            {
                throw new RuleViolation(e.Rule) { Field = ["verdicts", "reason"], ElementIndex = i };
            }
        }

        return application;
    }
}
