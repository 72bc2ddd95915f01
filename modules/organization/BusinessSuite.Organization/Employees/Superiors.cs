using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Posts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Employees;

/// <inheritdoc/>
[Provides]
internal sealed class Superiors(OrganizationDbContext db, WorkCalendars calendars, IUnrestricted unrestricted) : ISuperiors
{
    public Task<IReadOnlyDictionary<Guid, IReadOnlyList<Superior>>> Above(IReadOnlyCollection<Guid> employees, DateTimeOffset at, CancellationToken ct) => unrestricted.Read(async () =>
    {
        var steps = await Climb([.. employees], await calendars.Day(at, ct), ct);
        var present = await Present([.. steps.Select(s => s.EmployeeId).Distinct()], at, ct);
        return (IReadOnlyDictionary<Guid, IReadOnlyList<Superior>>)steps.GroupBy(s => s.StartId).ToDictionary(
            g => g.Key,
            g => (IReadOnlyList<Superior>)[.. g.OrderBy(s => s.Hop).Select(s => s.EmployeeId).Distinct().Select(e => new Superior(e, present(e)))]);
    }, ct);

    public Task<IReadOnlyDictionary<Guid, Guid>> Heads(IReadOnlyCollection<Guid> departments, DateTimeOffset at, CancellationToken ct) => unrestricted.Read(async () =>
    {
        var (wanted, day) = (departments.ToList(), await calendars.Day(at, ct));
        var heads = await (
            from held in db.HeldOn(day)
            join employee in db.Employees on held.Holding.EmployeeId equals employee.Id
            where held.Version.IsHead && wanted.Contains(held.Post.DepartmentId)
            orderby held.Post.Code, held.Holding.IsPrimary descending, employee.Number
            select new { held.Post.DepartmentId, held.Holding.EmployeeId }).AsNoTracking().ToListAsync(ct);
        return (IReadOnlyDictionary<Guid, Guid>)heads.DistinctBy(h => h.DepartmentId).ToDictionary(h => h.DepartmentId, h => h.EmployeeId);
    }, ct);

    /// <summary>The holders of the posts on the way up. Lines and heads together could go round in a circle; nobody is farther up than 40 posts.</summary>
    private Task<List<Step>> Climb(Guid[] employees, DateOnly day, CancellationToken ct) => db.Database.SqlQuery<Step>($"""
        with recursive heads as (
          select p.id, p.department_id, p.code from organization.posts p join organization.post_versions v on v.post_id = p.id
          where v.is_head and v.valid_from <= {day} and (v.valid_until is null or v.valid_until > {day}) and p.valid_from <= {day} and (p.valid_until is null or p.valid_until > {day})),
        way as (
          select e.id as start_id, 0 as hop, own.post_id, coalesce(p.department_id, e.department_id) as department_id, p.id in (select id from heads) is true as is_head
          from organization.employees e
          left join lateral (
            select h.post_id from organization.post_holdings h
            where h.employee_id = e.id and h.valid_from <= {day} and (h.valid_until is null or h.valid_until > {day}) order by h.is_primary desc, h.id limit 1) own on true
          left join organization.posts p on p.id = own.post_id
          where e.id = any({employees})
          union all
          select way.start_id, way.hop + 1, above.id, above.department_id, above.is_head
          from way cross join lateral (
            select p.id, p.department_id, p.id in (select id from heads) as is_head, 1 as choice, p.code from organization.reporting_lines l join organization.posts p on p.id = l.above_id
            where l.post_id = way.post_id and l.valid_from <= {day} and (l.valid_until is null or l.valid_until > {day})
            union all
            select p.id, p.department_id, true, 2, p.code from heads p where p.department_id = way.department_id and not way.is_head
            union all
            select p.id, p.department_id, true, 3, p.code from organization.department_placements d join heads p on p.department_id = d.parent_id
            where d.department_id = way.department_id and d.valid_from <= {day} and (d.valid_until is null or d.valid_until > {day})
            order by choice, code limit 1) above
          where way.hop < 40)
        select start_id, hop, case when hop = 0 then start_id else holder.employee_id end as employee_id
        from way left join lateral (
          select h.employee_id from organization.post_holdings h join organization.employees e on e.id = h.employee_id
          where h.post_id = way.post_id and h.valid_from <= {day} and (h.valid_until is null or h.valid_until > {day}) order by h.is_primary desc, e.number limit 1) holder on true
        where hop = 0 or holder.employee_id is not null
        """).ToListAsync(ct);

    /// <summary>Who acts for whom: oneself, or the first in the row of deputies who is there.</summary>
    private async Task<Func<Guid, Guid?>> Present(List<Guid> employees, DateTimeOffset at, CancellationToken ct)
    {
        var deputies = new Dictionary<Guid, Guid?>();
        for (var ask = employees; ask.Count > 0;)
        {
            var away = await db.Absences.AsNoTracking()
                .Where(a => ask.Contains(a.EmployeeId) && a.CancelledAt == null && a.From <= at && a.Until > at).ToDictionaryAsync(a => a.EmployeeId, a => a.DeputyId, ct);
            foreach (var (employee, deputy) in away)
            {
                deputies[employee] = deputy;
            }

            ask = [.. away.Values.OfType<Guid>().Where(d => !deputies.ContainsKey(d)).Distinct()];
        }

        return employee =>
        {
            var asked = new HashSet<Guid>();
            for (Guid? one = employee; one is { } who && asked.Add(who); one = deputies[who])
            {
                if (!deputies.ContainsKey(who))
                {
                    return who;
                }
            }

            return null;
        };
    }

    private sealed record Step(Guid StartId, int Hop, Guid EmployeeId);
}
