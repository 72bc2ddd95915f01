using BusinessSuite.Organization.Authority;
using BusinessSuite.Organization.Departments;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

/// <summary>A disciplinary case (纪律案件): report, notice, statement, decision by the scale, appeal, expiry. The one concerned sees it from the notice on. As of a day, cases are those whose penalty is on the active record then.</summary>
[Readable(Permissions.ReadDiscipline), Rows(Department = nameof(DepartmentId), Owner = nameof(EmployeeId)), Period(nameof(EffectiveFrom), nameof(EffectiveUntil))]
[ConfidentialRows(nameof(Level), Subject = nameof(EmployeeId), SubjectWhen = "notified_at is not null", Involved = [nameof(ReporterId), nameof(DeciderId), nameof(AppealDeciderId), nameof(DismissedById)])]
internal sealed class DisciplineCase : Entity
{
    /// <summary>The duty that deciders carry.</summary>
    public const string Duty = "DISCIPLINE";

    /// <summary>What can happen to a case.</summary>
    public static readonly StateMachine<DisciplineCase, DisciplineState> Lifecycle =
        new StateMachine<DisciplineCase, DisciplineState>(c => c.State, DisciplineState.Reported)
            .Step(DisciplineState.Reported, "NotifyOfReproach", DisciplineState.Notified, "3.1.2")
            .Step(DisciplineState.Notified, "GiveStatement", DisciplineState.Stated, "3.1.2")
            .Step(DisciplineState.Notified, "DecideDisciplineCase", DisciplineState.Decided, "3.1.2")
            .Step(DisciplineState.Stated, "DecideDisciplineCase", DisciplineState.Decided, "3.1.2")
            .Step(DisciplineState.Decided, "AppealDecision", DisciplineState.Appealed, "3.1.2")
            .Step(DisciplineState.Appealed, "DecideAppeal", DisciplineState.Final, "3.1.2")
            .Step(DisciplineState.Appealed, "AnnulOnAppeal", DisciplineState.Annulled, "3.1.2")
            .Step(DisciplineState.Reported, "DismissDisciplineCase", DisciplineState.Dismissed)
            .Step(DisciplineState.Notified, "DismissDisciplineCase", DisciplineState.Dismissed)
            .Step(DisciplineState.Stated, "DismissDisciplineCase", DisciplineState.Dismissed)
            .Step(DisciplineState.Decided, "ExpirePenalties", DisciplineState.Expired, "3.1.2")
            .Step(DisciplineState.Final, "ExpirePenalties", DisciplineState.Expired, "3.1.2");

    /// <summary>The number, unique.</summary>
    [Sortable]
    public string Number { get; init; } = "";

    /// <summary>How confidential it is.</summary>
    public Confidentiality Level { get; init; } = Confidentiality.Secret;

    /// <summary>Where it stands.</summary>
    [Filterable]
    public DisciplineState State { get; private set; }

    /// <summary>Whom it concerns.</summary>
    [Relation<Employee>(Inverse = "disciplineCases", InverseDescription = "The disciplinary cases that concern the employee."), WriteOnce]
    public Guid EmployeeId { get; init; }

    /// <summary>The employee's department when it was reported.</summary>
    [Relation<Department>, WriteOnce]
    public Guid? DepartmentId { get; init; }

    /// <summary>Who reported it.</summary>
    [Relation<Employee>, WriteOnce]
    public Guid ReporterId { get; init; }

    /// <summary>The day of the deed.</summary>
    [Sortable, WriteOnce]
    public DateOnly OccurredOn { get; init; }

    /// <summary>What is said to have happened.</summary>
    [WriteOnce]
    public string Report { get; init; } = "";

    /// <summary>When it was reported.</summary>
    [WriteOnce]
    public DateTimeOffset ReportedAt { get; init; }

    /// <summary>What the employee was told.</summary>
    [WriteOnce]
    public string? Notice { get; private set; }

    /// <summary>When the notice was written and the employee called to read it.</summary>
    [WriteOnce]
    public DateTimeOffset? NotifiedAt { get; private set; }

    /// <summary>The message that calls the employee.</summary>
    [Hidden, WriteOnce]
    public Guid? NoticeMessageId { get; private set; }

    /// <summary>When the notice is proven to have reached the employee; null while it is not.</summary>
    [WriteOnce]
    public DateTimeOffset? NoticeReachedAt { get; private set; }

    /// <summary>What proves it; null also where it dates from a time when no proof was kept.</summary>
    [WriteOnce]
    public NoticeWay? NoticeReachedBy { get; private set; }

    /// <summary>How it was handed over.</summary>
    [WriteOnce]
    public string? NoticeEvidence { get; private set; }

    /// <summary>Who recorded that it was handed over.</summary>
    [Relation<Employee>, WriteOnce]
    public Guid? NoticeRecordedById { get; private set; }

    /// <summary>Until when the employee may make a statement; null while the notice is not proven to have reached him.</summary>
    [WriteOnce]
    public DateTimeOffset? StatementDue { get; private set; }

