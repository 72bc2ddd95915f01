namespace BusinessSuite.Host.Graph;

/// <summary>From C# names to GraphQL names.</summary>
internal static class Names
{
    /// <summary>lowerCamelCase.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>The English plural.</summary>
    public static string Plural(string name) => name switch
    {
        [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => name[..^1] + "ies",
        _ when name.EndsWith('s') || name.EndsWith('x') || name.EndsWith("ch", StringComparison.Ordinal) || name.EndsWith("sh", StringComparison.Ordinal) => name + "es",
        _ => name + "s",
    };

    /// <summary>The name without the "Async" that C# methods may bear.</summary>
    public static string OfMethod(string name) => Camel(name.EndsWith("Async", StringComparison.Ordinal) ? name[..^5] : name);
}
