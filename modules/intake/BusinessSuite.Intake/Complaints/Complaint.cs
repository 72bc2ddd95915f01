using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Intake.Ratings;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

/// <summary>A complaint (投诉), handled by the steps of ISO 10002.</summary>
[Readable(Permissions.ReadFeedback), Rows(Department = nameof(DepartmentId), Owner = nameof(HandlerId)), ConfidentialRows(nameof(Level), Involved = [nameof(InvestigatorId)])]
internal sealed class Complaint : Entity
{
    /// <summary>What can happen to a complaint; the clauses are those of ISO 10002:2018.</summary>
    public static readonly StateMachine<Complaint, ComplaintStatus> Lifecycle =
        new StateMachine<Complaint, ComplaintStatus>(c => c.Status, ComplaintStatus.Received)
            .Step(ComplaintStatus.Received, "AcknowledgeComplaint", ComplaintStatus.Acknowledged, "8.4")
            .Step(ComplaintStatus.Acknowledged, "AssessComplaint", ComplaintStatus.Assessed, "8.5")
            .Step(ComplaintStatus.Assessed, "InvestigateComplaint", ComplaintStatus.Investigating, "8.6")
            .Step(ComplaintStatus.Investigating, "RespondToComplaint", ComplaintStatus.Responded, "8.7")
            .Step(ComplaintStatus.Responded, "AcceptResponse", ComplaintStatus.Accepted, "8.8")
            .Step(ComplaintStatus.Responded, "ContestResponse", ComplaintStatus.Contested, "8.8")
            .Step(ComplaintStatus.Accepted, "ContestResponse", ComplaintStatus.Contested, "8.8")
            .Step(ComplaintStatus.Contested, "InvestigateComplaint", ComplaintStatus.Investigating, "8.6")
            .Step(ComplaintStatus.Responded, "CloseComplaint", ComplaintStatus.Closed, "8.9")
            .Step(ComplaintStatus.Accepted, "CloseComplaint", ComplaintStatus.Closed, "8.9")
            .Step(ComplaintStatus.Contested, "CloseComplaint", ComplaintStatus.Closed, "8.9")
            .Step(ComplaintStatus.Closed, "ReopenComplaint", ComplaintStatus.Received, "8.3");

    /// <summary>The number, dense within a year and kept for ever.</summary>
    [Sortable, WriteOnce]
    public string Number { get; init; } = "";

    /// <summary>How confidential it is, with all that belongs to it.</summary>
    public Confidentiality Level { get; private set; } = Confidentiality.Internal;

    /// <summary>By which way it came, for example PHONE, DESK, INTERNET or RATING.</summary>
    [Filterable, WriteOnce]
    public string Channel { get; init; } = "";

    /// <summary>What it is about.</summary>
    [Filterable, WriteOnce]
    public ComplaintSubject Subject { get; init; }

    /// <summary>What happened, in the customer's words.</summary>
    [WriteOnce]
    public string Description { get; init; } = "";

    /// <summary>What the customer asks for (诉求); null where a low rating opened the complaint.</summary>
    [WriteOnce]
    public string? RemedySought { get; init; }

    /// <summary>Who complains; null when anonymous.</summary>
    [Relation<Contact>(Inverse = "complaints", InverseDescription = "What the contact complained about."), WriteOnce]
    public Guid? ContactId { get; init; }

    /// <summary>The application that it is about.</summary>
    [Relation<Application>(Inverse = "complaints", InverseDescription = "The complaints about it."), WriteOnce]
    public Guid? ApplicationId { get; private set; }

    /// <summary>The low rating that opened it.</summary>
    [Relation<Rating>(Inverse = "openedComplaints", InverseDescription = "The complaint that it opened, when it was low."), WriteOnce]
    public Guid? CausedById { get; private set; }

    /// <summary>The earlier complaint of the same customer that it repeats.</summary>
    [Relation<Complaint>(Inverse = "repetitions", InverseDescription = "The complaints that repeat it."), WriteOnce]
    public Guid? RepeatOfId { get; private set; }

    /// <summary>The department that must answer; null until one is found.</summary>
    [Relation<DepartmentRef>(Inverse = "complaints", InverseDescription = "The complaints that the department must answer.")]
    public Guid? DepartmentId { get; private set; }

    /// <summary>The person complained of (被投诉人), who has no hand in it.</summary>
    [Relation<EmployeeRef>(Inverse = "complaintsAbout", InverseDescription = "The complaints about the employee.")]
    public Guid? AboutId { get; private set; }

    /// <summary>Who handles it.</summary>
    [Relation<EmployeeRef>(Inverse = "complaintsHandled", InverseDescription = "The complaints that the employee handles.")]
    public Guid? HandlerId { get; private set; }

    /// <summary>Who investigates it.</summary>
    [Relation<EmployeeRef>(Inverse = "complaintsInvestigated", InverseDescription = "The complaints that the employee investigates.")]
    public Guid? InvestigatorId { get; private set; }

