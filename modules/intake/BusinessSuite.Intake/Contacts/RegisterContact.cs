using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Contacts;

internal static class RegisterContactOperation
{
    /// <summary>Registers someone who asks or applies. Who is known by phone or e-mail address already is found, not doubled.</summary>
    /// <param name="name">The name.</param>
    /// <param name="phone">The phone number, in any writing.</param>
    /// <param name="email">The e-mail address.</param>
    [Mutation, Requires(Permissions.Receive)]
    public static async Task<Contact> RegisterContact(string name, IntakeDbContext db, CancellationToken ct, string? phone = null, string? email = null)
    {
        var contact = new Contact(name, phone, email);
        var known = await db.Contacts
            .Where(c => (contact.Phone != null && c.Phone == contact.Phone) || (contact.Email != null && c.Email == contact.Email))
            .OrderBy(c => c.MergedIntoId != null).ThenBy(c => c.Id).FirstOrDefaultAsync(ct);
        while (known?.MergedIntoId is { } survivor)
        {
            known = await db.Contacts.FirstAsync(c => c.Id == survivor, ct);
        }

        return known ?? contact;
    }
}
