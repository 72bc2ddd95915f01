using System.Text.Json;
using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Tasks;

/// <summary>The states of a task.</summary>
public enum WorkTaskStatus
{
    /// <summary>Planned; nobody has it yet.</summary>
    Open,

    /// <summary>Somebody has it.</summary>
    Assigned,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Not needed any more.</summary>
    Cancelled,
}

/// <summary>The rules of tasks.</summary>
internal static class TaskRules
{
    public static readonly Rule NoDeadline = new("DEADLINE_MISSING", new("A task is assigned with a deadline.", "任务须有期限方可指派。"), "2.1.5", "ck_tasks_due");

    public static readonly Rule NoCriterion = new("CRITERION_MISSING", new("A task is assigned with at least one measurable quality criterion.", "任务须至少有一项可衡量的质量要求方可指派。"), "2.1.5", "tr_tasks_criteria");

    public static readonly Rule Unanswered = new("CRITERION_UNANSWERED", new("Every quality criterion is answered with evidence before the task is completed.", "完成任务前，每项质量要求均须有结论和证据。"), "2.1.5", "tr_tasks_answered");

    public static readonly Rule Measure = new("CRITERION_UNMEASURABLE", new("A criterion says what is measured and how.", "质量要求须说明衡量内容和方法。"), "2.1.5", "ck_quality_criteria_measure");

    public static readonly Rule Conflict = new("CONFLICT_OF_INTEREST", new("The employee has a conflict of interest with the applicant.", "该员工与申请人存在利益冲突。"), "2.1.5", "tr_tasks_conflict");

    public static readonly Rule Incompetent = new("COMPETENCE_LACKING", new("The employee lacks a competence that the task asks for; explainAssignment says which.", "该员工不具备任务所要求的能力，详见 explainAssignment。"), "2.1.5", "tr_tasks_competence");

    public static readonly Rule Away = new("ASSIGNEE_AWAY", new("The employee is away; give the task to whoever is there, or to the deputy.", "该员工不在岗，请将任务交给在岗人员或其代理人。"), "2.1.5");

    public static readonly Rule Nobody = new("NOBODY_FITS", new("Nobody who carries the duty can take the task now; explainAssignment says why.", "目前没有承担该职责的人员可接手任务，原因见 explainAssignment。"), "2.1.5");

    public static readonly Rule NobodyAsked = Nobody with { Text = new("The type of the application names no duty, so the rule has nobody to choose from; name an employee.", "申请类型未规定职责，系统无从选人，请指明员工。") };

    public static readonly Rule NotAccepted = new("NOT_ACCEPTED", new("Tasks are planned, assigned and completed while their application is accepted.", "只有已受理且未结束的申请才能安排、指派和完成任务。"), "2.1.5", "tr_tasks_accepted");

    public static readonly Rule PastDeadline = new("DEADLINE_PAST", new("A deadline lies ahead.", "期限须晚于当前时间。"), "2.2.1", "ck_tasks_ahead");

    public static readonly Rule PastNewDeadline = PastDeadline with { Constraint = "ck_task_changes_ahead" };

    public static readonly Rule NoChangeReason = new("TASK_CHANGE_REASON_MISSING", new("Who changes a task says why.", "变更任务须说明理由。"), "2.2.1", "ck_task_changes_reason");

    public static readonly Rule UnrecordedDeadline = new("DEADLINE_UNRECORDED", new("A deadline moves with a record of why.", "变更任务期限须有记录。"), "2.2.1", "tr_tasks_deadline");

    public static readonly Rule CriteriaFixed = new("CRITERIA_FIXED", new("Quality criteria change only while nobody has the task.", "任务指派后质量要求不得变更。"), "2.1.5", "tr_quality_criteria_open");

    public static readonly Rule CompleterUnknown = new("COMPLETER_UNKNOWN", new("A completed task says who completed it.", "已完成的任务须记录完成人。"), "2.1.6", "ck_tasks_completed_by");

    public static readonly Rule ExternalTaken = new("TASK_EXTERNAL_ID_TAKEN", new("A task of this external id was entered already.", "该外部编号的任务已录入。"), Constraint: "ux_tasks_external");
}

