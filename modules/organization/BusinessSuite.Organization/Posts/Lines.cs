using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Posts;

/// <summary>Looks along reporting lines.</summary>
internal static class Lines
{
    /// <summary>The post above each post on a day.</summary>
    public static Task<Dictionary<Guid, Guid>> AboveOn(this DbSet<ReportingLine> lines, DateOnly day, CancellationToken ct) =>
        lines.AsNoTracking().Where(l => l.ValidFrom <= day && (l.ValidUntil == null || l.ValidUntil > day)).ToDictionaryAsync(l => l.PostId, l => l.AboveId, ct);

    /// <summary>The posts above a post, the nearest first.</summary>
    public static IEnumerable<Guid> Up(this Dictionary<Guid, Guid> above, Guid post)
    {
        while (above.TryGetValue(post, out var chief))
        {
            yield return chief;
            post = chief;
        }
    }
}
