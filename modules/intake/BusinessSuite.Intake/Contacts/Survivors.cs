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
}
