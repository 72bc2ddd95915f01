using BusinessSuite.Sdk;

namespace BusinessSuite.Authorization.Tests;

/// <summary>Someone who asks, with what was granted.</summary>
/// <param name="Name">What the role is called in a report.</param>
/// <param name="Grants">The permissions and how far each reaches; <c>*</c> is all.</param>
internal sealed record Asker(string Name, IReadOnlyDictionary<string, Scope> Grants)
{
    /// <summary>Someone who did not sign in.</summary>
    public static readonly Asker Nobody = new("nobody", new Dictionary<string, Scope>());

    /// <summary>The key or token that is sent; null for nobody.</summary>
    public string? Secret { get; init; }

    /// <summary>How far a permission reaches, or null without it.</summary>
    public Scope? Reach(string permission) => Grants.ContainsKey("*") ? Scope.All : Grants.TryGetValue(permission, out var scope) ? scope : null;

    /// <summary>The roles of the matrix: none, everything, all permissions and each alone with each reach, and mixtures.</summary>
    public static IEnumerable<Asker> All(IReadOnlyList<string> permissions)
    {
        Scope[] scopes = [Scope.Own, Scope.Department, Scope.All];
        yield return Nobody;
        yield return new("no permission", new Dictionary<string, Scope>());
        yield return new("*", new Dictionary<string, Scope> { ["*"] = Scope.All });
        foreach (var scope in scopes)
        {
            yield return new($"everything {scope}", permissions.ToDictionary(p => p, _ => scope));
            foreach (var permission in permissions)
            {
                yield return new($"{permission} {scope}", new Dictionary<string, Scope> { [permission] = scope });
            }
        }

        // The same mixtures in every run.
        var random = new Random(31);
        for (var i = 0; i < 4; i++)
        {
            yield return new($"mixture {i}", permissions.Where(_ => random.Next(4) > 0).ToDictionary(p => p, _ => scopes[random.Next(3)]));
        }
    }

    /// <summary>The role that has everything but one permission.</summary>
    public static Asker Without(string permission, IEnumerable<string> permissions) =>
        new($"everything but {permission}", permissions.Where(p => p != permission).ToDictionary(p => p, _ => Scope.All));
}