    /// <summary>Where it stands.</summary>
    [Filterable]
    public ComplaintStatus Status { get; private set; }

    /// <summary>When it first came.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it came, or was opened again because it was repeated.</summary>
    [Sortable]
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Until when its receipt must be acknowledged: one working day.</summary>
    [Sortable]
    public DateTimeOffset AcknowledgeBy { get; private set; }

    /// <summary>When its receipt was acknowledged.</summary>
    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>
    /// Until when it must be assessed, once it is acknowledged; and after the customer contested the response, until when it must be investigated
    /// again or closed. Null otherwise.
    /// </summary>
    [Sortable]
    public DateTimeOffset? AssessBy { get; private set; }

    /// <summary>How severe it is; null before the assessment.</summary>
    [Filterable]
    public ComplaintGrade? Severity { get; private set; }

    /// <summary>How complex it is; null before the assessment.</summary>
    public ComplaintGrade? Complexity { get; private set; }

    /// <summary>How far its consequences reach; null before the assessment.</summary>
    public ComplaintGrade? Impact { get; private set; }

    /// <summary>Whether something must be done at once; null before the assessment.</summary>
    [Filterable]
    public bool? ImmediateAction { get; private set; }

    /// <summary>Until when it must be responded to; null before the assessment. Where it is investigated again the term begins anew.</summary>
    [Sortable]
    public DateTimeOffset? RespondBy { get; private set; }

    /// <summary>What the investigation found.</summary>
    public string? Findings { get; private set; }

    /// <summary>Whether the customer was found to be right; null before the response.</summary>
    [Filterable]
    public ComplaintOutcome? Outcome { get; private set; }

    /// <summary>What the customer was told.</summary>
    public string? Response { get; private set; }

    /// <summary>When the customer was told.</summary>
    public DateTimeOffset? RespondedAt { get; private set; }

    /// <summary>Until when the customer can accept or contest the response, from when it arrived; as long as it has not, from when it was given.</summary>
    [Sortable]
    public DateTimeOffset? ReplyBy { get; private set; }

    /// <summary>Where else a customer who contests the response was told to turn.</summary>
    public string? Recourse { get; private set; }

    /// <summary>When it was closed; null while it is open.</summary>
    [Sortable]
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>SHA-256 of the secret that the customer follows it with.</summary>
    [Hidden, Secret]
    public byte[]? TrackingHash { get; private set; }

    /// <summary>A complaint that comes in now.</summary>
    public static Complaint Receive(NewComplaint said, string number, DateTimeOffset at, DateTimeOffset acknowledgeBy)
    {
        var complaint = new Complaint
        {
            Number = number,
            Channel = said.Channel,
            Subject = said.Subject,
            Description = said.Description,
            RemedySought = said.RemedySought,
            ContactId = said.ContactId,
            ApplicationId = said.ApplicationId,
            CausedById = said.CausedById,
            DepartmentId = said.DepartmentId,
            AboutId = said.AboutId,
            ReceivedAt = at,
            OpenedAt = at,
            AcknowledgeBy = acknowledgeBy,
        };
        complaint.Raise(new ComplaintReceived(complaint.Id, number, at));
        return complaint;
    }

    /// <summary>A secret for the customer; only its hash is kept, and an earlier one ends.</summary>
    public string GiveSecret()
    {
        var secret = CustomerSecret.New(12);
        TrackingHash = CustomerSecret.HashOf(secret);
        return secret;
    }

    /// <summary>Says that it repeats an earlier one, or is that one.</summary>
    public void Repeats(Complaint earlier, DateTimeOffset at)
    {
        RepeatOfId ??= earlier.Id == Id ? null : earlier.Id;
        Raise(new ComplaintRepeated(Id, earlier.Id, DepartmentId, UpperSnake.Of(Subject), at));
    }

    /// <summary>Raises its level.</summary>
    public void Classify(Confidentiality level) => Level = Levels.Raised(Level, level);

    /// <summary>Lowers its level.</summary>
    public void Declassify(Confidentiality level, string reason) => Level = Levels.Lowered(Level, level, reason, ComplaintRules.Level);

    public void Acknowledge(Guid handler, DateTimeOffset at, DateTimeOffset assessBy)
    {
        Go("AcknowledgeComplaint");
        Reassign(handler);
        (AcknowledgedAt, AssessBy) = (at, assessBy);
    }

    /// <summary>Gives it to another handler.</summary>
    public void Reassign(Guid handler) => HandlerId = Impartial(handler, "handlerId");

    /// <summary>Lets someone else go on with the investigation.</summary>
    public void ReplaceInvestigator(Guid investigator) => InvestigatorId = Status == ComplaintStatus.Investigating
        ? Impartial(investigator, "investigatorId")
        : throw new RuleViolation(PlatformRules.IllegalState, "ReassignComplaint", UpperSnake.Of(Status)) { Field = ["investigatorId"] };

