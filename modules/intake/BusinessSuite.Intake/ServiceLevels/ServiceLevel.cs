using BusinessSuite.Intake.ApplicationTypes;
using BusinessSuite.Intake.Clocks;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.ServiceLevels;

/// <summary>The states of a service level.</summary>
public enum ServiceLevelStatus
{
    /// <summary>Being prepared.</summary>
    Draft,

    /// <summary>In use: cases that come in get it.</summary>
    Published,

    /// <summary>Followed by a later version; cases that have it keep it.</summary>
    Retired,
}

/// <summary>The rules of service levels.</summary>
internal static class LevelRules
{
    public static readonly Rule Times = new("SERVICE_TIMES_INVALID", new("The times of a service level are above zero and at most 2000 days.", "服务水平的时限须大于零且不超过 2000 天。"), "2.2.3", "ck_service_levels_times");

    public static readonly Rule Steps = new("ESCALATION_STEPS_INVALID", new("Steps are at 1 to 1000 percent of the time, each percentage once, and 0 to 20 places up.", "升级节点须在时限的 1% 至 1000% 之间且不重复，上升层级为 0 至 20。"), "2.2.3", "ck_escalation_steps_percent");

    public static readonly Rule Reasons = new("PAUSE_REASONS_INVALID", new("Reasons to pause have codes of capital letters, digits and underscores, each once.", "暂停原因代码由大写字母、数字和下划线组成且不重复。"), "2.2.3", "ck_pause_reasons_code");

    public static readonly Rule OnePublished = new("SERVICE_LEVEL_PUBLISHED", new("The type has a published service level already.", "该类型已有已发布的服务水平。"), Constraint: "ux_service_levels_published");
}

/// <summary>
/// What is promised for cases of a type (服务水平): within how much working time they are answered and completed, for which
/// reasons the clock may stand still, and to whom a case goes up while time runs out. Each version stays as it was published.
/// </summary>
[Readable(Permissions.ReadTypes)]
internal sealed class ServiceLevel : Entity
{
    /// <summary>From draft to use to retirement.</summary>
    public static readonly StateMachine<ServiceLevel, ServiceLevelStatus> Lifecycle =
        new StateMachine<ServiceLevel, ServiceLevelStatus>(l => l.Status, ServiceLevelStatus.Draft)
            .Step(ServiceLevelStatus.Draft, "PublishServiceLevel", ServiceLevelStatus.Published, "2.2.3")
            .Step(ServiceLevelStatus.Published, "RetireByNext", ServiceLevelStatus.Retired);

    /// <summary>When an escalation that nobody answered goes further up, where nothing else is said.</summary>
    public static readonly TimeSpan UsualClimb = TimeSpan.FromHours(4);

    /// <summary>The working time without any event after which a case counts as stuck, where nothing else is said.</summary>
    public static readonly TimeSpan UsualStuck = TimeSpan.FromHours(16);

    /// <summary>How often a case may change its owner, where nothing else is said.</summary>
    public const int UsualOwnerChanges = 3;

    /// <summary>The type of applications that it is for.</summary>
    [Relation<ApplicationType>(Inverse = "serviceLevels", InverseDescription = "The versions of the type's service level."), WriteOnce]
    public Guid TypeId { get; init; }

    /// <summary>Which version, from 1.</summary>
    [WriteOnce]
    public int Number { get; init; }

    /// <summary>Whether it is in use.</summary>
    [Filterable]
    public ServiceLevelStatus Status { get; private set; }

    /// <summary>The working time from what came in to the answer to it; null when nothing is promised.</summary>
    [WriteOnce]
    public TimeSpan? FirstAnswerWithin { get; init; }

    /// <summary>The working time from acceptance to completion.</summary>
    [WriteOnce]
    public TimeSpan CompleteWithin { get; init; }

    /// <summary>The working time after which an escalation that nobody answered goes further up.</summary>
    [WriteOnce]
    public TimeSpan ClimbAfter { get; init; }

    /// <summary>The working time without any event after which a case counts as stuck.</summary>
    [WriteOnce]
    public TimeSpan StuckAfter { get; init; }

    /// <summary>How often a case and its tasks may go from one owner to another in all.</summary>
    [WriteOnce]
    public int MostOwnerChanges { get; init; }

    /// <summary>When it was published.</summary>
    [WriteOnce]
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>The working time that is promised; null when nothing is.</summary>
    public TimeSpan? Within(ServiceTarget target) => target == ServiceTarget.FirstAnswer ? FirstAnswerWithin : CompleteWithin;

    public void Publish(DateTimeOffset at)
    {
        Status = Lifecycle.Next(Status, "PublishServiceLevel");
        PublishedAt = at;
    }

    public void Retire() => Status = Lifecycle.Next(Status, "RetireByNext");
}

/// <summary>A reason for which the clock of a case may stand still (中止计时事由).</summary>
[Readable(Permissions.ReadTypes), AppendOnly, Rows(Of = nameof(ServiceLevelId))]
internal sealed class PauseReason : Entity
{
    /// <summary>The service level that lists it.</summary>
    [Relation<ServiceLevel>(Inverse = "pauseReasons", InverseDescription = "The only reasons for which the clock may stand still.")]
    public Guid ServiceLevelId { get; init; }

    /// <summary>The code, for example EXPERT_REVIEW.</summary>
    public string Code { get; init; } = "";

    /// <summary>What it means, English.</summary>
    public string NameEn { get; init; } = "";

    /// <summary>What it means, Chinese.</summary>
    public string NameZh { get; init; } = "";
}

/// <summary>A step of the way up while time runs out (升级节点).</summary>
[Readable(Permissions.ReadTypes), AppendOnly, Rows(Of = nameof(ServiceLevelId))]
internal sealed class EscalationStep : Entity
{
    /// <summary>The service level.</summary>
    [Relation<ServiceLevel>(Inverse = "escalationSteps", InverseDescription = "When and how far a case goes up.")]
    public Guid ServiceLevelId { get; init; }

    /// <summary>How much of the time has passed then, in percent.</summary>
    public int Percent { get; init; }

    /// <summary>How many places up it goes: 0 is the owner of the case, 1 the superior, 2 the superior's superior.</summary>
    public int Rank { get; init; }

    /// <summary>The working time after which it comes.</summary>
    public TimeSpan After(TimeSpan within) => TimeSpan.FromTicks(within.Ticks / 100 * Percent);
}
