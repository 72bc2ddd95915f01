using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Contacts;

/// <summary>Looks through merges.</summary>
internal static class Survivors
{
    /// <summary>The keys of all contacts that are the same person.</summary>
    public static Task<List<Guid>> SamePerson(this IntakeDbContext db, Guid? contact, CancellationToken ct) =>
        db.Database.SqlQuery<Guid>($"select * from intake.same_person({contact}) as \"Value\"").ToListAsync(ct);

    /// <summary>The contacts that have an address of that one, also those that were merged and may be parted again; the others first.</summary>
    public static IQueryable<Contact> Matching(this DbSet<Contact> contacts, Contact said) => contacts
        .Where(c => (said.Phone != null && c.Phone == said.Phone) || (said.Email != null && c.Email == said.Email))
        .OrderBy(c => c.MergedIntoId != null).ThenBy(c => c.Id);

    /// <summary>Waits for whoever enters a contact of one of these addresses at the same time, so that it is found and not entered twice.</summary>
    public static async Task TakeAddresses(this ILocks locks, Contact said, CancellationToken ct)
    {
        foreach (var address in new[] { said.Phone, said.Email }.OfType<string>())
        {
            await locks.Take($"contact {address}", ct);
        }
    }

    /// <summary>The contact, or the one that it was merged into; null when there is none.</summary>
    public static async Task<Contact?> Surviving(this IQueryable<Contact> contacts, Guid? id, CancellationToken ct)
    {
        var contact = await contacts.FirstOrDefaultAsync(c => c.Id == id, ct);
        while (contact?.MergedIntoId is { } survivor)
        {
            contact = await contacts.FirstAsync(c => c.Id == survivor, ct);
        }

        return contact;
    }

    /// <summary>Tells of each of these contacts which one it turned out to be, or itself.</summary>
    public static async Task<Func<Guid, Guid>> Persons(this IQueryable<Contact> contacts, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var merged = new Dictionary<Guid, Guid>();
        for (var ask = ids.Distinct().ToList(); ask.Count > 0;)
        {
            var found = await contacts.Where(c => ask.Contains(c.Id) && c.MergedIntoId != null).Select(c => new { c.Id, Into = c.MergedIntoId!.Value }).ToListAsync(ct);
            found.ForEach(f => merged[f.Id] = f.Into);
            ask = [.. found.Select(f => f.Into).Distinct().Where(i => !merged.ContainsKey(i))];
        }

        return id =>
        {
            while (merged.TryGetValue(id, out var into))
            {
                id = into;
            }

            return id;
        };
    }

    /// <summary>Whom a message for the contact goes to, or for the one that it was merged into; null when no way leads there.</summary>
    /// <param name="contacts">The contacts.</param>
    /// <param name="id">The contact.</param>
    /// <param name="ways">The ways that are gone, the first choice first.</param>
    /// <param name="ct">Cancels the read.</param>
    public static async Task<Recipient?> Recipient(this DbSet<Contact> contacts, Guid? id, Func<Contact, IReadOnlyList<ContactPoint>> ways, CancellationToken ct) =>
        await contacts.Surviving(id, ct) is { } contact && ways(contact) is { Count: > 0 } routes ? new(contact.Name, contact.Language, routes) : null;
}
