using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Reports;

/// <summary>Makes the reports of periods that are over; after a stop of the suite those that were missed too. One that cannot be made keeps none of the others waiting.</summary>
[Recurring("intake.make-reports", "15 * * * *")]
internal sealed class MakeDueReports(IntakeDbContext db, Reporting reporting) : IRecurringParts
{
    /// <summary>The plans, each as often as reports of it are due.</summary>
    public async Task<IReadOnlyList<Guid>> Due(DateTimeOffset tick, CancellationToken ct)
    {
        var due = new List<Guid>();
        foreach (var plan in await db.ReportPlans.AsNoTracking().Where(p => p.EndedAt == null).OrderBy(p => p.Id).ToListAsync(ct))
        {
            due.AddRange((await Missing(plan, ct)).Select(_ => plan.Id));
        }

        return due;
    }

    /// <summary>Makes the earliest report of a plan that is due.</summary>
    public async Task Do(Guid part, CancellationToken ct)
    {
        if (await db.ReportPlans.FirstOrDefaultAsync(p => p.Id == part && p.EndedAt == null, ct) is { } plan && await Missing(plan, ct) is [var from, ..])
        {
            await reporting.Make(plan, from, ct);
        }
    }

    private async Task<IReadOnlyList<DateOnly>> Missing(ReportPlan plan, CancellationToken ct)
    {
        var today = await reporting.Today(ct);
        var known = (await db.ProgressReports.Where(r => r.PlanId == plan.Id).Select(r => r.From).ToListAsync(ct)).ToHashSet();
        var missing = new List<DateOnly>();
        for (var from = plan.StartsOn; from < today && plan.Next(from) <= today; from = plan.Next(from))
        {
            if (!known.Contains(from))
            {
                missing.Add(from);
            }
        }

        return missing;
    }
}