    public void Assess(ComplaintGrade severity, ComplaintGrade complexity, ComplaintGrade impact, bool immediateAction, Guid? about, DateTimeOffset respondBy)
    {
        Go("AssessComplaint");
        RequireDepartment();
        AboutId = about;
        Impartial(HandlerId, "aboutId");
        (Severity, Complexity, Impact, ImmediateAction, AssessBy, RespondBy) = (severity, complexity, impact, immediateAction, null, respondBy);
    }

    /// <summary>Begins to investigate it, or again.</summary>
    /// <param name="investigator">Who does.</param>
    /// <param name="respondAgainBy">Until when a complaint whose response was contested is responded to again.</param>
    public void Investigate(Guid investigator, DateTimeOffset respondAgainBy)
    {
        var isAgain = Status == ComplaintStatus.Contested;
        Go("InvestigateComplaint");
        InvestigatorId = Impartial(investigator, "investigatorId");
        (AssessBy, RespondBy) = (null, isAgain ? respondAgainBy : RespondBy);
    }

    public void Respond(string findings, ComplaintOutcome outcome, string response, DateTimeOffset at, DateTimeOffset replyBy)
    {
        Go("RespondToComplaint");
        (Findings, Outcome, Response, RespondedAt, ReplyBy) = (findings, outcome, response, at, replyBy);
    }

    /// <summary>The customer has the response and can reply to it until then.</summary>
    public void LetReply(DateTimeOffset until) => ReplyBy = Status == ComplaintStatus.Responded && until > ReplyBy ? until : ReplyBy;

    public void Accept() => Go("AcceptResponse");

    public void Contest(DateTimeOffset at, DateTimeOffset goOnBy)
    {
        Go("ContestResponse");
        AssessBy = goOnBy;
        Raise(new ComplaintContested(Id, goOnBy, at));
    }

    /// <summary>Something is awaited that a contested complaint needs before it can be closed.</summary>
    public void Await(DateTimeOffset goOnBy) => AssessBy = Status == ComplaintStatus.Contested && goOnBy > AssessBy ? goOnBy : AssessBy;

    public void Close(string? recourse, DateTimeOffset at)
    {
        if (Status == ComplaintStatus.Responded && at <= ReplyBy)
        {
            throw new RuleViolation(ComplaintRules.ReplyOutstanding);
        }

        if (Status == ComplaintStatus.Contested && recourse is null)
        {
            throw new RuleViolation(ComplaintRules.NoRecourse) { Field = ["recourse"] };
        }

        Go("CloseComplaint");
        (Recourse, ClosedAt, AssessBy) = (recourse, at, null);
        Raise(new ComplaintClosed(Id, at));
    }

    /// <summary>
    /// Begins again from the start, with nobody who handles it: what was done did not last. What was said and done before stays in the entries.
    /// What was not known of it before it takes from what is said now.
    /// </summary>
    public void Reopen(NewComplaint said, DateTimeOffset at, DateTimeOffset acknowledgeBy)
    {
        Go("ReopenComplaint");
        (ApplicationId, CausedById, AboutId) = (ApplicationId ?? said.ApplicationId, CausedById ?? said.CausedById, AboutId ?? said.AboutId);
        (OpenedAt, AcknowledgeBy, AcknowledgedAt, ClosedAt, HandlerId, InvestigatorId) = (at, acknowledgeBy, null, null, null, null);
        (Severity, Complexity, Impact, ImmediateAction, RespondBy) = (null, null, null, null, null);
        (Findings, Outcome, Response, RespondedAt, ReplyBy, Recourse) = (null, null, null, null, null, null);
    }

    /// <summary>Hands it to a department.</summary>
    public void Forward(Guid department, DateTimeOffset answerBy, DateTimeOffset at)
    {
        if (Status is ComplaintStatus.Closed or ComplaintStatus.Responded or ComplaintStatus.Accepted)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "ForwardComplaint", UpperSnake.Of(Status));
        }

        DepartmentId = department;
        Raise(new ComplaintForwarded(Id, department, answerBy, at));
    }

    /// <summary>The department that must answer.</summary>
    /// <exception cref="RuleViolation">There is none yet.</exception>
    public Guid RequireDepartment() => DepartmentId ?? throw new RuleViolation(ComplaintRules.NoDepartment);

    /// <summary>Refuses a step of the person complained of.</summary>
    /// <exception cref="RuleViolation">The employee is that person.</exception>
    public void RequireImpartial(Guid? employee)
    {
        if (employee is not null && employee == AboutId)
        {
            throw new RuleViolation(ComplaintRules.OwnStep);
        }
    }

    private Guid? Impartial(Guid? employee, string field) =>
        employee is not null && employee == AboutId ? throw new RuleViolation(ComplaintRules.OwnCase) { Field = [field] } : employee;

    private void Go(string operation) => Status = Lifecycle.Next(Status, operation);
}
