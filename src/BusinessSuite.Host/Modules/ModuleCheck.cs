using System.Reflection;
using BusinessSuite.Sdk;
using NuGet.Versioning;

namespace BusinessSuite.Host.Modules;

/// <summary>Refuses modules that do not fit, with a sentence that names who wants what and what was found.</summary>
internal static class ModuleCheck
{
    /// <summary>The modules, each after those it depends on.</summary>
    /// <exception cref="ModuleRefusedException">A version or a dependency does not fit.</exception>
    public static IReadOnlyList<IModule> InOrder(IReadOnlyList<IModule> modules)
    {
        foreach (var twice in modules.GroupBy(m => m.Manifest.Name).Where(g => g.Count() > 1))
        {
            throw new ModuleRefusedException($"Two modules are named {twice.Key}: {string.Join(" and ", twice.Select(m => m.GetType().Assembly.GetName().Name))}.");
        }

        var byName = modules.ToDictionary(m => m.Manifest.Name);
        foreach (var manifest in modules.Select(m => m.Manifest))
        {
            Version(manifest.Name, manifest.Version);
            Fits(manifest.Name, "the host", manifest.Host, PlatformModule.HostVersion);
            foreach (var wanted in manifest.DependsOn)
            {
                var found = byName.GetValueOrDefault(wanted.Name)
                    ?? throw new ModuleRefusedException($"Module {manifest.Name} needs module {wanted.Name} {wanted.Versions}, which is not installed or is disabled.");
                Fits(manifest.Name, $"module {wanted.Name}", wanted.Versions, found.Manifest.Version);
            }
        }

        var ordered = new List<IModule>();
        foreach (var module in modules.OrderBy(m => m is PlatformModule ? 0 : 1).ThenBy(m => m.Manifest.Name, StringComparer.Ordinal))
        {
            Visit(module, []);
        }

        return ordered;

        void Visit(IModule module, List<string> path)
        {
            var name = module.Manifest.Name;
            if (path.Contains(name))
            {
                throw new ModuleRefusedException($"Modules depend on each other in a circle: {string.Join(" -> ", path.SkipWhile(p => p != name).Append(name))}.");
            }

            if (ordered.Contains(module))
            {
                return;
            }

            foreach (var wanted in module.Manifest.DependsOn)
            {
                Visit(byName[wanted.Name], [.. path, name]);
            }

            ordered.Add(module);
        }
    }

    /// <summary>Checks permissions and schemas.</summary>
    /// <exception cref="ModuleRefusedException">One is declared twice or under a foreign name.</exception>
    public static void Declarations(ModuleCatalog catalog)
    {
        foreach (var module in catalog.Modules)
        {
            var declared = Permissions(module).ToList();
            foreach (var permission in declared.Where(p => !p.StartsWith(module.Name + ".", StringComparison.Ordinal) || p.Split('.').Length != 3))
            {
                throw new ModuleRefusedException($"Module {module.Name} declares the permission {permission}; its permissions read {module.Name}.<object>.<action>.");
            }

            if (declared.GroupBy(p => p).FirstOrDefault(g => g.Count() > 1) is { } twice)
            {
                throw new ModuleRefusedException($"Module {module.Name} declares the permission {twice.Key} twice.");
            }

            var used = from type in module.Types
                       from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                       let requires = method.GetCustomAttribute<RequiresAttribute>()
                       where requires is not null
                       select (method.Name, requires.Permission);
            var readable = from type in module.Types
                           let r = type.GetCustomAttribute<ReadableAttribute>()
                           where r is not null
                           select (type.Name, r.Permission);
            foreach (var (name, permission) in used.Concat(readable).Where(u => !declared.Contains(u.Permission)))
            {
                throw new ModuleRefusedException($"Module {module.Name}: {name} needs the permission {permission}, which the module does not declare.");
            }
        }
    }

    /// <summary>The permissions that a module declares.</summary>
    public static IEnumerable<string> Permissions(LoadedModule module) =>
        (module.Module.Manifest.Permissions?.GetFields(BindingFlags.Public | BindingFlags.Static) ?? [])
            .Where(f => f.IsLiteral && f.FieldType == typeof(string)).Select(f => (string)f.GetRawConstantValue()!);

    private static NuGetVersion Version(string module, string version) => NuGetVersion.TryParse(version, out var parsed)
        ? parsed
        : throw new ModuleRefusedException($"Module {module} states the version '{version}', which is not a semantic version.");

    private static void Fits(string module, string what, string wanted, string found)
    {
        if (string.IsNullOrWhiteSpace(wanted) || !VersionRange.TryParse(wanted, out var range))
        {
            throw new ModuleRefusedException($"Module {module} does not say which versions of {what} it fits ('{wanted}' is no version range).");
        }

        if (!range.Satisfies(NuGetVersion.Parse(found)))
        {
            throw new ModuleRefusedException($"Module {module} fits {what} {wanted}, but {found} was found.");
        }
    }
}
