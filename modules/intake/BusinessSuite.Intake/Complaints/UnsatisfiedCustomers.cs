using BusinessSuite.Intake.Contacts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Intake.Complaints;

/// <summary>A customer who is not satisfied with a department.</summary>
/// <param name="Contact">The customer, who may have been merged from several contacts; null for all who are anonymous.</param>
/// <param name="Department">The department; null for complaints that are not forwarded yet.</param>
/// <param name="LowRatings">How many low ratings the customer gave.</param>
/// <param name="LowestScore">The lowest of them; null without any.</param>
/// <param name="Complaints">How many complaints there are.</param>
/// <param name="OpenComplaints">How many of these are not closed.</param>
/// <param name="LastAt">When the last rating or complaint came.</param>
internal sealed record UnsatisfiedCustomer(
    Id<Contact>? Contact, Id<DepartmentRef>? Department, int LowRatings, int? LowestScore, int Complaints, int OpenComplaints, DateTimeOffset LastAt);

internal static class UnsatisfiedCustomersQuery
{
    /// <summary>Customers who rated low or complained, with the departments concerned: the latest first. Whoever may read complaints sees those of the own departments.</summary>
    /// <param name="from">Low ratings and complaints from this instant.</param>
    /// <param name="until">Low ratings and complaints before this instant.</param>
    /// <param name="departmentId">With one department only.</param>
    /// <param name="openOnly">Only those with a complaint that is not closed.</param>
    [Query, Requires(Permissions.ReadFeedback)]
    public static async Task<IReadOnlyList<UnsatisfiedCustomer>> UnsatisfiedCustomers(
        DateTimeOffset from, DateTimeOffset until, IntakeDbContext db, IOptions<FeedbackOptions> options, CancellationToken ct,
        Id<DepartmentRef>? departmentId = null, bool openOnly = false)
    {
        var (start, end, department, low) = (from.ToUniversalTime(), until.ToUniversalTime(), departmentId?.Value, options.Value.UnsatisfiedUpTo);
        var ratings = await db.Ratings.Where(r => r.Score <= low && r.RatedAt >= start && r.RatedAt < end && (department == null || r.DepartmentId == department))
            .GroupBy(r => new { r.ContactId, r.DepartmentId })
            .Select(g => new { g.Key, Count = g.Count(), Lowest = g.Min(r => r.Score), Last = g.Max(r => r.RatedAt)!.Value }).ToListAsync(ct);
        var complaints = await db.Complaints.Where(c => c.OpenedAt >= start && c.OpenedAt < end && (department == null || c.DepartmentId == department))
            .GroupBy(c => new { c.ContactId, c.DepartmentId })
            .Select(g => new { g.Key, Count = g.Count(), Open = g.Count(c => c.Status != ComplaintStatus.Closed), Last = g.Max(c => c.OpenedAt) }).ToListAsync(ct);
        var person = await db.Contacts.Persons(ratings.Select(r => r.Key.ContactId).Concat(complaints.Select(c => c.Key.ContactId)).OfType<Guid>(), ct);
        (Guid? Contact, Guid? Department) Whose(Guid? contact, Guid? of) => (contact is { } known ? person(known) : null, of);
        var rates = ratings.ToLookup(r => Whose(r.Key.ContactId, r.Key.DepartmentId));
        var complains = complaints.ToLookup(c => Whose(c.Key.ContactId, c.Key.DepartmentId));
        return [.. (
            from key in rates.Select(r => r.Key).Union(complains.Select(c => c.Key))
            let rated = rates[key].ToList()
            let complained = complains[key].ToList()
            let open = complained.Sum(c => c.Open)
            where !openOnly || open > 0
            let last = rated.Select(r => r.Last).Concat(complained.Select(c => c.Last)).Max()
            orderby last descending
            select new UnsatisfiedCustomer(
                key.Contact is { } contact ? new(contact) : null, key.Department is { } found ? new(found) : null,
                rated.Sum(r => r.Count), rated.Min(r => r.Lowest), complained.Sum(c => c.Count), open, last)).Take(Most)];
    }

    private const int Most = 500;
}
