using BusinessSuite.Intake.Complaints;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Rectifications;

/// <summary>The states of a rectification.</summary>
public enum RectificationStatus
{
    /// <summary>It is to be done, or to be done again.</summary>
    Planned,

    /// <summary>It is done, with evidence.</summary>
    Done,

    /// <summary>Somebody outside the department found that it is done and helps.</summary>
    Verified,

    /// <summary>Somebody outside the department found that it is not to be done: it was planned twice, or wrongly.</summary>
    Withdrawn,
}

/// <summary>The rules of rectifications.</summary>
internal static class RectificationRules
{
    public static readonly Rule NoMeasure = new("RECTIFICATION_EMPTY", new("A rectification says what is done.", "整改须写明措施。"), "2.3.3", "ck_rectifications_measure");

    public static readonly Rule NoEvidence = new("RECTIFICATION_UNPROVEN", new("A rectification is done with evidence.", "完成整改须附证据。"), "2.3.3", "ck_rectifications_done");

    public static readonly Rule Outside = new("RECTIFICATION_INSIDE", new("A rectification is verified or withdrawn by a person outside the department that carries it out.", "整改须由责任部门以外的人员验证或撤销。"), "2.3.3", "tr_rectifications_outside");

    public static readonly Rule OwnWork = new("RECTIFICATION_OWN_WORK", new("Nobody verifies or withdraws what is his own to carry out.", "不得验证或撤销自己实施的整改。"), "2.3.3", "ck_rectifications_verifier");

    public static readonly Rule Accused = new("RECTIFICATION_ACCUSED", new("The person complained of neither verifies nor withdraws the rectification.", "被投诉人不得验证或撤销整改。"), "2.3.3", "tr_rectifications_impartial");

    public static readonly Rule NoReason = new("RECTIFICATION_WITHDRAWAL_UNEXPLAINED", new("Who withdraws a rectification says why.", "撤销整改须说明理由。"), "2.3.3", "ck_rectifications_withdrawn");

    public static readonly Rule Term = new("RECTIFICATION_TERM", new("The term of a rectification changes only when it is to be done again.", "整改期限只能在退回重做时变更。"), "2.3.3", "tr_rectifications_term");
}

/// <summary>A measure by which a department corrects what a complaint found (整改).</summary>
[Readable(Permissions.ReadFeedback), Rows(Department = nameof(DepartmentId), Owner = nameof(OwnerId)), ConfidentialRows(nameof(Level))]
internal sealed class Rectification : Entity
{
    /// <summary>What can happen to a rectification.</summary>
    public static readonly StateMachine<Rectification, RectificationStatus> Lifecycle =
        new StateMachine<Rectification, RectificationStatus>(r => r.Status, RectificationStatus.Planned)
            .Step(RectificationStatus.Planned, "CompleteRectification", RectificationStatus.Done, "2.3.3")
            .Step(RectificationStatus.Done, "VerifyRectification", RectificationStatus.Verified, "2.3.3")
            .Step(RectificationStatus.Done, "RejectRectification", RectificationStatus.Planned, "2.3.3")
            .Step(RectificationStatus.Planned, "WithdrawRectification", RectificationStatus.Withdrawn, "2.3.3")
            .Step(RectificationStatus.Done, "WithdrawRectification", RectificationStatus.Withdrawn, "2.3.3");

    private Rectification()
    {
    }

    /// <summary>Plans what the responsible department does because of a complaint.</summary>
    public Rectification(Complaint complaint, string measure, Guid owner, DateTimeOffset due) =>
        (ComplaintId, Level, DepartmentId, Measure, OwnerId, DueAt) = (complaint.Id, complaint.Level, complaint.RequireDepartment(), measure, owner, due);

    /// <summary>The complaint.</summary>
    [Relation<Complaint>(Inverse = "rectifications", InverseDescription = "What is corrected because of it."), WriteOnce]
    public Guid ComplaintId { get; private init; }

    /// <summary>How confidential it is: as its complaint is.</summary>
    public Confidentiality Level { get; private set; } = Confidentiality.Internal;

    /// <summary>The department that corrects.</summary>
    [Relation<DepartmentRef>(Inverse = "rectifications", InverseDescription = "What the department corrects because of complaints."), WriteOnce]
    public Guid DepartmentId { get; private init; }

