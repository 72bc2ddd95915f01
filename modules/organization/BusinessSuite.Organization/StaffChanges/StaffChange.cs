using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Posts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.StaffChanges;

/// <summary>The rules of joining, moving and leaving.</summary>
internal static class StaffChangeRules
{
    public static readonly Rule StepsOpen = new("CHECKLIST_OPEN", new("Not everything on the checklist is done.", "清单尚有未完成事项。"), Constraint: "tr_staff_changes_gate");

    public static readonly Rule ByChecklist = new("POST_BY_CHECKLIST", new("There is a checklist for this post: who joins or moves gets it by a staff change for that day, once that is done.", "该岗位设有清单：入职或调岗须通过当日生效的人员变动，并在清单完成后取得该岗位。"), Constraint: "tr_post_holdings_checklist");

    public static readonly Rule WrongKind = new("STAFF_CHANGE_KIND", new("Who is in service moves; who is not, or not any more, joins.", "在职员工办理调岗，未入职或已离职的员工办理入职。"), Constraint: "tr_staff_changes_kind");

    public static readonly Rule ItemOver = new("CHECKLIST_OVER", new("The staff change is over: nothing on its checklist is done any more.", "人员变动已结束，其清单不再变更。"), Constraint: "tr_staff_change_items_open");

    public static readonly Rule MattersOpen = new("LEAVER_MATTERS_OPEN", new("There is no release while something is open: {0}.", "尚有未结事项，不能办结离职：{0}。"));

    public static readonly Rule Underway = new("STAFF_CHANGE_UNDERWAY", new("The employee is joining, moving or leaving already.", "该员工已有进行中的入职、调岗或离职流程。"), Constraint: "ux_staff_changes_open");

    public static readonly Rule PostNeeded = new("POST_NEEDED", new("Who joins or moves does so into a post; who leaves, into none.", "入职和调岗须指定岗位，离职不得指定。"), Constraint: "ck_staff_changes_post");

    public static readonly Rule SignedAfter = new("SIGNED_AFTER_LEAVING", new("Something was signed under a post that begins on the day of leaving or later: that day comes too early.", "离职日当日或之后开始的岗位已有签署记录，离职日过早。"));

    public static readonly Rule TooEarly = new("STAFF_CHANGE_EARLY", new("Nobody is released before the day on which he leaves.", "不得在离职日之前办结离职。"));
}

/// <summary>Who is in service.</summary>
internal static class ServiceOfEmployees
{
    /// <summary>Refuses a joining of who is in service on the day before, and a move of who is not. In service is who holds or held a primary post and has not left since.</summary>
    /// <exception cref="RuleViolation"><see cref="StaffChangeRules.WrongKind"/>.</exception>
    public static async Task RequireKind(this OrganizationDbContext db, StaffChangeKind kind, Guid employee, DateOnly on, CancellationToken ct)
    {
        if (kind != StaffChangeKind.Leaving
            && await db.Database.SqlQuery<bool>($"select organization.in_service({employee}, {on}) as \"Value\"").SingleAsync(ct) != (kind == StaffChangeKind.Moving))
        {
            throw new RuleViolation(StaffChangeRules.WrongKind) { Field = ["kind"] };
        }
    }
}

/// <summary>What happens to an employee.</summary>
public enum StaffChangeKind
{
    /// <summary>He joins (入职).</summary>
    Joining,

    /// <summary>He moves to another post (调岗).</summary>
    Moving,

    /// <summary>He leaves (离职).</summary>
    Leaving,
}

/// <summary>The states of a staff change.</summary>
public enum StaffChangeState
{
    /// <summary>Its checklist is being worked through.</summary>
    Open,

    /// <summary>It took effect.</summary>
    Completed,

    /// <summary>It was called off.</summary>
    Cancelled,
}

/// <summary>A line of the checklists of joiners, movers or leavers, of all posts or of one.</summary>
[Readable(Permissions.ReadStaffChanges)]
internal sealed class ChecklistStep : Entity
{
    /// <summary>Whose checklist it is on.</summary>
    [Filterable, WriteOnce]
    public StaffChangeKind Kind { get; init; }

    /// <summary>The post that it is for; null for all. For leavers it is the post that they leave.</summary>
    [Relation<Post>(Inverse = "checklistSteps", InverseDescription = "The lines of checklists for the post alone."), WriteOnce]
    public Guid? PostId { get; init; }

    /// <summary>What is to be done.</summary>
    [WriteOnce]
    public string Title { get; init; } = "";

    /// <summary>When it left the checklists; null while it is on them.</summary>
    [WriteOnce]
    public DateTimeOffset? RetiredAt { get; set; }
}

/// <summary>An employee's joining, moving or leaving, which takes effect once its checklist is done.</summary>
[Readable(Permissions.ReadStaffChanges), Rows(Of = nameof(EmployeeId))]
internal sealed class StaffChange : Entity
{
    /// <summary>What can happen to it.</summary>
    public static readonly StateMachine<StaffChange, StaffChangeState> Lifecycle =
        new StateMachine<StaffChange, StaffChangeState>(t => t.State, StaffChangeState.Open)
            .Step(StaffChangeState.Open, "CompleteStaffChange", StaffChangeState.Completed)
            .Step(StaffChangeState.Open, "CancelStaffChange", StaffChangeState.Cancelled);

    /// <summary>Who.</summary>
    [Relation<Employee>(Inverse = "staffChanges", InverseDescription = "How the employee joined, moved and left."), WriteOnce]
    public Guid EmployeeId { get; init; }

    /// <summary>What happens.</summary>
    [Filterable, WriteOnce]
    public StaffChangeKind Kind { get; init; }

    /// <summary>The post that he joins or moves to.</summary>
    [Relation<Post>, WriteOnce]
    public Guid? PostId { get; init; }

    /// <summary>The first day of the new; of who leaves, the first day after.</summary>
    [Sortable, WriteOnce]
    public DateOnly EffectiveOn { get; init; }

    /// <summary>Where it stands.</summary>
    [Filterable]
    public StaffChangeState State { get; private set; }

    /// <summary>When it took effect or was called off.</summary>
    [WriteOnce]
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Ends it.</summary>
    public void End(string operation, DateTimeOffset now)
    {
        (State, EndedAt) = (Lifecycle.Next(State, operation), now);
        if (State == StaffChangeState.Completed)
        {
            Raise(new StaffChangeCompleted(Id, EmployeeId, UpperSnake.Of(Kind), EffectiveOn));
        }
    }
}

/// <summary>A line of an employee's own checklist.</summary>
[Readable(Permissions.ReadStaffChanges), Rows(Of = nameof(StaffChangeId))]
internal sealed class StaffChangeItem : Entity
{
    /// <summary>The staff change.</summary>
    [Relation<StaffChange>(Inverse = "items", InverseDescription = "The checklist."), WriteOnce]
    public Guid StaffChangeId { get; init; }

    /// <summary>What is to be done.</summary>
    [WriteOnce]
    public string Title { get; init; } = "";

    /// <summary>Who did it.</summary>
    [Relation<Employee>, WriteOnce]
    public Guid? DoneById { get; set; }

    /// <summary>When it was done; null while it is not.</summary>
    [Filterable, WriteOnce]
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>What shows that it was done.</summary>
    [WriteOnce]
    public string? Evidence { get; set; }
}
