using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Contacts;

internal static class SetContactPreferencesOperation
{
    /// <summary>Notes how a contact wants to be reached.</summary>
    /// <param name="channels">The channels in the order that the contact prefers, for example MAIL, SMS, PHONE; those not named come after.</param>
    /// <param name="language">The language to write in.</param>
    [Mutation, Requires(Permissions.Receive)]
    public static Contact SetContactPreferences(Contact contact, IReadOnlyList<string> channels, Language language)
    {
        contact.Prefer(channels);
        contact.Language = language;
        return contact;
    }
}
