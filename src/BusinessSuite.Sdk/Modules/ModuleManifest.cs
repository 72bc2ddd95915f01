namespace BusinessSuite.Sdk;

/// <summary>The table of contents of a module, checked before the host starts.</summary>
/// <param name="Name">Lower-case name: the database schema, the prefix of permissions and of node ids.</param>
/// <param name="Version">The module's semantic version.</param>
/// <param name="Host">The host versions it runs on, as a NuGet version range. A module without one is refused.</param>
public sealed record ModuleManifest(string Name, string Version, string Host)
{
    /// <summary>The modules it stands on. A missing or unfitting one stops the start.</summary>
    public IReadOnlyList<ModuleDependency> DependsOn { get; init; } = [];

    /// <summary>The class of public constants that name the module's permissions (<c>module.object.action</c>).</summary>
    public Type? Permissions { get; init; }

    /// <summary>The clauses of the regulation that the module serves.</summary>
    public IReadOnlyList<string> Clauses { get; init; } = [];
}

/// <summary>A module that another one needs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Versions">The versions that fit, as a NuGet version range.</param>
public sealed record ModuleDependency(string Name, string Versions);