/// <summary>A piece of work on an application (任务). Who has it sees the application while it is not done, from whatever department.</summary>
[Readable(Permissions.ReadApplications, Name = "Task"), Rows(Of = nameof(ApplicationId), Owner = nameof(AssigneeId), Shows = "status = 'ASSIGNED'")]
internal sealed class WorkTask : Entity
{
    /// <summary>What can happen to a task.</summary>
    public static readonly StateMachine<WorkTask, WorkTaskStatus> Lifecycle =
        new StateMachine<WorkTask, WorkTaskStatus>(t => t.Status, WorkTaskStatus.Open)
            .Step(WorkTaskStatus.Open, "AssignTask", WorkTaskStatus.Assigned, "2.1.5")
            .Step(WorkTaskStatus.Assigned, "AssignTask", WorkTaskStatus.Assigned, "2.1.5")
            .Step(WorkTaskStatus.Assigned, "CompleteTask", WorkTaskStatus.Completed, "2.1.6")
            .Step(WorkTaskStatus.Open, "CancelTask", WorkTaskStatus.Cancelled)
            .Step(WorkTaskStatus.Assigned, "CancelTask", WorkTaskStatus.Cancelled);

    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "tasks", InverseDescription = "The work on the application.")]
    public Guid ApplicationId { get; init; }

    /// <summary>What is to be done.</summary>
    [Filterable]
    public string Name { get; init; } = "";

    /// <summary>Where it stands.</summary>
    [Filterable]
    public WorkTaskStatus Status { get; private set; }

    /// <summary>The team that it belongs to.</summary>
    [Relation<TeamRef>(Inverse = "tasks", InverseDescription = "The tasks of the team.")]
    public Guid? TeamId { get; init; }

    /// <summary>Who has it, or had it in the end.</summary>
    [Relation<EmployeeRef>(Inverse = "tasks", InverseDescription = "The tasks that the employee has or had in the end.")]
    public Guid? AssigneeId { get; private set; }

    /// <summary>How often it went from one employee to another.</summary>
    public int OwnerChanges { get; private set; }

    /// <summary>For whom the assignee has it while that one is away: it goes back to him when he returns. Null otherwise.</summary>
    [Relation<EmployeeRef>(Inverse = "tasksHandedOver", InverseDescription = "The tasks that others have while the employee is away.")]
    public Guid? OnBehalfOfId { get; private set; }

    /// <summary>Since when it waits for someone to take it over, because the assignee is away or may not have it any more and nobody fits, or for its owner to come back from an absence in which nobody stands in; it is tried again and again. Null otherwise.</summary>
    public DateTimeOffset? WaitsSince { get; private set; }

    /// <summary>Until when it is to be done.</summary>
    [Sortable]
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>When it was planned; null for tasks of the past, and where it was planned before this was kept.</summary>
    [WriteOnce]
    public DateTimeOffset? PlannedAt { get; private init; }

    /// <summary>When it was done.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>Who completed it, also where that was not the assignee; null for tasks of the past, and where it was completed before this was kept.</summary>
    [Relation<EmployeeRef>(Name = "completedBy", Inverse = "tasksCompleted", InverseDescription = "The tasks that the employee completed."), WriteOnce]
    public Guid? CompletedById { get; private set; }

    /// <summary>Why it was cancelled; null where nobody said so.</summary>
    [WriteOnce]
    public string? CancelReason { get; private set; }

    /// <summary>Since when the assignee is to be told that he was given it; null once he was told, and for who gave it to himself.</summary>
    [Hidden]
    public DateTimeOffset? UntoldSince { get; private set; }

    /// <summary>Whether it was entered from the records of another system.</summary>
    [WriteOnce]
    public bool Historical { get; init; }

    /// <summary>Its id in the system that it was entered from.</summary>
    [Filterable, WriteOnce]
    public string? ExternalId { get; init; }

    /// <summary>A task that nobody has yet.</summary>
    public static WorkTask Plan(Guid application, string name, DateTimeOffset? dueAt, Guid? team, DateTimeOffset at)
    {
        var task = new WorkTask { ApplicationId = application, Name = name, TeamId = team, PlannedAt = at };
        if (dueAt is { } due)
        {
            task.Postpone(due, at);
        }

        task.Raise(new TaskPlanned(task.Id, application, at));
        return task;
    }

    /// <summary>Gives it another deadline.</summary>
    /// <exception cref="RuleViolation">It does not lie ahead.</exception>
    public void Postpone(DateTimeOffset dueAt, DateTimeOffset at) =>
        DueAt = dueAt > at ? dueAt : throw new RuleViolation(TaskRules.PastDeadline) { Field = ["dueAt"] };

    /// <summary>Gives it to someone.</summary>
    /// <param name="employee">To whom.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who does; null for the suite itself.</param>
    public void Assign(Guid employee, DateTimeOffset at, Guid? by = null)
    {
        if (DueAt is null)
        {
            throw new RuleViolation(TaskRules.NoDeadline);
        }

        Status = Lifecycle.Next(Status, "AssignTask");
        OwnerChanges += AssigneeId is { } before && before != employee ? 1 : 0;
        Give(employee, null, at, by);
    }

    /// <summary>Gives it to someone else while the assignee is away.</summary>
    public void HandOver(Guid deputy, DateTimeOffset at) => Give(deputy, OnBehalfOfId ?? AssigneeId, at);

    /// <summary>Gives it back to whom it was handed over by.</summary>
    public void GiveBack(DateTimeOffset at)
    {
        if (OnBehalfOfId is { } owner)
        {
            Give(owner, null, at);
        }
    }

    /// <summary>Somebody else is to have it, and nobody fits.</summary>
    public void Wait(DateTimeOffset at) => WaitsSince ??= at;

    /// <summary>The assignee is there and may have it, so it waits for nobody.</summary>
    public void StopWaiting() => WaitsSince = null;

    /// <summary>Leaves it for good with whom it was handed over to.</summary>
    public void Keep() => (OnBehalfOfId, WaitsSince) = (null, null);

    /// <summary>Ends it as done.</summary>
    /// <param name="by">Who completes it; the assignee where that is an account of no employee.</param>
    /// <param name="at">When.</param>
    public void Complete(Guid? by, DateTimeOffset at)
    {
        Status = Lifecycle.Next(Status, "CompleteTask");
        (CompletedAt, CompletedById) = (at, by ?? AssigneeId);
        Raise(new TaskCompleted(Id, at));
    }

    public void Cancel(string? reason) => (Status, CancelReason) = (Lifecycle.Next(Status, "CancelTask"), reason);

    /// <summary>What is known of a task of the past.</summary>
    public void Recall(Guid? employee, DateTimeOffset completedAt) =>
        (Status, AssigneeId, CompletedAt) = (WorkTaskStatus.Completed, employee, completedAt);

    private void Give(Guid employee, Guid? onBehalfOf, DateTimeOffset at, Guid? by = null)
    {
        UntoldSince = employee == by ? null : employee == AssigneeId ? UntoldSince : at;
        (AssigneeId, OnBehalfOfId, WaitsSince) = (employee, onBehalfOf, null);
        Raise(new TaskAssigned(Id, employee, at));
    }
}

