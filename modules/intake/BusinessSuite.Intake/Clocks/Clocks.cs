using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.ServiceLevels;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Clocks;

/// <summary>Starts, pauses, resumes and stops the clocks of cases, and works out when they are due.</summary>
[Provides]
internal sealed class Clocks(IntakeDbContext db, IWorkCalendar calendar)
{
    /// <summary>The clocks of an application, locked until the end of the transaction.</summary>
    public Task<List<ServiceClock>> Of(Guid application, CancellationToken ct) =>
        db.ServiceClocks.RowsWhere($"application_id = {application} order by id for update").ToListAsync(ct);

    /// <summary>A clock's life so far.</summary>
    public async Task<Timeline> TimelineOf(ServiceClock clock, CancellationToken ct) => new([.. (await Segments([clock.Id], ct))[clock.Id]], clock.StoppedAt, calendar);

    /// <summary>Starts a clock, where the application's service level promises something.</summary>
    /// <param name="application">The application.</param>
    /// <param name="target">What is promised.</param>
    /// <param name="at">From when it counts.</param>
    /// <param name="ct">Cancels the reads.</param>
    public async Task Start(Application application, ServiceTarget target, DateTimeOffset at, CancellationToken ct)
    {
        if (application.ServiceLevelId is not { } levelId)
        {
            return;
        }

        var level = (await db.ServiceLevels.FindAsync([levelId], ct))!;
        if (level.Within(target) is null)
        {
            return;
        }

        var round = await db.ServiceClocks.CountAsync(c => c.ApplicationId == application.Id && c.Target == target, ct) + 1;
        var clock = ServiceClock.Start(application, level, target, round, at);
        var segment = new ClockSegment { ClockId = clock.Id, Ordinal = 1, Kind = SegmentKind.Running, From = at };
        db.Add(clock);
        db.Add(segment);
        var steps = await db.EscalationSteps.AsNoTracking().Where(s => s.ServiceLevelId == level.Id).OrderBy(s => s.Percent).ToListAsync(ct);
        await new ClockPlan(clock, new([segment], null, calendar), steps).Settle(0, ct);
    }

