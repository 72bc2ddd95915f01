using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Contacts;

internal static class UnmergeContactOperation
{
    /// <summary>Parts a contact from the one that it was merged into. An address that both have is left to it, unless the other has no more.</summary>
    [Mutation, Requires(Permissions.AdministerContacts)]
    public static async Task<Contact> UnmergeContact(Contact contact, IntakeDbContext db, CancellationToken ct)
    {
        var survivor = await db.Contacts.Surviving(contact.MergedIntoId, ct);
        survivor?.Leave(contact);
        // Two may not have an address at a time, not even within the transaction.
        await db.SaveChangesAsync(ct);
        contact.Part();
        return contact;
    }
}
