using BusinessSuite.Intake.Progress;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

internal static class IssueSupplementNoticeOperation
{
    /// <summary>Tells the applicant at once everything that must be supplied (一次性告知). Every item needs a verdict first, there is one notice only, and none after the term.</summary>
    [Mutation, Requires(Permissions.Review)]
    public static async Task<SupplementNotice> IssueSupplementNotice(
        Application application, IntakeDbContext db, INumbering numbering, IWorkCalendar calendar, Impartiality impartiality, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        await impartiality.Require(application.ApplicantId, caller.EmployeeId, ct);
        var earlier = await db.SupplementNotices.Where(n => n.ApplicationId == application.Id).ToListAsync(ct);
        if (earlier.Count > 0)
        {
            throw new RuleViolation(earlier.Any(n => n.ClosedAt is null) ? ApplicationRules.NoticeOpen : ApplicationRules.OneTimeNotice);
        }

        var items = await db.ChecklistItems.Where(i => i.ApplicationId == application.Id).ToListAsync(ct);
        if (items.Any(i => i.Verdict == Verdict.Unjudged))
        {
            throw new RuleViolation(ApplicationRules.Unjudged);
        }

        var wanting = items.Where(i => i.IsWanting).ToList();
        return wanting.Count == 0
            ? throw new RuleViolation(ApplicationRules.NothingMissing)
            : await Issue(application, wanting, db, numbering, calendar, clock, ct);
    }

    /// <summary>Writes notice, document and progress.</summary>
    public static async Task<SupplementNotice> Issue(
        Application application, IReadOnlyList<ChecklistItem> wanting, IntakeDbContext db, INumbering numbering, IWorkCalendar calendar, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.RequireInTime(application, calendar, now, ct);
        var names = await (
            from item in db.ChecklistItems
            join requirement in db.MaterialRequirements on item.RequirementId equals requirement.Id
            where item.ApplicationId == application.Id
            select new { item.Id, requirement.Name }).ToDictionaryAsync(i => i.Id, i => i.Name, ct);
        var demands = wanting.Select(i => (Item: i, Demand: i.Reason is null ? names[i.Id] : $"{names[i.Id]}: {i.Reason}")).ToList();
        var notice = new SupplementNotice { ApplicationId = application.Id, IssuedAt = now };
        application.RequestSupplement(notice.Id, now);
        db.Add(notice);
        db.AddRange(demands.Select(d => new NoticeItem { NoticeId = notice.Id, ChecklistItemId = d.Item.Id, Demand = d.Demand }));
        var list = string.Join("; ", demands.Select(d => d.Demand));
        db.Add(await OutcomeDocument.Issue(
            application, OutcomeKind.Supplement, new($"Please supply: {list}.", $"请补正以下材料：{list}。"), now, await calendar.Day(now, ct), numbering, ct));
        db.Add(new ProgressEntry(application, now, new("Materials must be supplied; the notice lists them all.", "需补正材料，通知已一次性列明。")));
        return notice;
    }
}
