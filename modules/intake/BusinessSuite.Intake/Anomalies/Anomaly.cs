using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Anomalies;

/// <summary>What is wrong with a case.</summary>
public enum AnomalyKind
{
    /// <summary>It is not the applicant's turn, no pause holds, and nothing has happened for longer than the service level allows, or for 16 working hours where there is none.</summary>
    Stuck,

    /// <summary>Most finished cases of the type that took as long as this one by now ended after the time that is promised for it; or that time is over. It lasts through a pause. Without a service level: its planned end has passed.</summary>
    LateForecast,

    /// <summary>It went from owner to owner more often than the service level allows.</summary>
    PingPong,

    /// <summary>It had been closed, and is being worked on again.</summary>
    Reopened,

    /// <summary>A task of it is not done, and its deadline has passed.</summary>
    OverdueTask,
}

/// <summary>Something wrong with a case (异常): found once, and open for as long as it lasts.</summary>
[Readable(Permissions.ReadApplications, Plural = "anomalies"), Rows(Of = nameof(ApplicationId))]
internal sealed class Anomaly : Entity
{
    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "anomalies", InverseDescription = "What was and is wrong with it."), WriteOnce]
    public Guid ApplicationId { get; init; }

    /// <summary>What is wrong.</summary>
    [Filterable, WriteOnce]
    public AnomalyKind Kind { get; init; }

    /// <summary>The task that is overdue; null for what is wrong with the case as a whole.</summary>
    [Relation<WorkTask>(Inverse = "anomalies", InverseDescription = "That it was or is overdue."), WriteOnce]
    public Guid? TaskId { get; init; }

    /// <summary>When it was found.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset FoundAt { get; init; }

    /// <summary>When it was found to be gone; null while it lasts.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset? ResolvedAt { get; private set; }
}
