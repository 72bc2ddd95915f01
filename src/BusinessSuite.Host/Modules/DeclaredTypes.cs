using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace BusinessSuite.Host.Modules;

/// <summary>
/// The types that are written in an assembly's source, but for those that a type has for itself alone (private ones within it). What the compiler
/// made of its lambdas and asynchronous methods is more than half of all; to look at it loads it, with whatever it keeps in fields: time of a start,
/// and memory for good.
/// </summary>
internal static class DeclaredTypes
{
    /// <summary>The types of an assembly that was loaded from a file.</summary>
    public static IReadOnlyList<Type> Of(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeDefinitions.Where(t => IsWritten(t, metadata)).Select(t => assembly.ManifestModule.ResolveType(MetadataTokens.GetToken(t)))];
    }

    private static bool IsWritten(TypeDefinitionHandle handle, MetadataReader metadata)
    {
        var type = metadata.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        return (type.Attributes & TypeAttributes.VisibilityMask) != TypeAttributes.NestedPrivate && !metadata.StringComparer.StartsWith(type.Name, "<") && (outer.IsNil || IsWritten(outer, metadata));
    }
}
