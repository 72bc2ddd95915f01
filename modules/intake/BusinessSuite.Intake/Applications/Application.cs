using BusinessSuite.Intake.ApplicationTypes;
using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Intake.ServiceLevels;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

/// <summary>The states of an application.</summary>
public enum ApplicationStatus
{
    /// <summary>It came in, and its materials are being reviewed.</summary>
    Received,

    /// <summary>The one-time notice was issued; the applicant supplements (补正).</summary>
    SupplementRequested,

    /// <summary>It was accepted and numbered (受理), and is being worked on.</summary>
    Accepted,

    /// <summary>It was not accepted (不予受理).</summary>
    NotAccepted,

    /// <summary>It is done and the result was told.</summary>
    Closed,

    /// <summary>It was taken back or given up; it keeps its number.</summary>
    Cancelled,
}

/// <summary>An application (申请).</summary>
[Readable(Permissions.ReadApplications), Rows(Department = nameof(DepartmentId), Owner = nameof(ResponsibleId))]
internal sealed class Application : Entity
{
    /// <summary>What can happen to an application.</summary>
    public static readonly StateMachine<Application, ApplicationStatus> Lifecycle =
        new StateMachine<Application, ApplicationStatus>(a => a.Status, ApplicationStatus.Received)
            .Step(ApplicationStatus.Received, "AcceptApplication", ApplicationStatus.Accepted, "2.1.3")
            .Step(ApplicationStatus.Received, "RefuseApplication", ApplicationStatus.NotAccepted, "2.1.3")
            .Step(ApplicationStatus.Received, "IssueSupplementNotice", ApplicationStatus.SupplementRequested, "2.1.3")
            .Step(ApplicationStatus.SupplementRequested, "SubmitSupplement", ApplicationStatus.Received, "2.1.3")
            .Step(ApplicationStatus.Accepted, "CloseApplication", ApplicationStatus.Closed, "2.1.8")
            .Step(ApplicationStatus.Closed, "ReopenApplication", ApplicationStatus.Accepted)
            .Step(ApplicationStatus.Received, "CancelApplication", ApplicationStatus.Cancelled)
            .Step(ApplicationStatus.SupplementRequested, "CancelApplication", ApplicationStatus.Cancelled)
            .Step(ApplicationStatus.Accepted, "CancelApplication", ApplicationStatus.Cancelled);

    /// <summary>The kind of application.</summary>
    [Relation<ApplicationType>(Inverse = "applications", InverseDescription = "The applications of this type.")]
    public Guid TypeId { get; init; }

    /// <summary>The version of the type that it was received under; it never changes.</summary>
    [Relation<TypeVersion>, WriteOnce]
    public Guid TypeVersionId { get; init; }

    /// <summary>Who applies; unknown where only the history is known.</summary>
    [Relation<Contact>(Inverse = "applications", InverseDescription = "What the contact applied for.")]
    public Guid? ApplicantId { get; init; }

    /// <summary>The department that handles it.</summary>
    [Relation<DepartmentRef>(Inverse = "applications", InverseDescription = "The applications that the department handles.")]
    public Guid DepartmentId { get; private set; }

    /// <summary>The team that handles it.</summary>
    [Relation<TeamRef>(Inverse = "applications", InverseDescription = "The applications that the team handles.")]
    public Guid? TeamId { get; private set; }

    /// <summary>The employee who answers for it.</summary>
    [Relation<EmployeeRef>(Name = "responsible", Inverse = "responsibleFor", InverseDescription = "The applications that the employee answers for.")]
    public Guid? ResponsibleId { get; private set; }

    /// <summary>The version of the service level that it is measured by; null when its type promised nothing as it came in.</summary>
    [Relation<ServiceLevel>(Inverse = "applications", InverseDescription = "The applications that are measured by it.")]
    public Guid? ServiceLevelId { get; private set; }

    /// <summary>By which way it came, for example DESK or INTERNET.</summary>
    [Filterable]
    public string Channel { get; init; } = "";

    /// <summary>Where it stands.</summary>
    [Filterable]
    public ApplicationStatus Status { get; private set; }

    /// <summary>The number, given at acceptance and kept for ever.</summary>
    [Sortable, WriteOnce]
    public string? Number { get; private set; }

    /// <summary>When it came in.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>As of when it was accepted.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>When it is planned to end; the promise made to the applicant. Null before acceptance, and while its clock stands still and had time left.</summary>
    [Sortable]
    public DateTimeOffset? PlannedEndAt { get; private set; }

    /// <summary>When it ended; null while it is open, also again after it was reopened.</summary>
    [Sortable]
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Whether it ended after its planned end.</summary>
    [Filterable]
    public bool EndedLate { get; private set; }

    /// <summary>When something last happened with it: a step of its way, a verdict, materials filed, a task planned, given or done, a handover, an answer to an escalation.</summary>
    public DateTimeOffset LastEventAt { get; private set; }

    /// <summary>The answers to the form, by the keys of its fields.</summary>
    public string Answers { get; init; } = "{}";

    /// <summary>The answers to fields of the form that are secret; null when there are none.</summary>
    [Confidential(Confidentiality.Secret)]
    public string? SecretAnswers { get; init; }

