using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Intake.Contacts;

internal static class RegisterContactOperation
{
    /// <summary>Registers someone who asks or applies. Who is known by phone or e-mail address already is found, not doubled; an address that was missing is taken over.</summary>
    /// <param name="name">The name.</param>
    /// <param name="phone">The phone number, in any writing.</param>
    /// <param name="email">The e-mail address.</param>
    /// <param name="language">The language to write in.</param>
    [Mutation, Requires(Permissions.Receive)]
    public static async Task<Contact> RegisterContact(
        string name, IntakeDbContext db, ILocks locks, IOptions<ContactOptions> options, CancellationToken ct, string? phone = null, string? email = null, Language language = Language.Zh)
    {
        var contact = new Contact(name, phone, email, options.Value.Region) { Language = language };
        await locks.TakeAddresses(contact, ct);
        var matching = await db.Contacts.Matching(contact).ToListAsync(ct);
        if (await db.Contacts.Surviving(matching.FirstOrDefault()?.Id, ct) is not { } known)
        {
            return contact;
        }

        // What another contact has is left to it, also one that was merged and may be parted again.
        bool Free(Func<Contact, string?> address) => matching.TrueForAll(c => c == known || address(c) != address(contact));
        known.Complete(Free(c => c.Phone) ? contact.Phone : null, Free(c => c.Email) ? contact.Email : null);
        return known;
    }
}
