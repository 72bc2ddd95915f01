using BusinessSuite.Intake.ApplicationTypes;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Reports;

/// <summary>For whom the board has lines.</summary>
public enum BoardGrouping
{
    /// <summary>For each department.</summary>
    Department,

    /// <summary>For each person who answers for applications, or has tasks of them, over all departments that are asked for; and for each department what nobody has.</summary>
    Person,
}

/// <summary>How much work a department or a person has, and what they finished lately.</summary>
/// <param name="Department">The department; null for a person's line, since his work may lie in several.</param>
/// <param name="Employee">The person; null for a department's line, and for applications that nobody answers for and tasks that nobody has.</param>
/// <param name="Open">Open applications.</param>
/// <param name="Waiting">Those among them that wait for what the applicant supplements.</param>
/// <param name="Overdue">Those whose planned end has passed.</param>
/// <param name="DueSoon">Those whose planned end comes within 24 hours.</param>
/// <param name="Closed">Applications closed in the last days.</param>
/// <param name="ClosedLate">Those among them that were closed after their planned end.</param>
/// <param name="Tasks">Tasks of open applications that are not done: of the department, or that the person has.</param>
/// <param name="OverdueTasks">Those among them whose deadline has passed.</param>
internal sealed record BoardLine(
    Id<DepartmentRef>? Department, Id<EmployeeRef>? Employee, int Open, int Waiting, int Overdue, int DueSoon, int Closed, int ClosedLate, int Tasks, int OverdueTasks);

internal static class WorkBoardQuery
{
    /// <summary>The board (进度看板): who has how much work, what is late and what was finished, of the applications that the caller may see.</summary>
    /// <param name="by">For whom there are lines.</param>
    /// <param name="departmentId">Only this department.</param>
    /// <param name="typeId">Only applications of this type.</param>
    /// <param name="days">How many days back finished applications count; 1 to 366.</param>
    [Query, Requires(Permissions.ReadApplications)]
    public static async Task<IReadOnlyList<BoardLine>> WorkBoard(
        IntakeDbContext db, IUnrestricted unrestricted, Caller caller, TimeProvider clock, CancellationToken ct, BoardGrouping by = BoardGrouping.Department, Id<DepartmentRef>? departmentId = null,
        Id<ApplicationType>? typeId = null, int days = 30)
    {
        if (days is < 1 or > 366)
        {
            throw new RuleViolation(PlatformRules.Invalid, "days is from 1 to 366") { Field = ["days"] };
        }

        var (now, person) = (clock.GetUtcNow(), by == BoardGrouping.Person);
        var (soon, since) = (now.AddDays(1), now.AddDays(-days));
        // A plan for anything that could be asked for, which PostgreSQL would keep after some requests, looks up the tasks of each application by itself.
        await db.Database.ExecuteSqlAsync($"set local plan_cache_mode = force_custom_plan", ct);
        var cases = await db.Database.SqlQuery<Cases>($"""
            select department_id, employee_id, sum(open)::int as open, sum(waiting)::int as waiting, sum(overdue)::int as overdue,
              sum(due_soon)::int as due_soon, sum(closed)::int as closed, sum(closed_late)::int as closed_late
            from (
              select case when not {person} or responsible_id is null then department_id end as department_id, case when {person} then responsible_id end as employee_id, count(*) as open, count(*) filter (where status = 'SUPPLEMENT_REQUESTED') as waiting,
                count(*) filter (where planned_end_at < {now}) as overdue, count(*) filter (where planned_end_at >= {now} and planned_end_at < {soon}) as due_soon, 0 as closed, 0 as closed_late
              from intake.applications
              where ended_at is null and ({departmentId?.Value}::uuid is null or department_id = {departmentId?.Value}) and ({typeId?.Value}::uuid is null or type_id = {typeId?.Value})
              group by 1, 2
              union all
              select case when not {person} or responsible_id is null then department_id end, case when {person} then responsible_id end, 0, 0, 0, 0, count(*), count(*) filter (where ended_late)
              from intake.applications
              where status = 'CLOSED' and ended_at >= {since} and ({departmentId?.Value}::uuid is null or department_id = {departmentId?.Value}) and ({typeId?.Value}::uuid is null or type_id = {typeId?.Value})
              group by 1, 2) l
            group by 1, 2
            """).ToDictionaryAsync(r => (r.DepartmentId, r.EmployeeId), ct);
        // Who sees an application sees its tasks. Asked for each task, PostgreSQL would look at all applications; so it is asked for the open ones first, unless the caller sees all.
        var seen = caller.ScopeOf(Permissions.ReadApplications) == Scope.All ? null : await db.Database.SqlQuery<Guid>($"""
            select id as "Value" from intake.applications
            where ended_at is null and ({departmentId?.Value}::uuid is null or department_id = {departmentId?.Value}) and ({typeId?.Value}::uuid is null or type_id = {typeId?.Value})
            """).ToArrayAsync(ct);
        var tasks = await unrestricted.Read(() => db.Database.SqlQuery<Undone>($"""
            select case when not {person} or t.assignee_id is null then a.department_id end as department_id, case when {person} then t.assignee_id end as employee_id, count(*)::int as tasks, (count(*) filter (where t.due_at < {now}))::int as overdue
            from intake.tasks t join intake.applications a on a.id = t.application_id
            where t.status in ('OPEN', 'ASSIGNED') and a.ended_at is null and ({seen}::uuid[] is null or a.id = any({seen}::uuid[]))
              and ({departmentId?.Value}::uuid is null or a.department_id = {departmentId?.Value}) and ({typeId?.Value}::uuid is null or a.type_id = {typeId?.Value})
            group by 1, 2
            """).ToDictionaryAsync(r => (r.DepartmentId, r.EmployeeId), ct), ct);
        return [.. from key in cases.Keys.Union(tasks.Keys)
                   let of = cases.GetValueOrDefault(key) ?? new Cases(key.DepartmentId, key.EmployeeId, 0, 0, 0, 0, 0, 0)
                   let undone = tasks.GetValueOrDefault(key)
                   orderby of.Overdue descending, of.Open descending, (undone?.Tasks ?? 0) descending, key.DepartmentId, key.EmployeeId
                   select new BoardLine(
                       key.DepartmentId is { } department ? new(department) : null, key.EmployeeId is { } employee ? new Id<EmployeeRef>(employee) : null, of.Open, of.Waiting, of.Overdue, of.DueSoon, of.Closed, of.ClosedLate,
                       undone?.Tasks ?? 0, undone?.Overdue ?? 0)];
    }

    private sealed record Cases(Guid? DepartmentId, Guid? EmployeeId, int Open, int Waiting, int Overdue, int DueSoon, int Closed, int ClosedLate);

    private sealed record Undone(Guid? DepartmentId, Guid? EmployeeId, int Tasks, int Overdue);
}
