using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Contacts;

/// <summary>Looks through merges.</summary>
internal static class Survivors
{
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
}