    /// <summary>What the employee stated (陈述申辩).</summary>
    [WriteOnce]
    public string? Statement { get; private set; }

    /// <summary>When the employee was heard.</summary>
    [WriteOnce]
    public DateTimeOffset? StatedAt { get; private set; }

    /// <summary>Who recorded what the employee stated by word of mouth; null where he wrote it himself.</summary>
    [Relation<Employee>, WriteOnce]
    public Guid? StatementRecordedById { get; private set; }

    /// <summary>The penalty.</summary>
    [Relation<Penalty>(Inverse = "cases", InverseDescription = "The cases in which the penalty was decided."), WriteOnce]
    public Guid? PenaltyId { get; private set; }

    /// <summary>Why.</summary>
    [WriteOnce]
    public string? Grounds { get; private set; }

    /// <summary>Who decided.</summary>
    [Relation<Employee>, WriteOnce]
    public Guid? DeciderId { get; private set; }

    /// <summary>When it was decided.</summary>
    [WriteOnce]
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The decider's signature, with the authority that it was given under.</summary>
    [Relation<Signature>, WriteOnce]
    public Guid? SignatureId { get; private set; }

    /// <summary>The message that calls the employee to the decision.</summary>
    [Hidden, WriteOnce]
    public Guid? DecisionMessageId { get; private set; }

    /// <summary>When the decision is proven to have reached the employee; null while it is not, and where it dates from a time when no proof was kept.</summary>
    [WriteOnce]
    public DateTimeOffset? DecisionReachedAt { get; private set; }

    /// <summary>What proves it.</summary>
    [WriteOnce]
    public NoticeWay? DecisionReachedBy { get; private set; }

    /// <summary>How it was handed over.</summary>
    [WriteOnce]
    public string? DecisionEvidence { get; private set; }

    /// <summary>Who recorded that it was handed over.</summary>
    [Relation<Employee>, WriteOnce]
    public Guid? DecisionRecordedById { get; private set; }

    /// <summary>Until when the employee may appeal; null while the decision is not proven to have reached him.</summary>
    [WriteOnce]
    public DateTimeOffset? AppealDue { get; private set; }

    /// <summary>Why the employee appealed (申诉).</summary>
    [WriteOnce]
    public string? Appeal { get; private set; }

    /// <summary>When the employee appealed.</summary>
    [WriteOnce]
    public DateTimeOffset? AppealedAt { get; private set; }

    /// <summary>What came of the appeal.</summary>
    [WriteOnce]
    public AppealOutcome? AppealOutcome { get; private set; }

    /// <summary>Why the appeal was decided so.</summary>
    [WriteOnce]
    public string? AppealGrounds { get; private set; }

    /// <summary>The milder penalty after the appeal.</summary>
    [Relation<Penalty>, WriteOnce]
    public Guid? ReducedToId { get; private set; }

    /// <summary>Who decided the appeal.</summary>
    [Relation<Employee>, WriteOnce]
    public Guid? AppealDeciderId { get; private set; }

    /// <summary>When the appeal was decided.</summary>
    [WriteOnce]
    public DateTimeOffset? AppealDecidedAt { get; private set; }

    /// <summary>The signature of who decided the appeal, with the authority that it was given under.</summary>
    [Relation<Signature>, WriteOnce]
    public Guid? AppealSignatureId { get; private set; }

    /// <summary>Why the case was closed without a penalty.</summary>
    [WriteOnce]
    public string? DismissalReason { get; private set; }

    /// <summary>Who closed it without a penalty.</summary>
    [Relation<Employee>, WriteOnce]
    public Guid? DismissedById { get; private set; }

    /// <summary>When it was closed without a penalty.</summary>
    [WriteOnce]
    public DateTimeOffset? DismissedAt { get; private set; }

    /// <summary>From which day the penalty is on the active record.</summary>
    [WriteOnce]
    public DateOnly? EffectiveFrom { get; private set; }

    /// <summary>The first day on which the penalty is not on the active record any more; null for never.</summary>
    [Filterable]
    public DateOnly? EffectiveUntil { get; private set; }

    /// <summary>Tells the employee.</summary>
    public void Notify(string notice, DateTimeOffset now)
    {
        State = Lifecycle.Next(State, "NotifyOfReproach");
        (Notice, NotifiedAt) = (notice, now);
    }

    /// <summary>Says which message calls the employee: to the notice or, once there is one, to the decision.</summary>
    public void CalledBy(Guid? message)
    {
        if (DecidedAt is null)
        {
            NoticeMessageId = message;
        }
        else
        {
            DecisionMessageId = message;
        }
    }

