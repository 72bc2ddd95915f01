using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Clocks;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Escalations;

/// <summary>Why a case went up.</summary>
public enum EscalationCause
{
    /// <summary>A clock reached a step of the service level.</summary>
    Step,

    /// <summary>Nobody answered the escalation before.</summary>
    Unanswered,

    /// <summary>An employee asked for help.</summary>
    Employee,
}

/// <summary>The states of an escalation.</summary>
public enum EscalationStatus
{
    /// <summary>Nobody has taken notice of it yet.</summary>
    Open,

    /// <summary>Someone has taken notice and is at it.</summary>
    Acknowledged,

    /// <summary>It was answered with a solution.</summary>
    Answered,

    /// <summary>What it was about came to an end by itself.</summary>
    Lapsed,
}

/// <summary>The rules of escalations.</summary>
internal static class EscalationRules
{
    public static readonly Rule NoReason = new("ESCALATION_REASON_MISSING", new("Who asks for help says why.", "请求协助须说明理由。"), "2.2.2", "ck_escalations_reason");

    public static readonly Rule NoSolution = new("SOLUTION_MISSING", new("An escalation is answered with a solution.", "答复升级须给出解决办法。"), "2.2.2", "ck_escalations_solution");

    public static readonly Rule OwnAnswer = new("OWN_ESCALATION", new("Neither who asked for help nor the owner past whom the case went up answers it himself.", "请求协助者或被越级上报的责任人不能自行答复。"), "2.2.2", "ck_escalations_other");

    public static readonly Rule Ended = new("CASE_ENDED", new("The application has ended.", "该申请已结束。"), "2.2.2");

    public static readonly Rule Once = new("STEP_TAKEN", new("The clock has taken this step already.", "该计时节点已升级。"), "2.2.3", "ux_escalations_step");

    public static readonly Rule ClimbedOnce = new("CLIMBED_ALREADY", new("The escalation went further up already.", "该升级已继续上报。"), "2.2.3", "ux_escalations_climb");
}

/// <summary>That a case went up to someone (升级). It is answered with a solution, and goes further up while nobody answers.</summary>
[Readable(Permissions.ReadEscalations), Rows(Department = nameof(DepartmentId), Owner = nameof(RecipientId), Involved = [nameof(RaisedById)])]
internal sealed class Escalation : Entity
{
    /// <summary>What can happen to an escalation.</summary>
    public static readonly StateMachine<Escalation, EscalationStatus> Lifecycle =
        new StateMachine<Escalation, EscalationStatus>(e => e.Status, EscalationStatus.Open)
            .Step(EscalationStatus.Open, "AcknowledgeEscalation", EscalationStatus.Acknowledged, "2.2.2")
            .Step(EscalationStatus.Open, "AnswerEscalation", EscalationStatus.Answered, "2.2.2")
            .Step(EscalationStatus.Acknowledged, "AnswerEscalation", EscalationStatus.Answered, "2.2.2")
            .Step(EscalationStatus.Open, "Lapse", EscalationStatus.Lapsed)
            .Step(EscalationStatus.Acknowledged, "Lapse", EscalationStatus.Lapsed);

    private Escalation()
    {
    }

