using BusinessSuite.Organization.Authority;
using BusinessSuite.Organization.Departments;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

/// <summary>The states of a disciplinary case.</summary>
public enum DisciplineState
{
    /// <summary>Reported; the employee does not know yet.</summary>
    Reported,

    /// <summary>The employee was told what he is reproached with, and may make a statement.</summary>
    Notified,

    /// <summary>The employee was heard.</summary>
    Stated,

    /// <summary>A penalty was decided.</summary>
    Decided,

    /// <summary>The employee appealed.</summary>
    Appealed,

    /// <summary>The penalty stands after an appeal, as it was or milder.</summary>
    Final,

    /// <summary>The penalty was annulled on appeal.</summary>
    Annulled,

    /// <summary>Closed without a penalty.</summary>
    Dismissed,

    /// <summary>The penalty has left the active record.</summary>
    Expired,
}

/// <summary>What came of an appeal.</summary>
public enum AppealOutcome
{
    /// <summary>The penalty stands.</summary>
    Upheld,

    /// <summary>The penalty becomes milder.</summary>
    Reduced,

    /// <summary>There is no penalty any more.</summary>
    Annulled,
}

/// <summary>A disciplinary case (纪律案件): report, notice, statement, decision by the scale, appeal, expiry. As of a day, cases are those whose penalty is on the active record then.</summary>
[Readable(Permissions.ReadDiscipline), Rows(Department = nameof(DepartmentId), Owner = nameof(EmployeeId)), Period(nameof(EffectiveFrom), nameof(EffectiveUntil))]
[ConfidentialRows(nameof(Level), Subject = nameof(EmployeeId), Involved = [nameof(ReporterId), nameof(DeciderId), nameof(AppealDeciderId)])]
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

    /// <summary>When the employee was told.</summary>
    [WriteOnce]
    public DateTimeOffset? NotifiedAt { get; private set; }

    /// <summary>Until when the employee may make a statement.</summary>
    [WriteOnce]
    public DateTimeOffset? StatementDue { get; private set; }

    /// <summary>What the employee stated (陈述申辩).</summary>
    [WriteOnce]
    public string? Statement { get; private set; }

    /// <summary>When the employee was heard.</summary>
    [WriteOnce]
    public DateTimeOffset? StatedAt { get; private set; }

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

    /// <summary>Until when the employee may appeal.</summary>
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

    /// <summary>The milder penalty after the appeal.</summary>
    [Relation<Penalty>, WriteOnce]
    public Guid? ReducedToId { get; private set; }

    /// <summary>Who decided the appeal.</summary>
    [Relation<Employee>, WriteOnce]
    public Guid? AppealDeciderId { get; private set; }

    /// <summary>When the appeal was decided.</summary>
    [WriteOnce]
    public DateTimeOffset? AppealDecidedAt { get; private set; }

    /// <summary>From which day the penalty is on the active record.</summary>
    [WriteOnce]
    public DateOnly? EffectiveFrom { get; private set; }

    /// <summary>The first day on which the penalty is not on the active record any more; null for never.</summary>
    [Filterable]
    public DateOnly? EffectiveUntil { get; private set; }

    /// <summary>Tells the employee.</summary>
    public void Notify(string notice, int statementDays, DateTimeOffset now)
    {
        State = Lifecycle.Next(State, "NotifyOfReproach");
        (Notice, NotifiedAt, StatementDue) = (notice, now, now.AddDays(statementDays));
    }

    /// <summary>Hears the employee.</summary>
    public void Hear(string statement, DateTimeOffset now)
    {
        State = Lifecycle.Next(State, "GiveStatement");
        (Statement, StatedAt) = (statement, now);
    }

    /// <summary>Refuses those who may not decide because they are parties.</summary>
    public void RequireImpartial(Guid decider)
    {
        if (decider == EmployeeId || decider == ReporterId)
        {
            throw new RuleViolation(DisciplineRules.Party);
        }
    }

    /// <summary>Decides. The employee was heard, or let the term pass.</summary>
    public void Decide(Penalty penalty, PenaltyScale scale, string grounds, Guid decider, Guid signature, DateOnly day, DateTimeOffset now)
    {
        RequireImpartial(decider);
        var next = Lifecycle.Next(State, "DecideDisciplineCase");
        if (StatedAt is null && StatementDue > now)
        {
            throw new RuleViolation(DisciplineRules.Unheard);
        }

        State = next;
        (PenaltyId, Grounds, DeciderId, SignatureId, DecidedAt, AppealDue) = (penalty.Id, grounds, decider, signature, now, now.AddDays(scale.AppealDays));
        (EffectiveFrom, EffectiveUntil) = (day, penalty.ExpiresAfterMonths is { } months ? day.AddMonths(months) : null);
    }

    /// <summary>Appeals.</summary>
    public void AppealAgainst(string grounds, DateTimeOffset now)
    {
        State = Lifecycle.Next(State, "AppealDecision");
        if (AppealDue < now)
        {
            throw new RuleViolation(DisciplineRules.AppealLate);
        }

        (Appeal, AppealedAt) = (grounds, now);
    }

    /// <summary>Decides the appeal.</summary>
    public void DecideAppeal(AppealOutcome outcome, Penalty? reducedTo, Guid decider, DateOnly day, DateTimeOffset now)
    {
        RequireImpartial(decider);
        if (decider == DeciderId)
        {
            throw new RuleViolation(DisciplineRules.SameDecider);
        }

        State = Lifecycle.Next(State, outcome == Discipline.AppealOutcome.Annulled ? "AnnulOnAppeal" : "DecideAppeal");
        (AppealOutcome, ReducedToId, AppealDeciderId, AppealDecidedAt) = (outcome, reducedTo?.Id, decider, now);
        EffectiveUntil = outcome switch
        {
            Discipline.AppealOutcome.Annulled => day,
            Discipline.AppealOutcome.Reduced => reducedTo!.ExpiresAfterMonths is { } months ? EffectiveFrom!.Value.AddMonths(months) : null,
            _ => EffectiveUntil,
        };
    }

    /// <summary>Closes the case without a penalty.</summary>
    public void Dismiss() => State = Lifecycle.Next(State, "DismissDisciplineCase");

    /// <summary>Takes the penalty off the active record.</summary>
    public void Expire() => State = Lifecycle.Next(State, "ExpirePenalties");
}
