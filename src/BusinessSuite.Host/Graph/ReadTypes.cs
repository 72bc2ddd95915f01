using System.Reflection;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Graph;

/// <summary>The readable types by what stands for them in C#.</summary>
internal sealed class ReadTypes
{
    private readonly Dictionary<Type, ReadType> _byClr = [];
    private readonly Dictionary<string, ReadType> _byName = [];

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<ReadType> All => _byName.Values;

    /// <summary>Adds the type of an entity.</summary>
    public void Add(Type entity, ReadType type)
    {
        _byName.Add(type.Name, type);
        _byClr.Add(entity, type);
    }

    /// <summary>The type of that GraphQL name, or null.</summary>
    public ReadType? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The type of an entity or of the reference type that stands for it, or null.</summary>
    public ReadType? Find(Type type) =>
        _byClr.GetValueOrDefault(type) ?? (type.GetCustomAttribute<NodeTypeAttribute>() is { } node ? _byName.GetValueOrDefault(node.Name) : null);
}
