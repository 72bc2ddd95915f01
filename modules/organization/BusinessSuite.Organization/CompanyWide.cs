using BusinessSuite.Sdk;

namespace BusinessSuite.Organization;

/// <summary>What concerns the whole company is not done by who acts for some departments only.</summary>
internal static class CompanyWide
{
    /// <summary>Refuses a caller whose permission does not reach everywhere.</summary>
    public static void RequireEverywhere(this Caller caller, string permission)
    {
        if (caller.ScopeOf(permission) != Scope.All)
        {
            throw new RuleViolation(PlatformRules.OutOfScope);
        }
    }
}
