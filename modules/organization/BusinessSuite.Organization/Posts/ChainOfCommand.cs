using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Posts;

/// <summary>A step of a chain of command.</summary>
/// <param name="Post">The post.</param>
/// <param name="Holders">Who holds it that day.</param>
internal sealed record ChainLink(Post Post, IReadOnlyList<Employee> Holders);

internal static class ChainOfCommandQuery
{
    /// <summary>Whom an employee reports to on a day, from the own primary post up to the top.</summary>
    /// <param name="employeeId">The employee.</param>
    /// <param name="asOf">The day; today unless given.</param>
    [Query, Requires(Permissions.ReadStructure)]
    public static async Task<IReadOnlyList<ChainLink>> ChainOfCommand(
        Id<Employee> employeeId, OrganizationDbContext db, WorkCalendars calendars, TimeProvider clock, CancellationToken ct, DateOnly? asOf = null)
    {
        var day = asOf ?? await calendars.Day(clock.GetUtcNow(), ct);
        var above = await db.ReportingLines.AboveOn(day, ct);
        var own = await db.PostHoldings.Where(h => h.EmployeeId == employeeId.Value && h.IsPrimary && h.ValidFrom <= day && (h.ValidUntil == null || h.ValidUntil > day))
            .Select(h => (Guid?)h.PostId).FirstOrDefaultAsync(ct);
        List<Guid> chain = own is { } post ? [post, .. above.Up(post)] : [];

        var posts = await db.Posts.AsNoTracking().Where(p => chain.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var holders = (await (
            from holding in db.PostHoldings.AsNoTracking()
            join employee in db.Employees.AsNoTracking() on holding.EmployeeId equals employee.Id
            where chain.Contains(holding.PostId) && holding.ValidFrom <= day && (holding.ValidUntil == null || holding.ValidUntil > day)
            orderby employee.Number
            select new { holding.PostId, employee }).ToListAsync(ct)).ToLookup(h => h.PostId, h => h.employee);
        return [.. chain.Where(posts.ContainsKey).Select(p => new ChainLink(posts[p], [.. holders[p]]))];
    }
}