    public Escalation(Guid application, Guid department, EscalationCause cause, Addressee to, DateTimeOffset at)
    {
        (ApplicationId, DepartmentId, Cause, OriginId, RaisedAt) = (application, department, cause, Id, at);
        (SubjectId, Rank, RecipientId, OnBehalfOfId) = (to.Subject, to.Rank, to.Recipient, to.OnBehalfOf);
        Raise(new CaseEscalated(Id, ApplicationId, RecipientId, at));
    }

    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "escalations", InverseDescription = "How it went up."), WriteOnce]
    public Guid ApplicationId { get; private init; }

    /// <summary>The department that handles the application.</summary>
    [Relation<DepartmentRef>(Inverse = "escalations", InverseDescription = "The escalations of the cases that the department handles."), WriteOnce]
    public Guid DepartmentId { get; private init; }

    /// <summary>Why it went up.</summary>
    [Filterable, WriteOnce]
    public EscalationCause Cause { get; private init; }

    /// <summary>The clock that reached a step; null for other causes.</summary>
    [Relation<ServiceClock>(Inverse = "escalations", InverseDescription = "The steps that it took."), WriteOnce]
    public Guid? ClockId { get; init; }

    /// <summary>The step that was reached, in percent of the time; null for other causes.</summary>
    [Filterable, WriteOnce]
    public int? Percent { get; init; }

    /// <summary>The escalation that nobody answered; null for other causes.</summary>
    [Relation<Escalation>(Inverse = "climbs", InverseDescription = "Where it went on to when nobody answered."), WriteOnce]
    public Guid? ClimbedFromId { get; init; }

    /// <summary>The escalation with which the way up began; itself when it began with this one.</summary>
    [Relation<Escalation>, WriteOnce]
    public Guid OriginId { get; init; }

    /// <summary>The employee from whom the way up is counted: the owner of the case, or who asked for help.</summary>
    [Relation<EmployeeRef>(Name = "subject"), WriteOnce]
    public Guid? SubjectId { get; private init; }

    /// <summary>How many places up it went: 0 is the subject, 1 the superior, 2 the superior's superior.</summary>
    [WriteOnce]
    public int Rank { get; private init; }

    /// <summary>To whom it went; null when nobody was there.</summary>
    [Relation<EmployeeRef>(Name = "recipient", Inverse = "escalations", InverseDescription = "What went up to the employee.")]
    public Guid? RecipientId { get; private set; }

    /// <summary>The absent employee for whom the recipient stands in; null when the recipient's place it is.</summary>
    [Relation<EmployeeRef>(Name = "onBehalfOf")]
    public Guid? OnBehalfOfId { get; private set; }

    /// <summary>Who asked for help; null for other causes.</summary>
    [Relation<EmployeeRef>(Name = "raisedBy", Inverse = "escalationsRaised", InverseDescription = "What the employee asked for help with."), WriteOnce]
    public Guid? RaisedById { get; init; }

    /// <summary>Why help is asked for; null for other causes.</summary>
    [WriteOnce]
    public string? Reason { get; init; }

    /// <summary>When it went up.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset RaisedAt { get; private init; }

    /// <summary>Where it stands.</summary>
    [Filterable]
    public EscalationStatus Status { get; private set; }

    /// <summary>The working time after which it goes further up unless it is answered.</summary>
    [WriteOnce]
    public TimeSpan ClimbAfter { get; init; }

    /// <summary>When it goes further up unless it is answered; null when it does not.</summary>
    public DateTimeOffset? ClimbsAt { get; private set; }

    /// <summary>When someone took notice.</summary>
    [WriteOnce]
    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>When it was answered.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Who answered it.</summary>
    [Relation<EmployeeRef>(Name = "answeredBy", Inverse = "escalationsAnswered", InverseDescription = "The escalations that the employee answered."), WriteOnce]
    public Guid? AnsweredById { get; private set; }

    /// <summary>The solution.</summary>
    [WriteOnce]
    public string? Solution { get; private set; }

    /// <summary>Whether it waits for an answer.</summary>
    public bool IsOpen => Status is EscalationStatus.Open or EscalationStatus.Acknowledged;

    /// <summary>Says when it goes further up.</summary>
    public void ClimbAt(DateTimeOffset? at) => ClimbsAt = at;

    /// <summary>Lets someone else answer it.</summary>
    public void HandOver(Guid employee, DateTimeOffset at)
    {
        if (!IsOpen)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "HandOverEscalation", UpperSnake.Of(Status));
        }

        if (IsBarred(employee))
        {
            throw new RuleViolation(EscalationRules.OwnAnswer) { Field = ["employeeId"] };
        }

        (RecipientId, OnBehalfOfId) = (employee, null);
        Raise(new CaseEscalated(Id, ApplicationId, employee, at));
    }

    public void Acknowledge(DateTimeOffset at, DateTimeOffset? climbsAt) =>
        (Status, AcknowledgedAt, ClimbsAt) = (Lifecycle.Next(Status, "AcknowledgeEscalation"), at, climbsAt);

    public void Answer(string solution, Guid? by, DateTimeOffset at)
    {
        if (IsBarred(by))
        {
            throw new RuleViolation(EscalationRules.OwnAnswer);
        }

        (Status, Solution, AnsweredById, AnsweredAt, ClimbsAt) = (Lifecycle.Next(Status, "AnswerEscalation"), solution, by, at, null);
        Raise(new EscalationAnswered(Id, ApplicationId, at));
    }

    /// <summary>Says that the escalations up to this one follow the calendar, so that the next ones do.</summary>
    public void Replanned(DateTimeOffset since) => Raise(new ClimbsReplanned(Id, since));

    public void Lapse() => (Status, ClimbsAt) = (Lifecycle.Next(Status, "Lapse"), null);

    /// <summary>Whether it is about that employee, who so does not answer it: who asked for help, or the owner past whom it went up.</summary>
    private bool IsBarred(Guid? employee) => employee is not null && (employee == RaisedById || (Rank > 0 && employee == SubjectId));
}
