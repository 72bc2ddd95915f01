using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Leaves;

/// <summary>A request for leave (休假申请).</summary>
[Readable(Permissions.ReadLeave), Rows(Of = nameof(EmployeeId))]
internal sealed class LeaveRequest : Entity
{
    /// <summary>What can happen to a request.</summary>
    public static readonly StateMachine<LeaveRequest, ApprovalStatus> Lifecycle =
        new StateMachine<LeaveRequest, ApprovalStatus>(r => r.Status, ApprovalStatus.Requested)
            .Step(ApprovalStatus.Requested, "ApproveLeave", ApprovalStatus.Approved, "3.1.1")
            .Step(ApprovalStatus.Requested, "RefuseLeave", ApprovalStatus.Refused, "3.1.1")
            .Step(ApprovalStatus.Requested, "WithdrawLeave", ApprovalStatus.Withdrawn)
            .Step(ApprovalStatus.Approved, "WithdrawLeave", ApprovalStatus.Cancelled)
            .Step(ApprovalStatus.Approved, "CancelLeave", ApprovalStatus.Cancelled);

    /// <summary>Whose leave.</summary>
    [Relation<Employee>(Inverse = "leaveRequests", InverseDescription = "The leave that the employee asked for."), WriteOnce]
    public Guid EmployeeId { get; init; }

    /// <summary>Of which type.</summary>
    [Relation<LeaveType>(Inverse = "requests", InverseDescription = "The requests for the type."), WriteOnce]
    public Guid LeaveTypeId { get; init; }

    /// <summary>From when. Of leave in days it follows the roster until it begins.</summary>
    [Sortable]
    public DateTimeOffset From { get; private set; }

    /// <summary>Until when. Of leave in days it follows the roster until it begins.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>The first day that was asked for; null for leave by the hour.</summary>
    [WriteOnce]
    public DateOnly? FirstDay { get; private set; }

    /// <summary>The last day that was asked for; null for leave by the hour.</summary>
    [WriteOnce]
    public DateOnly? LastDay { get; private set; }

    /// <summary>Whether only the second half of the first day was asked for.</summary>
    [WriteOnce]
    public bool StartsAtNoon { get; private set; }

    /// <summary>Whether only the first half of the last day was asked for.</summary>
    [WriteOnce]
    public bool EndsAtNoon { get; private set; }

    /// <summary>What it takes, counted in working time by calendar and roster, in the unit of the type. It changes when they do, and when leave that has begun is cancelled.</summary>
    public decimal Amount { get; private set; }

    /// <summary>How much of it the balance does not cover after a change of calendar or roster; else 0.</summary>
    public decimal Uncovered { get; private set; }

    /// <summary>What for.</summary>
    [WriteOnce]
    public string? Reason { get; init; }

    /// <summary>When it was asked for.</summary>
    [WriteOnce]
    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>Until when it was to be asked for; null where leave may be reported afterwards.</summary>
    [WriteOnce]
    public DateTimeOffset? RequestBy { get; init; }

    /// <summary>Where it stands.</summary>
    [Filterable]
    public ApprovalStatus Status { get; private set; }

    /// <summary>Who stands in.</summary>
    [Relation<Employee>(Inverse = "deputizesOnLeave", InverseDescription = "The leave during which the employee is to stand in.")]
    public Guid? DeputyId { get; private set; }

    /// <summary>Who decided.</summary>
    [Relation<Employee>(Inverse = "leaveDecided", InverseDescription = "The leave that the employee decided about."), WriteOnce]
    public Guid? ApproverId { get; private set; }

    /// <summary>In whose place the decider acted as deputy; null in his own right.</summary>
    [Relation<Employee>, WriteOnce]
    public Guid? OnBehalfOfId { get; private set; }

    /// <summary>When it was decided.</summary>
    [WriteOnce]
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was refused or cancelled.</summary>
    public string? Decision { get; private set; }

    /// <summary>The days that were asked for; null for leave by the hour.</summary>
    public LeaveDays? Days() => FirstDay is { } first && LastDay is { } last ? new(first, last, StartsAtNoon, EndsAtNoon) : null;

    /// <summary>A new request.</summary>
    /// <param name="time">When it is.</param>
    /// <param name="days">The days that were asked for; null for leave by the hour.</param>
    /// <param name="deputy">Who is to stand in.</param>
    public LeaveRequest Ask(LeaveHours time, LeaveDays? days, Guid? deputy)
    {
        (From, Until, DeputyId) = (time.From, time.Until, deputy);
        (FirstDay, LastDay, StartsAtNoon, EndsAtNoon) = (days?.First, days?.Last, days?.StartsAtNoon ?? false, days?.EndsAtNoon ?? false);
        Raise(new LeaveRequested(Id, EmployeeId, RequestedAt));
        return this;
    }

    /// <summary>Says when the days are by another roster.</summary>
    public void Move(LeaveHours time) => (From, Until) = (time.From, time.Until);

    /// <summary>Says what it took, once it ended early.</summary>
    public void Took(decimal amount) => (Amount, Uncovered) = (amount, Math.Min(Uncovered, amount));

    /// <summary>Says what it takes.</summary>
    /// <param name="amount">What it takes, in the unit of its type.</param>
    /// <param name="uncovered">How much of that the balance does not cover.</param>
    /// <param name="again">Whether it was rated before, so that a difference is told.</param>
    public void Rate(decimal amount, decimal uncovered, bool again)
    {
        if (again && (amount != Amount || uncovered != Uncovered))
        {
            Raise(new LeaveRerated(Id, EmployeeId, Amount, amount, uncovered));
        }

        (Amount, Uncovered) = (amount, uncovered);
    }

    public void Approve(Decider approver, Guid deputy, DateTimeOffset at)
    {
        DeputyId = Uncovered == 0 ? deputy : throw new RuleViolation(LeaveRules.Uncovered);
        Decide("ApproveLeave", at, approver);
    }

    /// <summary>Says who stands in instead.</summary>
    public void ReplaceDeputy(Guid deputy) => DeputyId = deputy;

    public void Refuse(Decider approver, string reason, DateTimeOffset at)
    {
        Decision = reason;
        Decide("RefuseLeave", at, approver);
    }

    /// <summary>Takes it back.</summary>
    /// <param name="by">Who does; of approved leave the employee himself, before it begins.</param>
    /// <param name="at">When.</param>
    public void Withdraw(Guid? by, DateTimeOffset at)
    {
        var next = Lifecycle.Next(Status, "WithdrawLeave");
        if (next == ApprovalStatus.Cancelled && (by != EmployeeId || From <= at))
        {
            throw new RuleViolation(by == EmployeeId ? LeaveRules.Begun : LeaveRules.NotOwn);
        }

        Tell(next, at);
    }

    public void Cancel(string? reason, DateTimeOffset at)
    {
        Decision = reason;
        Tell(Lifecycle.Next(Status, "CancelLeave"), at);
    }

    private void Decide(string operation, DateTimeOffset at, Decider approver)
    {
        var next = Lifecycle.Next(Status, operation);
        (ApproverId, OnBehalfOfId, DecidedAt) = (approver.EmployeeId, approver.OnBehalfOfId, at);
        Tell(next, at);
    }

    private void Tell(ApprovalStatus status, DateTimeOffset at)
    {
        Status = status;
        Raise(new LeaveDecided(Id, EmployeeId, UpperSnake.Of(status), at));
    }
}