    /// <summary>Why it was cancelled; null unless it was.</summary>
    [WriteOnce]
    public string? CancellationReason { get; private set; }

    /// <summary>Its id in the system that it was entered from.</summary>
    [Filterable, WriteOnce]
    public string? ExternalId { get; init; }

    /// <summary>When it was entered from the records of another system; null when it came in here, and where it was entered before this was kept.</summary>
    [WriteOnce]
    public DateTimeOffset? EnteredAt { get; private set; }

    /// <summary>SHA-256 of the secret that the applicant tracks it with.</summary>
    [Hidden, Secret]
    public byte[]? TrackingHash { get; private set; }

    /// <summary>An application that comes in now.</summary>
    public static Application Receive(
        Guid type, Guid version, Guid applicant, Guid department, Guid? responsible, Guid? serviceLevel, string channel, string answers, string? secretAnswers, DateTimeOffset at)
    {
        var application = new Application
        {
            TypeId = type,
            TypeVersionId = version,
            ApplicantId = applicant,
            DepartmentId = department,
            ResponsibleId = responsible,
            ServiceLevelId = serviceLevel,
            Channel = channel,
            ReceivedAt = at,
            LastEventAt = at,
            Answers = answers,
            SecretAnswers = secretAnswers,
        };
        application.Raise(new ApplicationReceived(application.Id, at));
        return application;
    }

    /// <summary>What is known of an application of the past.</summary>
    public void Recall(Guid department, Guid? team, Guid? responsible, DateTimeOffset? plannedEndAt, DateTimeOffset? endedAt, DateTimeOffset now)
    {
        (DepartmentId, TeamId, ResponsibleId, EnteredAt, LastEventAt) = (department, team, responsible, now, now);
        Status = Lifecycle.Next(Status, "AcceptApplication");
        AcceptedAt = ReceivedAt;
        PlannedEndAt = plannedEndAt;
        if (endedAt is { } end)
        {
            Status = Lifecycle.Next(Status, "CloseApplication");
            EndedAt = end;
        }
    }

    /// <summary>A secret for the applicant; only its hash is kept, and an earlier one ends.</summary>
    public string GiveSecret()
    {
        var secret = CustomerSecret.New(12);
        TrackingHash = CustomerSecret.HashOf(secret);
        return secret;
    }

    public void Accept(string number, DateTimeOffset asOf, DateTimeOffset plannedEnd)
    {
        Status = Lifecycle.Next(Status, "AcceptApplication");
        Number = number;
        AcceptedAt = asOf;
        PlannedEndAt = plannedEnd;
        Raise(new ApplicationAccepted(Id, number, asOf));
    }

    public void Refuse(DateTimeOffset at)
    {
        Status = Lifecycle.Next(Status, "RefuseApplication");
        EndedAt = at;
        Raise(new ApplicationRefused(Id, at));
    }

    /// <summary>Materials of it were judged.</summary>
    public void Judge(DateTimeOffset at) => Raise(new ChecklistJudged(Id, at));

    public void RequestSupplement(Guid notice, DateTimeOffset at)
    {
        Status = Lifecycle.Next(Status, "IssueSupplementNotice");
        Raise(new SupplementNoticeIssued(Id, notice, at));
    }

    public void Supplement(DateTimeOffset at)
    {
        Status = Lifecycle.Next(Status, "SubmitSupplement");
        Raise(new SupplementSubmitted(Id, at));
    }

    /// <summary>Something happened with it.</summary>
    public void Note(DateTimeOffset at) => LastEventAt = at;

    /// <summary>Measures it by another version of the service level.</summary>
    public void Rate(Guid serviceLevel) => ServiceLevelId = serviceLevel;

    /// <summary>Moves the planned end; null while that depends on when a pause ends.</summary>
    public void Replan(DateTimeOffset? plannedEnd) => PlannedEndAt = plannedEnd;

    public void HandOver(Guid employee, DateTimeOffset at)
    {
        Raise(new ApplicationHandedOver(Id, ResponsibleId, employee, at));
        ResponsibleId = employee;
    }

    /// <summary>Lets another department handle it, and somebody there answer for it, or nobody yet. A team of the department before has it no more.</summary>
    public void Transfer(Guid department, Guid? employee, DateTimeOffset at)
    {
        Raise(new ApplicationTransferred(Id, DepartmentId, department, at));
        (DepartmentId, TeamId) = (department, null);
        if (employee is { } who && who != ResponsibleId)
        {
            HandOver(who, at);
        }

        ResponsibleId = employee;
    }

    public void Cancel(string reason, DateTimeOffset at)
    {
        Status = Lifecycle.Next(Status, "CancelApplication");
        (CancellationReason, EndedAt) = (reason, at);
        Raise(new ApplicationCancelled(Id, at));
    }

    public void Close(DateTimeOffset at)
    {
        Status = Lifecycle.Next(Status, "CloseApplication");
        EndedAt = at;
        Raise(new ApplicationClosed(Id, at));
    }

    public void Reopen(DateTimeOffset plannedEnd, DateTimeOffset at)
    {
        Status = Lifecycle.Next(Status, "ReopenApplication");
        (EndedAt, PlannedEndAt) = (null, plannedEnd);
        Raise(new ApplicationReopened(Id, at));
    }
}
