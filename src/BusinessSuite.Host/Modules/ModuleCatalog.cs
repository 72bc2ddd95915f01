using System.Reflection;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Modules;

/// <summary>A module with its assembly and what was found in it.</summary>
/// <param name="Module">The module.</param>
/// <param name="Assembly">Its assembly.</param>
/// <param name="Types">The types that are written in it.</param>
internal sealed record LoadedModule(IModule Module, Assembly Assembly, IReadOnlyList<Type> Types)
{
    /// <summary>Its manifest's name.</summary>
    public string Name => Module.Manifest.Name;

    /// <summary>Its database contexts.</summary>
    public IReadOnlyList<Type> Contexts { get; } = [.. Types.Where(t => t.IsSubclassOf(typeof(ModuleDbContext)) && !t.IsAbstract)];
}

/// <summary>The modules of this host in the order of their dependencies, the platform's own first.</summary>
internal sealed record ModuleCatalog(IReadOnlyList<LoadedModule> Modules);