    /// <summary>Stops the clocks of an application that have not stopped.</summary>
    /// <param name="application">The application.</param>
    /// <param name="fulfilled">What was done by then.</param>
    /// <param name="at">When.</param>
    /// <param name="ct">Cancels the reads.</param>
    public async Task Stop(Application application, ServiceTarget? fulfilled, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var clock in application.ServiceLevelId is null ? [] : (await Of(application.Id, ct)).Where(c => c.State != ClockState.Stopped))
        {
            clock.Stop(await (await TimelineOf(clock, ct)).Worked(at, ct), clock.Target == fulfilled, at);
            if (clock.DueAt is null)
            {
                await RunOn(clock, ct);
                Promise(application, clock);
            }
        }
    }

    /// <summary>Lets a clock stand still.</summary>
    public async Task Pause(Application application, ServiceClock clock, PauseReason reason, string? note, DateTimeOffset at, CancellationToken ct)
    {
        clock.Pause(await (await TimelineOf(clock, ct)).Worked(at, ct));
        await Continue(clock, SegmentKind.Paused, at, ct, reason.Id, note);
        Promise(application, clock);
    }

    /// <summary>Lets a clock run again.</summary>
    public async Task Resume(Application application, ServiceClock clock, DateTimeOffset at, CancellationToken ct)
    {
        clock.Resume();
        await Continue(clock, SegmentKind.Running, at, ct);
        Promise(application, clock);
    }

    /// <summary>Rates a clock by another version of its service level.</summary>
    public async Task<Rerating> Rate(Application application, ServiceClock clock, ServiceLevel level, string reason, Guid? by, DateTimeOffset at, CancellationToken ct)
    {
        var worked = await (await TimelineOf(clock, ct)).Worked(at, ct);
        var (fromLevel, within, due) = (clock.ServiceLevelId, clock.Within, clock.DueAt);
        clock.Rate(level);
        await (await Plans([clock], ct))[0].Settle(0, ct);
        await RunOn(clock, ct);
        Promise(application, clock);
        return new()
        {
            ClockId = clock.Id,
            FromLevelId = fromLevel,
            ToLevelId = level.Id,
            At = at,
            ById = by,
            Reason = reason,
            Worked = worked,
            WithinBefore = within,
            WithinAfter = clock.Within,
            DueBefore = due,
            DueAfter = clock.DueAt,
            ExceededBefore = worked > within,
            ExceededAfter = worked > clock.Within,
        };
    }

    /// <summary>Works out anew when clocks that have not stopped are due, after the calendar changed.</summary>
    /// <param name="applications">Their applications by key.</param>
    /// <param name="open">The clocks.</param>
    /// <param name="ct">Cancels the reads.</param>
    public async Task Replan(IReadOnlyDictionary<Guid, Application> applications, IReadOnlyCollection<ServiceClock> open, CancellationToken ct)
    {
        foreach (var plan in await Plans(open, ct))
        {
            plan.Clock.Recount(await plan.Timeline.Ended(ct));
            await plan.Settle(0, ct);
            Promise(applications[plan.Clock.ApplicationId], plan.Clock);
        }
    }

    /// <summary>What is needed to work out when clocks are due and which steps up they have ahead, in three reads however many they are.</summary>
    public async Task<IReadOnlyList<ClockPlan>> Plans(IReadOnlyCollection<ServiceClock> clocks, CancellationToken ct)
    {
        var (ids, levels) = (clocks.Select(c => c.Id).ToList(), clocks.Select(c => c.ServiceLevelId).Distinct().ToList());
        var segments = await Segments(ids, ct);
        var steps = (await db.EscalationSteps.AsNoTracking().Where(s => levels.Contains(s.ServiceLevelId)).OrderBy(s => s.Percent).ToListAsync(ct)).ToLookup(s => s.ServiceLevelId);
        var taken = (await db.Escalations.Where(e => e.ClockId != null && ids.Contains(e.ClockId.Value)).Select(e => new { e.ClockId, e.Percent }).ToListAsync(ct)).ToLookup(e => e.ClockId, e => e.Percent);
        return [.. clocks.Select(c => new ClockPlan(c, new([.. segments[c.Id]], null, calendar), [.. steps[c.ServiceLevelId].Where(s => !taken[c.Id].Contains(s.Percent))]))];
    }

    /// <summary>The time left of a clock that stopped while it stood still was not used up: had it run on from then, it would have ended as long after.</summary>
    private async Task RunOn(ServiceClock clock, CancellationToken ct)
    {
        if (clock is { StoppedAt: { } at, DueAt: null })
        {
            clock.Plan(await calendar.Deadline(at, clock.Within - clock.Worked, ct), null);
        }
    }

    /// <summary>The end that is promised to the applicant follows the clock of completion: while that stands still before it is due, nobody knows the end, and nothing is late.</summary>
    private static void Promise(Application application, ServiceClock clock)
    {
        if (clock.Target == ServiceTarget.Completion)
        {
            application.Replan(clock.DueAt);
        }
    }

    private async Task Continue(ServiceClock clock, SegmentKind kind, DateTimeOffset from, CancellationToken ct, Guid? reason = null, string? note = null)
    {
        var last = (await Segments([clock.Id], ct))[clock.Id].Last();
        db.Add(new ClockSegment { ClockId = clock.Id, Ordinal = last.Ordinal + 1, Kind = kind, From = from, PauseReasonId = reason, Note = note });
        await (await Plans([clock], ct))[0].Settle(0, ct);
    }

    /// <summary>The segments as they are kept, and those that are about to be.</summary>
    private async Task<ILookup<Guid, ClockSegment>> Segments(IReadOnlyCollection<Guid> clocks, CancellationToken ct)
    {
        var kept = await db.ClockSegments.Where(s => clocks.Contains(s.ClockId)).ToListAsync(ct);
        return kept.Union(db.ClockSegments.Local.Where(s => clocks.Contains(s.ClockId))).OrderBy(s => s.Ordinal).ToLookup(s => s.ClockId);
    }
}

/// <summary>What decides when a clock is due and when its next step up comes.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Timeline">Its life, as if it ran on from where it is.</param>
/// <param name="Ahead">The steps up that it has not taken, the nearest first. Steps that were taken do not come again.</param>
internal sealed record ClockPlan(ServiceClock Clock, Timeline Timeline, IReadOnlyList<EscalationStep> Ahead)
{
    /// <summary>Writes it into the clock.</summary>
    /// <param name="taken">How many of the steps ahead are taken now.</param>
    /// <param name="ct">Cancels the read of the calendar.</param>
    public async Task Settle(int taken, CancellationToken ct)
    {
        var next = Clock.State == ClockState.Running ? Ahead.ElementAtOrDefault(taken) : null;
        Clock.Plan(await Timeline.Reaches(Clock.Within, ct), next is null ? null : await Timeline.Reaches(next.After(Clock.Within), ct));
    }
}
