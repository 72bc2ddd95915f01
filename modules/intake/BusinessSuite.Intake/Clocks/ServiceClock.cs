using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.ApplicationTypes;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Intake.ServiceLevels;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Clocks;

/// <summary>What is promised within a time.</summary>
public enum ServiceTarget
{
    /// <summary>The answer to what came in, to an application or to a supplement: acceptance, refusal, or the notice of what is missing.</summary>
    FirstAnswer,

    /// <summary>The completion of an accepted application.</summary>
    Completion,
}

/// <summary>The states of a clock.</summary>
public enum ClockState
{
    /// <summary>Working time counts.</summary>
    Running,

    /// <summary>Nothing counts, for a reason that the service level lists.</summary>
    Paused,

    /// <summary>It stands for good.</summary>
    Stopped,
}

/// <summary>The rules of clocks.</summary>
internal static class ClockRules
{
    public static readonly Rule NoClock = new("NO_CLOCK_RUNS", new("No clock of the application is in that state.", "该申请没有处于该状态的计时。"), "2.2.3");

    public static readonly Rule Unlisted = new("PAUSE_REASON_UNLISTED", new("The service level of the case does not list this reason.", "该案件的服务水平未列出此暂停事由。"), "2.2.3", "tr_clock_segments_listed");

    public static readonly Rule NotNewer = new("SERVICE_LEVEL_NOT_NEWER", new("A case is re-rated to a later published version of its own type's service level.", "重新评定须采用同一类型更新的已发布服务水平版本。"), "2.2.3", "tr_reratings_newer");

    public static readonly Rule NoReason = new("RERATING_REASON_MISSING", new("A re-rating says why.", "重新评定须说明理由。"), "2.2.3", "ck_reratings_reason");
}

/// <summary>
/// The clock of a promise (计时): it counts working time by the working calendar and stands still for listed reasons only. What
/// it did is told by its segments; this is what they come to.
/// </summary>
[Readable(Permissions.ReadApplications), Rows(Of = nameof(ApplicationId))]
internal sealed class ServiceClock : Entity
{
    /// <summary>What can happen to a clock.</summary>
    public static readonly StateMachine<ServiceClock, ClockState> Lifecycle =
        new StateMachine<ServiceClock, ClockState>(c => c.State, ClockState.Running)
            .Step(ClockState.Running, "PauseClock", ClockState.Paused, "2.2.3")
            .Step(ClockState.Paused, "ResumeClock", ClockState.Running, "2.2.3")
            .Step(ClockState.Running, "Stop", ClockState.Stopped)
            .Step(ClockState.Paused, "Stop", ClockState.Stopped);

    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "clocks", InverseDescription = "The clocks of what was promised for it."), WriteOnce]
    public Guid ApplicationId { get; init; }

    /// <summary>The type of the application.</summary>
    [Relation<ApplicationType>, WriteOnce]
    public Guid TypeId { get; init; }

    /// <summary>The service level that it measures by.</summary>
    [Relation<ServiceLevel>(Inverse = "clocks", InverseDescription = "The clocks that measure by it.")]
    public Guid ServiceLevelId { get; private set; }

    /// <summary>What is promised.</summary>
    [Filterable, WriteOnce]
    public ServiceTarget Target { get; init; }

    /// <summary>Which clock of that promise, from 1; a case that comes back gets another.</summary>
    [WriteOnce]
    public int Round { get; init; }

    /// <summary>Whether it runs.</summary>
    [Filterable]
    public ClockState State { get; private set; }

    /// <summary>The working time that is promised.</summary>
    public TimeSpan Within { get; private set; }

    /// <summary>When it started.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it stopped for good.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset? StoppedAt { get; private set; }

    /// <summary>Whether what was promised was done when it stopped; false while it runs, and when the case was given up.</summary>
    [Filterable]
    public bool Fulfilled { get; private set; }

    /// <summary>The working time of all segments that have ended.</summary>
    public TimeSpan Worked { get; private set; }

    /// <summary>When the promised time is used up, or was; null while that depends on when a pause ends.</summary>
    [Sortable]
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Whether more working time was used than promised, once it stopped.</summary>
    [Filterable]
    public bool Missed { get; private set; }

    /// <summary>When the next step up comes; null when none is left or the clock does not run.</summary>
    public DateTimeOffset? NextStepAt { get; private set; }

    /// <summary>A clock that starts.</summary>
    public static ServiceClock Start(Application application, ServiceLevel level, ServiceTarget target, int round, DateTimeOffset at) => new()
    {
        ApplicationId = application.Id,
        TypeId = application.TypeId,
        ServiceLevelId = level.Id,
        Target = target,
        Round = round,
        Within = Promised(level, target),
        StartedAt = at,
    };

    public void Pause(TimeSpan worked) => (State, Worked) = (Lifecycle.Next(State, "PauseClock"), worked);

    public void Resume() => State = Lifecycle.Next(State, "ResumeClock");

    public void Stop(TimeSpan worked, bool fulfilled, DateTimeOffset at) =>
        (State, Worked, Fulfilled, StoppedAt, NextStepAt) = (Lifecycle.Next(State, "Stop"), worked, fulfilled, at, null);

    public void Rate(ServiceLevel level) => (ServiceLevelId, Within) = (level.Id, Promised(level, Target));

    /// <summary>Counts what it worked anew.</summary>
    public void Recount(TimeSpan worked) => Worked = worked;

    /// <summary>Says that the clocks up to this one follow the calendar, so that the next ones do.</summary>
    public void Replanned(DateTimeOffset since) => Raise(new ClocksReplanned(Id, since));

    public void Plan(DateTimeOffset? dueAt, DateTimeOffset? nextStepAt) => (DueAt, NextStepAt) = (dueAt, nextStepAt);

    private static TimeSpan Promised(ServiceLevel level, ServiceTarget target) =>
        level.Within(target) ?? throw new InvalidOperationException($"Version {level.Number} of the service level promises nothing for {target}.");
}

