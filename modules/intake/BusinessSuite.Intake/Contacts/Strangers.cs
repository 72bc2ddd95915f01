using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Contacts;

/// <summary>Takes down who somebody says to be whom nothing proves.</summary>
internal static class Strangers
{
    /// <summary>
    /// The contact of a stranger. One that is known is found only when every address given is that person's, and is never changed: otherwise
    /// what is meant for it would go to whoever typed one of its addresses. Else it is a new one, with the addresses that nobody has; who
    /// turns out to be known is merged by staff.
    /// </summary>
    /// <param name="db">The contacts.</param>
    /// <param name="locks">Let one at a time enter an address.</param>
    /// <param name="said">Who the stranger says to be.</param>
    /// <param name="region">The region whose numbers are dialled without a country's code.</param>
    /// <param name="proven">The entries of the person that the stranger proved to be; that person is found by one address.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <returns>The contact, null when others have all that was given, and whether it has all that was given.</returns>
    public static async Task<(Contact? Contact, bool IsWhole)> Introduce(this IntakeDbContext db, ILocks locks, Contact said, string region, IReadOnlyCollection<Guid> proven, CancellationToken ct)
    {
        await locks.TakeAddresses(said, ct);
        var matching = await db.Contacts.Matching(said).AsNoTracking().ToListAsync(ct);
        if (matching.Count == 0)
        {
            return (db.Add(said).Entity, true);
        }

        Task<Contact?> Owner(Predicate<Contact> has) => db.Contacts.AsNoTracking().Surviving(matching.Find(has)?.Id, ct);
        var caller = said.Phone is null ? null : await Owner(c => c.Phone == said.Phone);
        var reader = said.Email is null ? null : await Owner(c => c.Email == said.Email);
        var isWhole = (said.Phone is null || said.Email is null || caller?.Id == reader?.Id) && (caller ?? reader) is not null;
        var known = new[] { caller, reader }.FirstOrDefault(c => c is not null && (isWhole || proven.Contains(c.Id)));
        if (known is not null)
        {
            return (known, isWhole);
        }

        var (phone, email) = (caller is null ? said.Phone : null, reader is null ? said.Email : null);
        return ((phone ?? email) is null ? null : db.Add(new Contact(said.Name, phone, email, region)).Entity, false);
    }
}
