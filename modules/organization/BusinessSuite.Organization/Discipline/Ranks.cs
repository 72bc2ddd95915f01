using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Posts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Discipline;

/// <summary>Who stands above, beside and below whom, by posts and reporting lines and, where a post reports to none, by heads of departments.</summary>
[Provides]
internal sealed class Ranks(OrganizationDbContext db, WorkCalendars calendars, ISuperiors superiors, IUnrestricted unrestricted)
{
    /// <summary>Refuses a decider who holds the same post as the one concerned, has the same superior, or stands below.</summary>
    /// <exception cref="RuleViolation"><see cref="DisciplineRules.Equal"/>.</exception>
    public Task RequireAbove(Guid decider, Guid concerned, DateTimeOffset at, CancellationToken ct) => unrestricted.Read(async () =>
    {
        var ways = await superiors.Above([decider, concerned], at, ct);
        var (up, theirUp) = (Way(decider), Way(concerned));
        // Who is at the top without being a head counts the head below as his own superior; whoever stands above the one concerned is no equal for that.
        if (up.Contains(concerned) || (!theirUp.Contains(decider) && up.Count > 0 && theirUp.Count > 0 && up[0] == theirUp[0]))
        {
            throw new RuleViolation(DisciplineRules.Equal);
        }

        // The way up is that of the primary post; other posts count too.
        var day = await calendars.Day(at, ct);
        var held = await db.PostHoldings.AsNoTracking()
            .Where(h => (h.EmployeeId == decider || h.EmployeeId == concerned) && h.ValidFrom <= day && (h.ValidUntil == null || h.ValidUntil > day))
            .Select(h => new { h.EmployeeId, h.PostId }).ToListAsync(ct);
        var above = await db.ReportingLines.AboveOn(day, ct);
        var theirs = held.Where(h => h.EmployeeId == concerned).Select(h => h.PostId).ToHashSet();
        var chiefs = theirs.Where(above.ContainsKey).Select(p => above[p]).ToHashSet();
        foreach (var post in held.Where(h => h.EmployeeId == decider).Select(h => h.PostId))
        {
            var beside = theirs.Contains(post) || (above.TryGetValue(post, out var chief) && chiefs.Contains(chief));
            if (beside || above.Up(post).Any(theirs.Contains))
            {
                throw new RuleViolation(DisciplineRules.Equal);
            }
        }

        return true;

        List<Guid> Way(Guid employee) => [.. ways.GetValueOrDefault(employee, []).Skip(1).Select(s => s.EmployeeId)];
    }, ct);
}

/// <summary>Finds scales.</summary>
internal static class Scales
{
    /// <summary>The scale that held on a day.</summary>
    /// <exception cref="RuleViolation"><see cref="DisciplineRules.NoScale"/>.</exception>
    public static async Task<PenaltyScale> ScaleOn(this OrganizationDbContext db, DateOnly day, CancellationToken ct) =>
        await db.PenaltyScales.Where(s => s.ValidFrom <= day).OrderByDescending(s => s.ValidFrom).FirstOrDefaultAsync(ct) ?? throw new RuleViolation(DisciplineRules.NoScale);
}