/// <summary>A measurable demand on the quality of a task (质量要求), answered with evidence when it is done. While nobody has the task it may be replaced.</summary>
[Readable(Permissions.ReadApplications, Plural = "qualityCriteria", Name = "QualityCriterion"), Removable, Rows(Of = nameof(TaskId))]
internal sealed class QualityCriterion : Entity
{
    /// <summary>The task.</summary>
    [Relation<WorkTask>(Inverse = "criteria", InverseDescription = "The demands on its quality.")]
    public Guid TaskId { get; init; }

    /// <summary>What is demanded.</summary>
    [WriteOnce]
    public string Demand { get; init; } = "";

    /// <summary>How it is measured.</summary>
    [WriteOnce]
    public string Measure { get; init; } = "";

    /// <summary>Whether it was met; null before the answer.</summary>
    [WriteOnce]
    public bool? Met { get; private set; }

    /// <summary>What shows it.</summary>
    [WriteOnce]
    public string? Evidence { get; private set; }

    /// <summary>The criteria of a task.</summary>
    /// <exception cref="RuleViolation">One of them does not say what is measured and how.</exception>
    public static IEnumerable<QualityCriterion> Of(WorkTask task, IReadOnlyList<NewCriterion> criteria) => criteria.Select((c, i) =>
        string.IsNullOrWhiteSpace(c.Demand) || string.IsNullOrWhiteSpace(c.Measure)
            ? throw new RuleViolation(TaskRules.Measure) { Field = ["criteria"], ElementIndex = i }
            : new QualityCriterion { TaskId = task.Id, Demand = c.Demand, Measure = c.Measure });

    public void Answer(bool met, string evidence) =>
        (Met, Evidence) = string.IsNullOrWhiteSpace(evidence) ? throw new RuleViolation(TaskRules.Unanswered) : (met, evidence);
}

/// <summary>An assignment with its reasons as of then.</summary>
[Readable(Permissions.ReadApplications), AppendOnly, Rows(Of = nameof(TaskId))]
internal sealed class Assignment : Entity
{
    /// <summary>The task.</summary>
    [Relation<WorkTask>(Inverse = "assignments", InverseDescription = "To whom it was given, and why.")]
    public Guid TaskId { get; init; }

    /// <summary>To whom.</summary>
    [Relation<EmployeeRef>(Inverse = "assignments", InverseDescription = "What the employee was given.")]
    public Guid EmployeeId { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Every candidate with the reasons for and against, as they were then.</summary>
    public string Explanation { get; init; } = "[]";

    /// <summary>That somebody is given a task, out of those who could have been.</summary>
    public static Assignment Of(WorkTask task, Guid employee, DateTimeOffset at, IEnumerable<Candidate> candidates) => new()
    {
        TaskId = task.Id,
        EmployeeId = employee,
        At = at,
        Explanation = JsonSerializer.Serialize(candidates.Select(c => new { c.Number, c.Name, c.OpenTasks, c.WorksFrom, c.Competences, c.Chosen, c.Reasons }), JsonSerializerOptions.Web),
    };
}