    /// <summary>What is done.</summary>
    [WriteOnce]
    public string Measure { get; private init; } = "";

    /// <summary>Who carries it out.</summary>
    [Relation<EmployeeRef>(Inverse = "rectifications", InverseDescription = "What the employee corrects because of complaints.")]
    public Guid OwnerId { get; private set; }

    /// <summary>Until when it must be done; another day where it is to be done again.</summary>
    [Sortable]
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>Where it stands.</summary>
    [Filterable]
    public RectificationStatus Status { get; private set; }

    /// <summary>What shows that it is done.</summary>
    public string? Evidence { get; private set; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Who verified it, outside the department.</summary>
    [Relation<EmployeeRef>(Inverse = "verifiedRectifications", InverseDescription = "The rectifications that the employee verified."), WriteOnce]
    public Guid? VerifiedById { get; private set; }

    /// <summary>When it was verified.</summary>
    [WriteOnce]
    public DateTimeOffset? VerifiedAt { get; private set; }

    /// <summary>What the verification found, or why it was withdrawn.</summary>
    public string? Finding { get; private set; }

    /// <summary>Who withdrew it, outside the department.</summary>
    [Relation<EmployeeRef>(Inverse = "withdrawnRectifications", InverseDescription = "The rectifications that the employee withdrew."), WriteOnce]
    public Guid? WithdrawnById { get; private set; }

    /// <summary>When it was withdrawn.</summary>
    [WriteOnce]
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Follows its complaint.</summary>
    public void Classify(Confidentiality level) => Level = level;

    /// <summary>Lets someone else carry it out.</summary>
    public void Reassign(Guid owner) => OwnerId = Status == RectificationStatus.Planned
        ? owner
        : throw new RuleViolation(PlatformRules.IllegalState, "ReassignRectification", UpperSnake.Of(Status));

    public void Complete(string? evidence, DateTimeOffset at)
    {
        Status = Lifecycle.Next(Status, "CompleteRectification");
        (Evidence, DoneAt) = (evidence ?? throw new RuleViolation(RectificationRules.NoEvidence) { Field = ["evidence"] }, at);
    }

    /// <summary>Verifies it.</summary>
    /// <param name="by">Who does.</param>
    /// <param name="complaint">Its complaint.</param>
    /// <param name="finding">What was found.</param>
    /// <param name="at">When.</param>
    public void Verify(Caller by, Complaint complaint, string finding, DateTimeOffset at)
    {
        Judge(by, complaint);
        Status = Lifecycle.Next(Status, "VerifyRectification");
        (VerifiedById, VerifiedAt, Finding) = (by.EmployeeId, at, finding);
    }

    /// <summary>Finds that it is not done, or does not help.</summary>
    /// <param name="by">Who does.</param>
    /// <param name="complaint">Its complaint.</param>
    /// <param name="finding">What was found.</param>
    /// <param name="due">Until when it is done again; as it was unless given.</param>
    /// <param name="at">When.</param>
    /// <exception cref="RuleViolation">The term is over, and no other is given.</exception>
    public void Reject(Caller by, Complaint complaint, string finding, DateTimeOffset? due, DateTimeOffset at)
    {
        Judge(by, complaint);
        Status = Lifecycle.Next(Status, "RejectRectification");
        (Finding, DueAt) = (finding, due ?? DueAt);
        if (DueAt <= at)
        {
            throw new RuleViolation(ComplaintRules.InThePast) { Field = ["dueAt"] };
        }
    }

    /// <summary>Finds that it is not to be done.</summary>
    /// <param name="by">Who does.</param>
    /// <param name="complaint">Its complaint.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When.</param>
    public void Withdraw(Caller by, Complaint complaint, string reason, DateTimeOffset at)
    {
        Judge(by, complaint);
        Status = Lifecycle.Next(Status, "WithdrawRectification");
        (WithdrawnById, WithdrawnAt, Finding) = (by.EmployeeId, at, reason);
    }

    private void Judge(Caller by, Complaint complaint)
    {
        var judge = by.EmployeeId ?? throw new RuleViolation(RectificationRules.Outside);
        if (judge == OwnerId)
        {
            throw new RuleViolation(RectificationRules.OwnWork);
        }

        if (judge == complaint.AboutId)
        {
            throw new RuleViolation(RectificationRules.Accused);
        }
    }
}
