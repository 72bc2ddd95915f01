using BusinessSuite.Sdk;

namespace BusinessSuite.Organization;

/// <summary>Departments, posts, employees, duties and authority, absences, and the working calendar that all deadlines come from.</summary>
internal sealed class OrganizationModule : IModule
{
    public ModuleManifest Manifest { get; } = new("organization", "0.1.0", "[0.1,1.0)") { Permissions = typeof(Permissions) };
}
