using BusinessSuite.Intake.Tasks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

/// <summary>What the review found of one item.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Verdict">What was found.</param>
/// <param name="Reason">What is wrong, or why a material that is asked for is not needed; required for a defect and for NOT_APPLICABLE.</param>
/// <param name="CorrectableNow">Whether the defect can be corrected at the desk.</param>
/// <param name="Count">How many are there, files and paper together, of what is present; unless given, as many as were filed for the item, and at least one.</param>
/// <param name="IssuedOn">The day on which what is present was issued; required where the material may only be so old.</param>
internal sealed record ItemVerdict(Id<ChecklistItem> ItemId, Verdict Verdict, string? Reason = null, bool CorrectableNow = false, int? Count = null, DateOnly? IssuedOn = null);

internal static class JudgeChecklistOperation
{
    /// <summary>
    /// Records what the review found of the materials, as many items at a time as wanted. Present are as many as are asked for, none too old on the day of
    /// receipt. What the answers do not ask for is NOT_APPLICABLE from the start. After the one-time notice only what it named can be found defective or missing.
    /// </summary>
    /// <param name="verdicts">What was found.</param>
    [Mutation, Requires(Permissions.Review)]
    public static async Task<Application> JudgeChecklist(
        Application application, IReadOnlyList<ItemVerdict> verdicts, IntakeDbContext db, IUnrestricted unrestricted, IWorkCalendar calendar,
        Impartiality impartiality, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        await impartiality.Require(application.ApplicantId, caller.EmployeeId, ct);
        if (application.Status != ApplicationStatus.Received)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "JudgeChecklist", UpperSnake.Of(application.Status));
        }

        var items = await (
            from item in db.ChecklistItems
            join asked in db.MaterialRequirements on item.RequirementId equals asked.Id
            where item.ApplicationId == application.Id
            select new
            {
                Item = item,
                Asked = asked,
                Named = db.NoticeItems.Any(n => n.ChecklistItemId == item.Id),
            }).ToDictionaryAsync(i => i.Item.Id, ct);
        // Also what is too confidential for the reviewer is there.
        var filed = await unrestricted.Read(
            () => db.FiledMaterials.Where(m => m.ApplicationId == application.Id && m.ChecklistItemId != null).GroupBy(m => m.ChecklistItemId!.Value)
                .Select(g => new { g.Key, Count = g.Select(m => m.Name).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct), ct);
        var noticed = items.Values.Any(i => i.Named);
        var now = clock.GetUtcNow();
        var (receivedOn, today) = verdicts.Any(v => v.IssuedOn is not null) ? (await calendar.Day(application.ReceivedAt, ct), await calendar.Day(now, ct)) : default;
        for (var i = 0; i < verdicts.Count; i++)
        {
            var given = verdicts[i];
            if (!items.TryGetValue(given.ItemId, out var on))
            {
                throw new RuleViolation(PlatformRules.NotFound) { Field = ["verdicts"], ElementIndex = i };
            }

            if (given.Verdict is Verdict.Defective or Verdict.Missing && noticed && !on.Named)
            {
                throw new RuleViolation(ApplicationRules.NotNamed) { Field = ["verdicts", "verdict"], ElementIndex = i };
            }

            try
            {
                if (given.Verdict == Verdict.Present)
                {
                    on.Item.RequireAsked();
                    on.Item.Find(Found.Of(on.Asked, given.Count ?? Math.Max(1, filed.GetValueOrDefault(given.ItemId.Value)), given.IssuedOn, receivedOn, today), caller.EmployeeId, now);
                }
                else
                {
                    on.Item.Judge(given.Verdict, given.Reason, given.CorrectableNow, caller.EmployeeId, now);
                }
            }
            catch (RuleViolation e)
            {
                throw new RuleViolation(e.Rule) { Field = ["verdicts", .. e.Field ?? []], ElementIndex = i };
            }
        }

        application.Judge(now);
        return application;
    }
}
