using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Reports;

/// <summary>An application as a report counts it.</summary>
/// <param name="Measure">What it is counted as.</param>
/// <param name="DepartmentId">The department that handled it when the period ended.</param>
/// <param name="EmployeeId">Who answered for it when the period ended.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="PlannedEndAt">Its planned end.</param>
/// <param name="Took">From receipt to end.</param>
internal sealed record Counted(ReportMeasure Measure, Guid DepartmentId, Guid? EmployeeId, Guid ApplicationId, DateTimeOffset? PlannedEndAt, TimeSpan? Took);

/// <summary>
/// Counts applications for the period of a report, from what never changes afterwards: receipts, closings and their reopenings,
/// handovers. So a count of the same period comes to the same at any later time.
/// </summary>
[Provides]
internal sealed class Reporting(IntakeDbContext db, IUnrestricted unrestricted, ICompanyZone company, TimeProvider clock)
{
    /// <summary>The day that it is for the company.</summary>
    public async Task<DateOnly> Today(CancellationToken ct) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), await company.Zone(ct)).DateTime);

    /// <summary>Counts, counts again, whoever asks: all applications of the plan, not those that the caller sees.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="from">The first day.</param>
    /// <param name="until">The day after the last.</param>
    /// <param name="report">The report that was made of the period: its planned ends hold, also where there was none yet, and what was entered of the past since then is left out. Null to make it.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<IReadOnlyList<Counted>> Count(ReportPlan plan, DateOnly from, DateOnly until, ProgressReport? report, CancellationToken ct)
    {
        var zone = await company.Zone(ct);
        var (start, end) = (Begin(from, zone), Begin(until, zone));
        var rows = await unrestricted.Read(() => db.Database.SqlQuery<Row>($"""
            select m.measure, d.id as department_id, case when h.later then h.from_id else a.responsible_id end as employee_id, a.id as application_id, p.planned_end_at, m.ended_at - a.received_at as took
            from intake.applications a
            left join lateral (
              select from_id, true as later from intake.handovers where application_id = a.id and at >= {end} order by at, id limit 1) h on true
            cross join lateral (select coalesce((
              select from_department_id from intake.handovers where application_id = a.id and at >= {end} and from_department_id is not null order by at, id limit 1), a.department_id) as id) d
            left join lateral (
              select c.planned_end_at, true as counted from intake.report_cases c join intake.report_figures f on f.id = c.figure_id
              where c.application_id = a.id and f.report_id = {report?.Id}::uuid limit 1) frozen on true
            cross join lateral (select case when frozen.counted then frozen.planned_end_at else a.planned_end_at end as planned_end_at) p
            cross join lateral (
              select max(x.at) filter (where x.closed and x.at >= {start} and x.at < {end}) as closed_at,
                coalesce(bool_or(x.at < {end} and (x.until is null or x.until >= {end})), false) as over
              from (
                select a.ended_at as at, null::timestamptz as until, a.status = 'CLOSED' as closed where a.ended_at is not null
                union all select closed_at, at, true from intake.reopenings where application_id = a.id) x) e
            cross join lateral (values
              ('RECEIVED', a.received_at >= {start}, null::timestamptz),
              ('NOT_ACCEPTED', a.status = 'NOT_ACCEPTED' and a.ended_at >= {start} and a.ended_at < {end}, a.ended_at),
              ('CANCELLED', a.status = 'CANCELLED' and a.ended_at >= {start} and a.ended_at < {end}, a.ended_at),
              ('CLOSED', e.closed_at is not null, e.closed_at),
              ('CLOSED_LATE', e.closed_at > p.planned_end_at, e.closed_at),
              ('OPEN', not e.over, null),
              ('OVERDUE', not e.over and p.planned_end_at < {end}, null)) m(measure, applies, ended_at)
            where a.received_at < {end} and m.applies and (a.entered_at is null or {report?.MadeAt}::timestamptz is null or a.entered_at <= {report?.MadeAt}::timestamptz)
              and (a.ended_at is null or a.ended_at >= {start} or exists (select from intake.reopenings where application_id = a.id))
              and ({plan.DepartmentId}::uuid is null or d.id = {plan.DepartmentId}) and ({plan.TypeId}::uuid is null or a.type_id = {plan.TypeId})
            order by m.measure, d.id, employee_id, a.id
            """).ToListAsync(ct), ct);
        return [.. rows.Select(r => new Counted(UpperSnake.Parse<ReportMeasure>(r.Measure), r.DepartmentId, r.EmployeeId, r.ApplicationId, r.PlannedEndAt, r.Took))];
    }

    /// <summary>Makes the report of a period and freezes it.</summary>
    public async Task<ProgressReport> Make(ReportPlan plan, DateOnly from, CancellationToken ct)
    {
        var until = plan.Next(from);
        if (until > await Today(ct))
        {
            throw new RuleViolation(ReportRules.NotOver) { Field = ["day"] };
        }

        if (await db.ProgressReports.AnyAsync(r => r.PlanId == plan.Id && r.From == from, ct))
        {
            throw new RuleViolation(ReportRules.Made) { Field = ["day"] };
        }

        var counted = await Count(plan, from, until, null, ct);
        var report = new ProgressReport(plan, from, until, Fingerprint(counted), clock.GetUtcNow());
        db.Add(report);
        var figures = new List<(ReportFigure Figure, List<Counted> Cases)>();
        foreach (var group in counted.GroupBy(c => (c.Measure, c.DepartmentId, c.EmployeeId)))
        {
            var cases = group.ToList();
            var figure = new ReportFigure
            {
                ReportId = report.Id,
                Measure = group.Key.Measure,
                DepartmentId = group.Key.DepartmentId,
                EmployeeId = group.Key.EmployeeId,
                Count = cases.Count,
                MedianTime = Median([.. cases.Select(c => c.Took).OfType<TimeSpan>().Order()]),
            };
            db.Add(figure);
            figures.Add((figure, cases));
        }

        await db.SaveChangesAsync(ct);
        // The cases may be many; they are written in one statement, and the audit record of the report vouches for them by its fingerprint.
        var rows = figures.SelectMany(f => f.Cases.Select(c => (Figure: f.Figure.Id, Case: c))).ToList();
        await db.Database.ExecuteSqlAsync($"""
            insert into intake.report_cases (id, version, figure_id, application_id, planned_end_at, took)
            select id, 1, figure_id, application_id, planned_end_at, took
            from unnest({rows.Select(_ => TimeOrderedId.Next()).ToArray()}, {rows.Select(r => r.Figure).ToArray()}, {rows.Select(r => r.Case.ApplicationId).ToArray()},
              {rows.Select(r => r.Case.PlannedEndAt).ToArray()}, {rows.Select(r => r.Case.Took).ToArray()}) as c(id, figure_id, application_id, planned_end_at, took)
            """, ct);
        return report;
    }

    /// <summary>SHA-256 over what is counted, in its order.</summary>
    public static string Fingerprint(IEnumerable<Counted> counted)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var one in counted)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{UpperSnake.Of(one.Measure)} {one.DepartmentId} {one.EmployeeId} {one.ApplicationId} {one.PlannedEndAt:O} {one.Took:c}\n")));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static TimeSpan? Median(List<TimeSpan> sorted) => sorted.Count == 0 ? null : sorted[(sorted.Count - 1) / 2];

    private static DateTimeOffset Begin(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        // A day that begins in the hour that a change of clocks leaves out begins after it.
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone), TimeSpan.Zero);
    }

    private sealed record Row(string Measure, Guid DepartmentId, Guid? EmployeeId, Guid ApplicationId, DateTimeOffset? PlannedEndAt, TimeSpan? Took);
}
