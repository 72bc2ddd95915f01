using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Leaves;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Absences;

/// <summary>Why someone is away.</summary>
public enum AbsenceKind
{
    /// <summary>Leave (休假).</summary>
    Leave,

    /// <summary>Sickness (病假).</summary>
    Sickness,

    /// <summary>Business travel (出差).</summary>
    BusinessTravel,

    /// <summary>Training (培训).</summary>
    Training,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A time during which an employee is away, and who stands in (代理).</summary>
[Readable(Permissions.ReadEmployees), Rows(Of = nameof(EmployeeId)), Period(nameof(From), nameof(Until))]
internal sealed class Absence : Entity
{
    /// <summary>Who is away.</summary>
    [Relation<Employee>(Inverse = "absences", InverseDescription = "When the employee was, is and will be away.")]
    public Guid EmployeeId { get; init; }

    /// <summary>Why.</summary>
    public AbsenceKind Kind { get; init; }

    /// <summary>From when.</summary>
    public DateTimeOffset From { get; set; }

    /// <summary>Until when.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>Who stands in.</summary>
    [Relation<Employee>(Inverse = "deputizes", InverseDescription = "The absences during which the employee stands in.")]
    public Guid? DeputyId { get; set; }

    /// <summary>The approved leave that it follows from.</summary>
    [Relation<LeaveRequest>(Inverse = "absences", InverseDescription = "The absence that follows from it."), WriteOnce]
    public Guid? LeaveRequestId { get; init; }

    /// <summary>When it was recorded; null where nobody knows any more.</summary>
    [WriteOnce]
    public DateTimeOffset? RecordedAt { get; init; }

    /// <summary>When it was cancelled; null while it holds.</summary>
    [WriteOnce]
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>When the deputy took over.</summary>
    [WriteOnce]
    public DateTimeOffset? HandedOverAt { get; private set; }

    /// <summary>When the employee took back.</summary>
    [WriteOnce]
    public DateTimeOffset? TakenBackAt { get; private set; }

    /// <summary>Tells of it, and lets the deputy take over if the employee is away already.</summary>
    public void Begin(DateTimeOffset at)
    {
        Raise(new AttendanceKnown([EmployeeId], From, Until));
        HandOver(at);
    }

    /// <summary>Ends it as if it had not been.</summary>
    public void Cancel(DateTimeOffset at)
    {
        CancelledAt = CancelledAt is null ? at : throw new RuleViolation(OrganizationRules.AlreadyEnded);
        Raise(new AttendanceKnown([EmployeeId], From, Until));
        TakeBack(at);
    }

    /// <summary>Ends it now, earlier than planned.</summary>
    public void End(DateTimeOffset at)
    {
        Raise(new AttendanceKnown([EmployeeId], at, Until));
        Until = Until > at ? at : throw new RuleViolation(OrganizationRules.AlreadyEnded);
        TakeBack(at);
    }

    /// <summary>Lets the deputy take over, if there is one and the employee is away.</summary>
    public void HandOver(DateTimeOffset at)
    {
        if (DeputyId is { } deputy && HandedOverAt is null && Covers(at))
        {
            HandedOverAt = at;
            Raise(new LeaveStarted(Id, EmployeeId, deputy, Until));
        }
    }

    /// <summary>Lets someone else stand in from now on, who takes over what the deputy before has.</summary>
    public void ReplaceDeputy(Guid deputy, DateTimeOffset at)
    {
        if (CancelledAt is not null || Until <= at)
        {
            throw new RuleViolation(OrganizationRules.AlreadyEnded);
        }

        DeputyId = deputy != EmployeeId ? deputy : throw new RuleViolation(OrganizationRules.OwnDeputy) { Field = ["deputyId"] };
        if (HandedOverAt is not null)
        {
            Raise(new LeaveStarted(Id, EmployeeId, deputy, Until));
        }

        HandOver(at);
    }

    /// <summary>Lets the employee take back what the deputy took over.</summary>
    public void TakeBack(DateTimeOffset at)
    {
        if (DeputyId is { } deputy && HandedOverAt is not null && TakenBackAt is null)
        {
            TakenBackAt = at;
            Raise(new LeaveEnded(Id, EmployeeId, deputy, at));
        }
    }

    private bool Covers(DateTimeOffset at) => CancelledAt is null && From <= at && Until > at;
}
