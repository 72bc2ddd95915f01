using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Reports;

/// <summary>Makes the reports of periods that are over; after a stop of the suite those that were missed too.</summary>
[Recurring("intake.make-reports", "15 * * * *")]
internal sealed class MakeDueReports(IntakeDbContext db, Reporting reporting) : IRecurringJob
{
    /// <summary>How many one transaction makes at most.</summary>
    private const int Batch = 20;

    public bool More { get; private set; }

    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var today = await reporting.Today(ct);
        var made = 0;
        foreach (var plan in await db.ReportPlans.Where(p => p.EndedAt == null).OrderBy(p => p.Id).ToListAsync(ct))
        {
            var known = (await db.ProgressReports.Where(r => r.PlanId == plan.Id).Select(r => r.From).ToListAsync(ct)).ToHashSet();
            for (var from = plan.StartsOn; plan.Next(from) <= today && made < Batch; from = plan.Next(from))
            {
                if (!known.Contains(from))
                {
                    await reporting.Make(plan, from, ct);
                    made++;
                }
            }
        }

        More = made == Batch;
    }
}
