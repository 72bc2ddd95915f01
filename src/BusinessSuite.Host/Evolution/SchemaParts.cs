using System.Security.Cryptography;
using System.Text;
using GraphQL.Types;

namespace BusinessSuite.Host.Evolution;

/// <summary>The parts of a schema that documents name.</summary>
internal static class SchemaParts
{
    /// <summary>The coordinates of all fields, arguments, input fields and enumeration values.</summary>
    public static string[] Coordinates(ISchema schema) => [.. Of(schema).Select(p => p.Coordinate)];

    /// <summary>Of schemas with the same one the same documents are valid: it is of the parts and their types, not of what is said about them.</summary>
    public static string Fingerprint(ISchema schema)
    {
        var parts = Of(schema).Select(p => $"{p.Coordinate}: {p.Type}").Concat(
            schema.AllTypes.OfType<IAbstractGraphType>().SelectMany(i => i.PossibleTypes.Select(t => $"{t.Name} is {i.Name}")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.Order(StringComparer.Ordinal)))));
    }

    private static IEnumerable<(string Coordinate, string Type)> Of(ISchema schema) => schema.AllTypes.SelectMany<IGraphType, (string, string)>(t => t switch
    {
        IComplexGraphType type => type.Fields.SelectMany(f => (f.Arguments ?? []).Select(a => ($"{t.Name}.{f.Name}({a.Name}:)", Type(a.ResolvedType, a.DefaultValue)))
            .Append(($"{t.Name}.{f.Name}", Type(f.ResolvedType, f.DefaultValue)))),
        EnumerationGraphType type => type.Values.Select(v => ($"{t.Name}.{v.Name}", "")),
        _ => [],
    });

    /// <summary>What may be left out is another type: which value stands for it then is not.</summary>
    private static string Type(IGraphType? type, object? value) => value is null ? $"{type}" : $"{type} = ...";
}
