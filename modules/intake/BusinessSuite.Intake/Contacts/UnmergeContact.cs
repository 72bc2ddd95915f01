using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Contacts;

internal static class UnmergeContactOperation
{
    /// <summary>Parts a contact from the one that it was merged into.</summary>
    [Mutation, Requires(Permissions.AdministerContacts)]
    public static Contact UnmergeContact(Contact contact)
    {
        contact.Part();
        return contact;
    }
}
