using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Contacts;

/// <summary>Looks through merges.</summary>
internal static class Survivors
{
    /// <summary>The keys of all contacts that are the same person.</summary>
    public static Task<List<Guid>> SamePerson(this IntakeDbContext db, Guid? contact, CancellationToken ct) =>
        db.Database.SqlQuery<Guid>($"select * from intake.same_person({contact}) as \"Value\"").ToListAsync(ct);

    /// <summary>The contact, or the one that it was merged into; null when there is none.</summary>
    public static async Task<Contact?> Surviving(this DbSet<Contact> contacts, Guid? id, CancellationToken ct)
    {
        var contact = await contacts.FirstOrDefaultAsync(c => c.Id == id, ct);
        while (contact?.MergedIntoId is { } survivor)
        {
            contact = await contacts.FirstAsync(c => c.Id == survivor, ct);
        }

        return contact;
    }

    /// <summary>Whom a message for the contact goes to, or for the one that it was merged into; null when no way leads there.</summary>
    /// <param name="contacts">The contacts.</param>
    /// <param name="id">The contact.</param>
    /// <param name="ways">The ways that are gone, the first choice first.</param>
    /// <param name="ct">Cancels the read.</param>
    public static async Task<Recipient?> Recipient(this DbSet<Contact> contacts, Guid? id, Func<Contact, IReadOnlyList<ContactPoint>> ways, CancellationToken ct) =>
        await contacts.Surviving(id, ct) is { } contact && ways(contact) is { Count: > 0 } routes ? new(contact.Name, contact.Language, routes) : null;
}
