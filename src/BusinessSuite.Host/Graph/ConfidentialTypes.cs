using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Graph;

/// <summary>The types that have something confidential.</summary>
[Provides]
internal sealed class ConfidentialTypes(SuiteSchema schema)
{
    /// <summary>Whether rows or fields of that GraphQL type are confidential.</summary>
    public bool Has(string type) => schema.Model.Find(type) is { } found && (found.Secrecy is not null || found.Fields.Values.Any(f => f.Secrecy is not null));
}
