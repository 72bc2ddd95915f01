using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Intake.Contacts;

internal static class ChangeContactOperation
{
    /// <summary>
    /// Puts the name or an address of a contact right. An address that another contact has is refused: the two are merged instead. Messages that are
    /// under way still go to the address that they were written to.
    /// </summary>
    /// <param name="name">The name; as it was unless given.</param>
    /// <param name="phone">The phone number, in any writing; as it was unless given, none any more when empty.</param>
    /// <param name="email">The e-mail address; as it was unless given, none any more when empty.</param>
    [Mutation, Requires(Permissions.Receive)]
    public static Contact ChangeContact(Contact contact, IOptions<ContactOptions> options, string? name = null, string? phone = null, string? email = null)
    {
        contact.Change(name, phone, email, options.Value.Region);
        return contact;
    }
}
