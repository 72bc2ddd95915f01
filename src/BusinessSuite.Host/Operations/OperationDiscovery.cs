using System.Reflection;
using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Operations;

/// <summary>Finds what modules can do: static methods marked as mutations, queries or computed fields.</summary>
internal static class OperationDiscovery
{
    private const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>All operations.</summary>
    /// <exception cref="ModuleRefusedException">Two share a name, or one names no permission.</exception>
    public static IReadOnlyList<OperationDescriptor> Mutations(ModuleCatalog catalog)
    {
        var found = new List<OperationDescriptor>();
        foreach (var (module, method) in Marked<MutationAttribute>(catalog))
        {
            var anonymous = method.IsDefined(typeof(AnonymousAttribute));
            var permission = method.GetCustomAttribute<RequiresAttribute>()?.Permission;
            if (permission is null != anonymous)
            {
                throw new ModuleRefusedException($"Module {module.Name}: the operation {method.Name} names no permission; mark it [Requires(...)], or [Anonymous] if everyone may.");
            }

            var parameters = method.GetParameters().Select(p => Parameter(p)).ToList();
            if (anonymous && parameters.Any(p => p.Source == ParameterSource.Entity))
            {
                throw new ModuleRefusedException($"Module {module.Name}: the operation {method.Name} is open to everyone and takes an entity by its id, which is no secret.");
            }

            found.Add(new(
                Names.OfMethod(method.Name), module, method, permission, method.GetCustomAttribute<MutationAttribute>()!.Historical, parameters,
                Result(method)));
        }

        RefuseDoubles(found.Select(o => (o.Name, o.Module.Name)), "operation");
        return found;
    }

    /// <summary>All root fields that functions answer.</summary>
    public static IReadOnlyList<QueryDescriptor> Queries(ModuleCatalog catalog)
    {
        var found = new List<QueryDescriptor>();
        foreach (var (module, method) in Marked<QueryAttribute>(catalog))
        {
            var anonymous = method.IsDefined(typeof(AnonymousAttribute));
            var permission = method.GetCustomAttribute<RequiresAttribute>()?.Permission;
            if (permission is null && !anonymous)
            {
                throw new ModuleRefusedException($"Module {module.Name}: the query {method.Name} names no permission; mark it [Requires(...)] or [Anonymous].");
            }

            found.Add(new(Names.OfMethod(method.Name), module, method, permission, [.. method.GetParameters().Select(p => Parameter(p, entities: false))], Result(method)));
        }

        RefuseDoubles(found.Select(o => (o.Name, o.Module.Name)), "query");
        return found;
    }

    /// <summary>All computed fields with the type that they extend.</summary>
    public static IEnumerable<(LoadedModule Module, MethodInfo Method, Type On)> Fields(ModuleCatalog catalog) =>
        Marked<FieldAttribute>(catalog).Select(f => (f.Module, f.Method, f.Method.GetCustomAttribute<FieldAttribute>()!.On));

    /// <summary>What a method answers, without its task.</summary>
    public static Type Result(MethodInfo method) =>
        method.ReturnType is { IsGenericType: true } task && (task.GetGenericTypeDefinition() == typeof(Task<>) || task.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? task.GetGenericArguments()[0]
            : method.ReturnType;

    /// <summary>The static methods with a mark.</summary>
    public static IEnumerable<(LoadedModule Module, MethodInfo Method)> Marked<T>(ModuleCatalog catalog) where T : Attribute =>
        from module in catalog.Modules
        from type in module.Types
        from method in type.GetMethods(AnyStatic)
        where method.IsDefined(typeof(T))
        select (module, method);

    private static OperationParameter Parameter(ParameterInfo parameter, bool entities = true)
    {
        var type = parameter.ParameterType;
        if (entities && typeof(Entity).IsAssignableFrom(type))
        {
            return new(parameter, ParameterSource.Entity, parameter.Name + "Id");
        }

        var isService = type == typeof(CancellationToken) || type == typeof(Caller) || typeof(TimeProvider).IsAssignableFrom(type)
            || typeof(DbContext).IsAssignableFrom(type) || (type.IsInterface && !InputTypes.IsList(type))
            || type.IsDefined(typeof(ProvidesAttribute)) || type.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) == true || type == typeof(ModuleCatalog);
        return isService ? new(parameter, ParameterSource.Service, "") : new(parameter, ParameterSource.Input, parameter.Name!);
    }

    /// <summary>Refuses two of one name.</summary>
    public static void RefuseDoubles(IEnumerable<(string Name, string Module)> found, string what)
    {
        if (found.GroupBy(f => f.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ModuleRefusedException($"The {what} {twice.Key} is declared twice, by {string.Join(" and ", twice.Select(t => "module " + t.Module))}.");
        }
    }
}

/// <summary>A root field that a function answers.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Module">Where it was found.</param>
/// <param name="Method">The static method.</param>
/// <param name="Permission">What the caller needs; null for everyone.</param>
/// <param name="Parameters">Its parameters in order.</param>
/// <param name="ResultType">What it answers; Task unwrapped.</param>
internal sealed record QueryDescriptor(
    string Name, LoadedModule Module, MethodInfo Method, string? Permission, IReadOnlyList<OperationParameter> Parameters, Type ResultType);
