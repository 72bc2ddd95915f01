using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Inquiries;

/// <summary>How an employee kept promises.</summary>
/// <param name="Employee">The employee.</param>
/// <param name="Kept">Answered by the first promise.</param>
/// <param name="Broken">Answered later than first promised, or still open after it.</param>
/// <param name="Rate">kept / (kept + broken).</param>
internal sealed record PromiseKeeping(Id<EmployeeRef> Employee, int Kept, int Broken, decimal Rate);

internal static class PromiseKeepingQuery
{
    /// <summary>How employees kept their promises to answer. Only the first promise counts, so a moved date never improves the rate, and it counts for who made it, so that handing over does not either.</summary>
    /// <param name="from">First promises from this instant.</param>
    /// <param name="until">First promises before this instant.</param>
    [Query, Requires(Permissions.ReadInquiries)]
    public static async Task<IReadOnlyList<PromiseKeeping>> PromiseKeeping(
        DateTimeOffset from, DateTimeOffset until, IntakeDbContext db, TimeProvider clock, CancellationToken ct)
    {
        var (start, end, now) = (from.ToUniversalTime(), until.ToUniversalTime(), clock.GetUtcNow());
        var rows = await (
            from promise in db.Promises
            join inquiry in db.Inquiries on promise.InquiryId equals inquiry.Id
            where promise.Ordinal == 1 && promise.PromisedAt >= start && promise.PromisedAt < end
            group new { promise.PromisedAt, inquiry.AnsweredAt } by promise.PromisedById into g
            select new
            {
                g.Key,
                Kept = g.Count(p => p.AnsweredAt != null && p.AnsweredAt <= p.PromisedAt),
                Broken = g.Count(p => (p.AnsweredAt ?? now) > p.PromisedAt),
            }).ToListAsync(ct);
        return [.. rows.Where(r => r.Kept + r.Broken > 0).OrderBy(r => r.Key)
            .Select(r => new PromiseKeeping(new(r.Key), r.Kept, r.Broken, Math.Round((decimal)r.Kept / (r.Kept + r.Broken), 4)))];
    }
}
