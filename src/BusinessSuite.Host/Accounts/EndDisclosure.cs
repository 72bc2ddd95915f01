using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Accounts;

internal static class EndDisclosureOperation
{
    /// <summary>Takes a disclosure back, from now on.</summary>
    [Mutation, Requires(SuitePermissions.Disclose)]
    public static RecordDisclosure EndDisclosure(RecordDisclosure recordDisclosure, TimeProvider clock)
    {
        recordDisclosure.EndedAt ??= clock.GetUtcNow();
        return recordDisclosure;
    }
}