/// <summary>What a clock does during a segment.</summary>
public enum SegmentKind
{
    /// <summary>It runs: working hours count.</summary>
    Running,

    /// <summary>It stands still.</summary>
    Paused,
}

/// <summary>
/// A segment of a clock. It lasts until the next one begins, or until the clock stops, so that every second of a case lies in
/// exactly one; segments are added and never changed.
/// </summary>
[Readable(Permissions.ReadApplications), AppendOnly, Rows(Of = nameof(ClockId))]
internal sealed class ClockSegment : Entity
{
    /// <summary>The clock.</summary>
    [Relation<ServiceClock>(Inverse = "segments", InverseDescription = "What it did, segment after segment.")]
    public Guid ClockId { get; init; }

    /// <summary>Which segment, from 1.</summary>
    [Sortable]
    public int Ordinal { get; init; }

    /// <summary>What the clock does.</summary>
    public SegmentKind Kind { get; init; }

    /// <summary>When it begins.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Why the clock stands still; null while it runs.</summary>
    [Relation<PauseReason>(Inverse = "pauses", InverseDescription = "The pauses for this reason.")]
    public Guid? PauseReasonId { get; init; }

    /// <summary>What exactly is waited for.</summary>
    public string? Note { get; init; }
}

/// <summary>That a clock was rated anew by a later version of its service level: the result before beside the result after. It is recorded, never changed.</summary>
[Readable(Permissions.ReadApplications), AppendOnly, Rows(Of = nameof(ClockId))]
internal sealed class Rerating : Entity
{
    /// <summary>The clock.</summary>
    [Relation<ServiceClock>(Inverse = "reratings", InverseDescription = "How it was rated before and after each change of the service level.")]
    public Guid ClockId { get; init; }

    /// <summary>The version before.</summary>
    [Relation<ServiceLevel>]
    public Guid FromLevelId { get; init; }

    /// <summary>The version after.</summary>
    [Relation<ServiceLevel>(Inverse = "reratings", InverseDescription = "The clocks that were rated anew by it.")]
    public Guid ToLevelId { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who did it.</summary>
    [Relation<EmployeeRef>(Inverse = "reratings", InverseDescription = "The clocks that the employee rated anew.")]
    public Guid? ById { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The working time used until then.</summary>
    public TimeSpan Worked { get; init; }

    /// <summary>The working time promised before.</summary>
    public TimeSpan WithinBefore { get; init; }

    /// <summary>The working time promised after.</summary>
    public TimeSpan WithinAfter { get; init; }

    /// <summary>When the time was used up by the version before.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>When the time is used up by the version after.</summary>
    public DateTimeOffset? DueAfter { get; init; }

    /// <summary>Whether more time was used than the version before promised.</summary>
    public bool ExceededBefore { get; init; }

    /// <summary>Whether more time was used than the version after promises.</summary>
    public bool ExceededAfter { get; init; }
}