    /// <summary>The notice reached the employee: the term for a statement runs from then.</summary>
    public void Arrive(NoticeWay way, int statementDays, DateTimeOffset at, string? evidence = null, Guid? recordedBy = null)
    {
        if (State != DisciplineState.Notified)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "NoticeReached", UpperSnake.Of(State));
        }

        NoticeReachedAt = NoticeReachedAt is null ? at : throw new RuleViolation(DisciplineRules.Reached);
        (NoticeReachedBy, NoticeEvidence, NoticeRecordedById) = (way, evidence, RequireRecorder(recordedBy));
        StatementDue ??= at.AddDays(statementDays);
    }

    /// <summary>The decision reached the employee: the term for an appeal runs from then.</summary>
    public void DecisionArrives(NoticeWay way, int appealDays, DateTimeOffset at, string? evidence = null, Guid? recordedBy = null)
    {
        if (State != DisciplineState.Decided)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "DecisionReached", UpperSnake.Of(State));
        }

        // A decision of earlier times has a term, and no proof.
        DecisionReachedAt = DecisionReachedAt is null && AppealDue is null ? at : throw new RuleViolation(DisciplineRules.DecisionReached);
        (DecisionReachedBy, DecisionEvidence, DecisionRecordedById) = (way, evidence, RequireRecorder(recordedBy));
        AppealDue = at.AddDays(appealDays);
    }

    /// <summary>Hears the employee.</summary>
    public void Hear(string statement, DateTimeOffset now, Guid? recordedBy = null)
    {
        var said = DisciplineRules.NoStatement.Given(statement, "statement");
        State = Lifecycle.Next(State, "GiveStatement");
        (Statement, StatedAt, StatementRecordedById) = (said, now, RequireRecorder(recordedBy));
    }

    /// <summary>Refuses those who may not decide because they are parties.</summary>
    public void RequireImpartial(Guid decider)
    {
        if (decider == EmployeeId || decider == ReporterId)
        {
            throw new RuleViolation(DisciplineRules.Party);
        }
    }

    /// <summary>Refuses parties who would record what another one said or got.</summary>
    private Guid? RequireRecorder(Guid? recorder) => recorder is { } by && (by == EmployeeId || by == ReporterId) ? throw new RuleViolation(DisciplineRules.RecorderIsParty) : recorder;

    /// <summary>Decides. The employee was heard, or let the term pass after the notice had reached him.</summary>
    public void Decide(Penalty penalty, string grounds, Guid decider, Guid signature, DateOnly day, DateTimeOffset now)
    {
        RequireImpartial(decider);
        var next = Lifecycle.Next(State, "DecideDisciplineCase");
        if (StatedAt is null && (NoticeReachedAt is null || StatementDue > now))
        {
            throw new RuleViolation(DisciplineRules.Unheard);
        }

        State = next;
        (PenaltyId, Grounds, DeciderId, SignatureId, DecidedAt) = (penalty.Id, grounds, decider, signature, now);
        (EffectiveFrom, EffectiveUntil) = (day, penalty.ExpiresAfterMonths is { } months ? day.AddMonths(months) : null);
    }

    /// <summary>Appeals. Who appeals knows the decision.</summary>
    public void AppealAgainst(string grounds, int appealDays, DateTimeOffset now)
    {
        if (State == DisciplineState.Decided && AppealDue is null)
        {
            DecisionArrives(NoticeWay.Acknowledged, appealDays, now);
        }

        State = Lifecycle.Next(State, "AppealDecision");
        if (AppealDue < now)
        {
            throw new RuleViolation(DisciplineRules.AppealLate);
        }

        (Appeal, AppealedAt) = (grounds, now);
    }

    /// <summary>Refuses those who may not decide an appeal because they are parties or decided before.</summary>
    public void RequireNew(Guid decider)
    {
        RequireImpartial(decider);
        if (decider == DeciderId)
        {
            throw new RuleViolation(DisciplineRules.SameDecider);
        }
    }

    /// <summary>Decides the appeal.</summary>
    public void DecideAppeal(AppealOutcome outcome, string grounds, Penalty? reducedTo, Guid decider, Guid signature, DateOnly day, DateTimeOffset now)
    {
        RequireNew(decider);
        State = Lifecycle.Next(State, outcome == Discipline.AppealOutcome.Annulled ? "AnnulOnAppeal" : "DecideAppeal");
        (AppealOutcome, AppealGrounds, ReducedToId, AppealDeciderId, AppealSignatureId, AppealDecidedAt) = (outcome, grounds, reducedTo?.Id, decider, signature, now);
        EffectiveUntil = outcome switch
        {
            // It may have run out while the appeal was pending.
            Discipline.AppealOutcome.Annulled => EffectiveUntil < day ? EffectiveUntil : day,
            // A milder penalty may hold for longer by the scale; nobody appeals for that.
            Discipline.AppealOutcome.Reduced when reducedTo!.ExpiresAfterMonths is { } months && EffectiveFrom!.Value.AddMonths(months) is var milder && !(EffectiveUntil <= milder) => milder,
            _ => EffectiveUntil,
        };
    }

    /// <summary>Closes the case without a penalty.</summary>
    public void Dismiss(string reason, Guid decider, DateTimeOffset now) =>
        (State, DismissalReason, DismissedById, DismissedAt) = (Lifecycle.Next(State, "DismissDisciplineCase"), reason, decider, now);

    /// <summary>Takes the penalty off the active record.</summary>
    public void Expire() => State = Lifecycle.Next(State, "ExpirePenalties");
}
