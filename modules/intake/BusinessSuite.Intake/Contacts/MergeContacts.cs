using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Contacts;

internal static class MergeContactsOperation
{
    /// <summary>Says that two contacts are one. Both keep their histories, and unmergeContact parts them again. Who keeps away from one of them keeps away from the matters of both.</summary>
    /// <param name="duplicate">The contact that turned out to be the other.</param>
    /// <param name="survivor">The other.</param>
    [Mutation, Requires(Permissions.AdministerContacts)]
    public static Contact MergeContacts(Contact duplicate, Contact survivor, TimeProvider clock)
    {
        duplicate.MergeInto(survivor, clock.GetUtcNow());
        return survivor;
    }
}
