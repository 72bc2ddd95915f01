using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Attendance;

/// <summary>Why clock events alone do not tell what was worked.</summary>
public enum CorrectionKind
{
    /// <summary>A clock event is missing (补卡).</summary>
    MissingPunch,

    /// <summary>The work was elsewhere (外勤).</summary>
    FieldWork,
}

/// <summary>What someone says about a day beyond its clock events, and who agreed (补卡/外勤申请). The events themselves stay as they are.</summary>
[Readable(Permissions.ReadTime), Rows(Of = nameof(EmployeeId))]
internal sealed class AttendanceCorrection : Entity
{
    /// <summary>What can happen to a correction.</summary>
    public static readonly StateMachine<AttendanceCorrection, ApprovalStatus> Lifecycle =
        new StateMachine<AttendanceCorrection, ApprovalStatus>(c => c.Status, ApprovalStatus.Requested)
            .Step(ApprovalStatus.Requested, "ApproveCorrection", ApprovalStatus.Approved, "3.1.1")
            .Step(ApprovalStatus.Requested, "RefuseCorrection", ApprovalStatus.Refused, "3.1.1")
            .Step(ApprovalStatus.Requested, "WithdrawCorrection", ApprovalStatus.Withdrawn);

    /// <summary>Whose day.</summary>
    [Relation<Employee>(Inverse = "attendanceCorrections", InverseDescription = "What the employee said beyond clock events."), WriteOnce]
    public Guid EmployeeId { get; init; }

    /// <summary>The day on which the shift starts.</summary>
    [Sortable, WriteOnce]
    public DateOnly Day { get; init; }

    /// <summary>Why.</summary>
    [WriteOnce]
    public CorrectionKind Kind { get; init; }

    /// <summary>When the employee came; null where that is known.</summary>
    [WriteOnce]
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When the employee went; null where that is known.</summary>
    [WriteOnce]
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>What happened.</summary>
    [WriteOnce]
    public string Reason { get; init; } = "";

    /// <summary>What shows it: a document, a link, the name of a witness.</summary>
    [WriteOnce]
    public string? Evidence { get; init; }

    /// <summary>When it was asked for.</summary>
    [WriteOnce]
    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>Where it stands.</summary>
    [Filterable]
    public ApprovalStatus Status { get; private set; }

    /// <summary>Who decided.</summary>
    [Relation<Employee>(Inverse = "correctionsDecided", InverseDescription = "The corrections that the employee decided about."), WriteOnce]
    public Guid? ApproverId { get; private set; }

    /// <summary>In whose place the decider acted as deputy; null in his own right.</summary>
    [Relation<Employee>, WriteOnce]
    public Guid? OnBehalfOfId { get; private set; }

    /// <summary>When it was decided.</summary>
    [WriteOnce]
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was refused.</summary>
    [WriteOnce]
    public string? Decision { get; private set; }

    /// <summary>What it says, as clock events would.</summary>
    public IEnumerable<Punch> Punches()
    {
        if (ArrivedAt is { } arrived)
        {
            yield return new(arrived, ClockDirection.In);
        }

        if (LeftAt is { } left)
        {
            yield return new(left, ClockDirection.Out);
        }
    }

    public void Approve(Decider approver, DateTimeOffset at)
    {
        (Status, ApproverId, OnBehalfOfId, DecidedAt) = (Lifecycle.Next(Status, "ApproveCorrection"), approver.EmployeeId, approver.OnBehalfOfId, at);
        var times = Punches().Select(p => p.At).ToList();
        Raise(new AttendanceKnown([EmployeeId], times.Min(), times.Max()));
    }

    public void Refuse(Decider approver, string reason, DateTimeOffset at) => (Status, ApproverId, OnBehalfOfId, DecidedAt, Decision) = (Lifecycle.Next(Status, "RefuseCorrection"), approver.EmployeeId, approver.OnBehalfOfId, at, reason);

    public void Withdraw() => Status = Lifecycle.Next(Status, "WithdrawCorrection");
}
