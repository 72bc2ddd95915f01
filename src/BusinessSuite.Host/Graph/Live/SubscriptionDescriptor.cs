using System.Reflection;
using System.Text.Json;
using BusinessSuite.Host.Modules;
using BusinessSuite.Host.Operations;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Graph.Live;

/// <summary>A subscription found in a module.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Module">Where it was found.</param>
/// <param name="Method">The static method.</param>
/// <param name="Permission">What the subscriber needs.</param>
/// <param name="Event">The event that it follows.</param>
/// <param name="Selects">The members of the event that arguments of the same name select by.</param>
/// <param name="ResultType">The entity, or its id, that it answers.</param>
internal sealed record SubscriptionDescriptor(
    string Name, LoadedModule Module, MethodInfo Method, string Permission, Type Event, IReadOnlyList<PropertyInfo> Selects, Type ResultType)
{
    /// <summary>The arguments: all parameters behind the event.</summary>
    public IReadOnlyList<ParameterInfo> Arguments { get; } = Method.GetParameters()[1..];

    /// <summary>Finds the subscriptions of all modules.</summary>
    /// <exception cref="ModuleRefusedException">One follows no event or names no permission.</exception>
    public static IReadOnlyList<SubscriptionDescriptor> Find(ModuleCatalog catalog)
    {
        var found = OperationDiscovery.Marked<SubscriptionAttribute>(catalog).Select(m => Of(m.Module, m.Method)).ToList();
        OperationDiscovery.RefuseDoubles(found.Select(s => (s.Name, s.Module.Name)), "subscription");
        return found;
    }

    /// <summary>What a subscriber with those arguments selects events by.</summary>
    public string KeyOf(IReadOnlyList<object?> arguments) =>
        string.Join('|', Selects.Select(s => Text(Selected(arguments, s))));

    /// <summary>What an event is selected by.</summary>
    public string KeyOf(IEvent happened) => string.Join('|', Selects.Select(s => Text(s.GetValue(happened))));

    /// <summary>What an event that the arguments select contains, as JSON of the log.</summary>
    public string Pattern(IReadOnlyList<object?> arguments) =>
        JsonSerializer.Serialize(Selects.ToDictionary(s => s.Name, s => Selected(arguments, s)));

    /// <summary>The key of the entity to tell of; null for nobody.</summary>
    public Guid? About(IEvent happened, IReadOnlyList<object?> arguments) => Method.Invoke(null, [happened, .. arguments]) switch
    {
        null => null,
        Entity entity => entity.Id,
        var id => (Guid)id.GetType().GetProperty(nameof(Id<>.Value))!.GetValue(id)!,
    };

    /// <summary>The form of what a subscriber is told.</summary>
    public ObjectShape Shape(EntityShape entity)
    {
        var shape = new ObjectShape(char.ToUpperInvariant(Name[0]) + Name[1..] + "Event", $"What {Name} tells.");
        foreach (var member in new[]
        {
            new ValueMember("cursor", "The event's place in the log of events. Subscribe again after it, and nothing in between is lost.", new ScalarShape(ScalarKind.Text), false, v => ((Told)v).Event.Cursor),
            new("at", "When it happened.", new ScalarShape(ScalarKind.DateTime), false, v => ((Told)v).Event.At),
            new(entity.Type.Single, "What it is about, as it is now.", entity with { Key = v => (Guid)v }, true, v => ((Told)v).About),
        })
        {
            shape.Members.Add(member.Name, member);
        }

        return shape;
    }

    private static SubscriptionDescriptor Of(LoadedModule module, MethodInfo method)
    {
        var parameters = method.GetParameters();
        if (parameters.Length == 0 || !parameters[0].ParameterType.IsAssignableTo(typeof(IEvent)))
        {
            throw new ModuleRefusedException($"Module {module.Name}: the first parameter of the subscription {method.Name} must be the event that it follows.");
        }

        var permission = method.GetCustomAttribute<RequiresAttribute>()?.Permission
            ?? throw new ModuleRefusedException($"Module {module.Name}: the subscription {method.Name} names no permission; mark it [Requires(...)].");
        var result = Nullable.GetUnderlyingType(method.ReturnType) ?? method.ReturnType;
        if (!result.IsSubclassOf(typeof(Entity)) && !InputTypes.IsId(result))
        {
            throw new ModuleRefusedException($"Module {module.Name}: the subscription {method.Name} must return an entity or its id.");
        }

        var happened = parameters[0].ParameterType;
        return new(
            Names.OfMethod(method.Name), module, method, permission, happened,
            [.. happened.GetProperties().Where(p => parameters.Skip(1).Any(a => a.Name == Names.Camel(p.Name)))], result);
    }

    private object? Selected(IReadOnlyList<object?> arguments, PropertyInfo member)
    {
        var value = arguments[Arguments.TakeWhile(a => a.Name != Names.Camel(member.Name)).Count()];
        return value is not null && InputTypes.IsId(value.GetType()) ? value.GetType().GetProperty(nameof(Id<>.Value))!.GetValue(value) : value;
    }

    private static string Text(object? value) => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
}

/// <summary>An event on its way to a subscriber.</summary>
/// <param name="Event">What the log says of it.</param>
/// <param name="Happened">The event itself.</param>
/// <param name="About">The entity to tell of, once it is known.</param>
internal sealed record Told(LoggedEvent Event, IEvent Happened, Guid? About = null);
