using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Clocks;

/// <summary>Why a deadline of a case lies where it lies.</summary>
/// <param name="Clock">The clock that gives it; null for the deadline of a task, which was set by hand.</param>
/// <param name="Deadline">The deadline; null while it depends on when a pause ends.</param>
/// <param name="Within">The working time promised, or given for the task.</param>
/// <param name="Time">What was counted until now.</param>
/// <param name="Stretches">Every stretch from the start to the deadline, or to now where that is later: in order and without a gap.</param>
internal sealed record CaseDeadline(Id<ServiceClock>? Clock, DateTimeOffset? Deadline, TimeSpan Within, ClockTime Time, IReadOnlyList<DeadlineStretch> Stretches);

/// <summary>A stretch of time on the way to a deadline.</summary>
/// <param name="Kind">What it is counted as.</param>
/// <param name="From">Its start.</param>
/// <param name="To">Its end; the next stretch starts there.</param>
/// <param name="Reason">Why the clock stood still.</param>
internal sealed record DeadlineStretch(TimeKind Kind, DateTimeOffset From, DateTimeOffset To, Id<ServiceLevels.PauseReason>? Reason);

internal static class ExplainCaseDeadlineQuery
{
    /// <summary>The deadlines of an application, clock by clock, or that of a task: with every interval that counts, every pause and all off hours. How the working calendar makes a deadline of a start and a time, explainDeadline tells.</summary>
    /// <param name="applicationId">The application.</param>
    /// <param name="taskId">The task.</param>
    [Query, Requires(Permissions.ReadApplications)]
    public static async Task<IReadOnlyList<CaseDeadline>> ExplainCaseDeadline(
        IntakeDbContext db, IWorkCalendar calendar, TimeProvider clock, CancellationToken ct, Id<Application>? applicationId = null, Id<WorkTask>? taskId = null)
    {
        if (applicationId is null == taskId is null)
        {
            throw new RuleViolation(PlatformRules.Invalid, "Either an application or a task is explained.") { Field = ["applicationId"] };
        }

        var task = taskId is { } one ? await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.Id == one.Value, ct) : null;
        var application = task?.ApplicationId ?? applicationId?.Value;
        if (task?.DueAt is null && taskId is not null || !await db.Applications.AnyAsync(a => a.Id == application, ct))
        {
            throw new RuleViolation(PlatformRules.NotFound) { Field = [taskId is null ? "applicationId" : "taskId"] };
        }

        var now = clock.GetUtcNow();
        var clocks = await db.ServiceClocks.AsNoTracking().Where(c => c.ApplicationId == application).OrderBy(c => c.StartedAt).ThenBy(c => c.Id).ToListAsync(ct);
        var ids = clocks.Select(c => c.Id).ToList();
        var segments = await db.SegmentsOf(ids, ct);
        if (task is not null)
        {
            var start = await db.Assignments.Where(a => a.TaskId == task.Id).MinAsync(a => (DateTimeOffset?)a.At, ct) ?? now;
            return [await Explain(null, OfTask(start, clocks, segments), task.CompletedAt, start, task.DueAt, null)];
        }

        var explained = new List<CaseDeadline>();
        foreach (var c in clocks)
        {
            explained.Add(await Explain(c.Id, [.. segments[c.Id]], c.StoppedAt, c.StartedAt, c.DueAt, c.Within));
        }

        return explained;

        async Task<CaseDeadline> Explain(Guid? id, IReadOnlyList<ClockSegment> life, DateTimeOffset? stopped, DateTimeOffset start, DateTimeOffset? deadline, TimeSpan? within)
        {
            var until = stopped ?? now;
            var end = stopped is null && deadline > now ? deadline.Value : until;
            var timeline = new Timeline(life, stopped, calendar);
            var given = within ?? await timeline.Worked(end, ct);
            return new(
                id is { } key ? new(key) : null, deadline, given, ClockTime.Of(await timeline.Until(until, ct), start, until, given),
                [.. (await timeline.Until(end, ct)).Select(s => new DeadlineStretch(s.Kind, s.From, s.To, s.PauseReasonId is { } reason ? new(reason) : null))]);
        }
    }

    /// <summary>A task has no clock of its own; it stands still with the completion of the case.</summary>
    private static List<ClockSegment> OfTask(DateTimeOffset start, List<ServiceClock> clocks, ILookup<Guid, ClockSegment> segments)
    {
        var later = clocks.Where(c => c.Target == ServiceTarget.Completion).SelectMany(c => segments[c.Id]).OrderBy(s => s.From).ToList();
        var first = later.LastOrDefault(s => s.From <= start);
        return [new() { Kind = first?.Kind ?? SegmentKind.Running, From = start, PauseReasonId = first?.PauseReasonId }, .. later.Where(s => s.From > start)];
    }
}
