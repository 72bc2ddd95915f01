using System.Reflection;
using System.Runtime.Loader;
using BusinessSuite.Host.Audit;
using BusinessSuite.Host.Data;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Modules;

/// <summary>Finds the modules, checks that they fit, and registers what they declare.</summary>
internal static class ModuleLoading
{
    /// <summary>Loads the modules of this installation and those in the plug-in folder.</summary>
    /// <exception cref="ModuleRefusedException">They do not fit together.</exception>
    public static ModuleCatalog AddModules(this WebApplicationBuilder builder)
    {
        var disabled = builder.Configuration.GetSection("Modules:Disabled").Get<string[]>() ?? [];
        var plugins = builder.Configuration["Plugins"] ?? Path.Combine(builder.Environment.ContentRootPath, "plugins");
        List<Assembly> assemblies = [typeof(PlatformModule).Assembly, .. OwnAssemblies(), .. PluginAssemblies(plugins)];
        var types = assemblies.ToDictionary(a => a, DeclaredTypes.Of);
        var modules = Instances(types.Values.SelectMany(t => t)).Where(m => !disabled.Contains(m.Manifest.Name)).ToList();
        var catalog = new ModuleCatalog([.. ModuleCheck.InOrder(modules).Select(m => new LoadedModule(m, m.GetType().Assembly, types[m.GetType().Assembly]))]);
        ModuleCheck.Declarations(catalog);
        builder.Services.AddSingleton(catalog);
        Register(builder.Services, catalog);
        foreach (var module in modules)
        {
            module.Configure(builder.Services, builder.Configuration);
        }

        return catalog;
    }

    private static IEnumerable<Assembly> OwnAssemblies() =>
        from file in Directory.EnumerateFiles(AppContext.BaseDirectory, "BusinessSuite.*.dll").Order(StringComparer.Ordinal)
        let name = Path.GetFileNameWithoutExtension(file)
        where !name.EndsWith(".Contracts", StringComparison.Ordinal) && !name.EndsWith("Tests", StringComparison.Ordinal) && !name.StartsWith("BusinessSuite.Tools.", StringComparison.Ordinal)
            && name is not ("BusinessSuite.Sdk" or "BusinessSuite.Reads" or "BusinessSuite.Host" or "BusinessSuite.Testing")
        select Assembly.Load(name);

    private static IEnumerable<Assembly> PluginAssemblies(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(PluginContext.Load)
        : [];

    private static List<IModule> Instances(IEnumerable<Type> types)
    {
        var services = new ServiceCollection();
        services.Scan(s => s.FromTypes(types).AddClasses(c => c.AssignableTo<IModule>(), publicOnly: false).As<IModule>().WithSingletonLifetime());
        using var provider = services.BuildServiceProvider();
        return [.. provider.GetServices<IModule>()];
    }

    private static void Register(IServiceCollection services, ModuleCatalog catalog)
    {
        services.AddScoped<ScopedConnection>();
        services.AddScoped<AuditTrail>();
        services.AddScoped(_ => new Disclosure());
        services.Scan(s => s.FromTypes(catalog.Modules.SelectMany(m => m.Types))
            .AddClasses(c => c.AssignableTo(typeof(IHandle<>)), publicOnly: false).AsSelfWithInterfaces().WithScopedLifetime()
            .AddClasses(c => c.AssignableTo(typeof(IReact<>)), publicOnly: false).AsSelfWithInterfaces().WithScopedLifetime()
            .AddClasses(c => c.AssignableToAny(typeof(IRecurringJob), typeof(IRecurringParts)), publicOnly: false).AsSelf().WithScopedLifetime()
            .AddClasses(c => c.WithAttribute<ProvidesAttribute>(), publicOnly: false).AsSelfWithInterfaces().WithScopedLifetime());
        foreach (var module in catalog.Modules)
        {
            foreach (var context in module.Contexts)
            {
                typeof(ModuleLoading).GetMethod(nameof(AddContext), BindingFlags.Static | BindingFlags.NonPublic)!
                    .MakeGenericMethod(context).Invoke(null, [services, module.Name]);
            }
        }
    }

    private static void AddContext<T>(IServiceCollection services, string schema) where T : ModuleDbContext =>
        services.AddDbContext<T>((s, o) =>
        {
            SuiteDbOptions.Configure(o, s.GetRequiredService<ScopedConnection>().Connection, schema);
            o.AddInterceptors(s.GetRequiredService<AuditTrail>());
        });
}

/// <summary>Where a plug-in's assemblies live: its own, except those that the host shares with it.</summary>
internal sealed class PluginContext : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver _resolver;

    private PluginContext(string path) : base(Path.GetFileNameWithoutExtension(path)) => _resolver = new(path);

    /// <summary>Loads the plug-in of a folder: the assembly that bears the folder's name, or the only one with a deps file.</summary>
    /// <exception cref="ModuleRefusedException">The folder holds no plug-in.</exception>
    public static Assembly Load(string folder)
    {
        var main = Directory.EnumerateFiles(folder, "*.deps.json").Select(f => f.Replace(".deps.json", ".dll", StringComparison.Ordinal)).FirstOrDefault(File.Exists)
            ?? throw new ModuleRefusedException($"The plug-in folder {Path.GetFileName(folder)} holds no assembly with its .deps.json; copy the build output of the module there.");
        return new PluginContext(main).LoadFromAssemblyPath(Path.GetFullPath(main));
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // What the host has, it shares: the Sdk and its dependencies must be the same types on both sides.
        try
        {
            return Default.LoadFromAssemblyName(assemblyName);
        }
        catch (FileNotFoundException)
        {
            return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
        }
    }
}
