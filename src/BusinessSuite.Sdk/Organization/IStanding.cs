namespace BusinessSuite.Sdk;

/// <summary>Tells what an account stands for in the company. Implemented by the module that keeps the people.</summary>
public interface IStanding
{
    /// <summary>The standing of the account at that moment, or null when no employee belongs to it.</summary>
    Task<Standing?> Of(Guid userId, DateTimeOffset at, CancellationToken ct);
}

/// <summary>What an account stands for.</summary>
/// <param name="EmployeeId">The employee behind the account.</param>
/// <param name="Departments">The departments the employee belongs to, with all below those the employee leads.</param>
/// <param name="Roles">The roles that come with the employee's posts.</param>
/// <param name="Clearance">How confidential a thing the employee may read: as cleared, and bound by an agreement where that is needed.</param>
/// <param name="Number">The employee's number.</param>
public sealed record Standing(
    Guid EmployeeId, IReadOnlyList<Guid> Departments, IReadOnlyList<HeldRole> Roles, Confidentiality Clearance = Confidentiality.Internal, string Number = "")
{
    /// <summary>In whose place the employee stands at that moment.</summary>
    public IReadOnlyList<Deputyship> Deputizes { get; init; } = [];
}

/// <summary>What comes with standing in someone's place.</summary>
/// <param name="EmployeeId">In whose.</param>
/// <param name="Name">That one's name.</param>
/// <param name="Departments">The departments of that one's posts, with all below those he leads.</param>
/// <param name="Roles">The roles that come with that one's posts.</param>
public sealed record Deputyship(Guid EmployeeId, string Name, IReadOnlyList<Guid> Departments, IReadOnlyList<HeldRole> Roles)
{
    /// <summary>The permissions of those roles and how far each reaches: departments, those of the one in whose place it is. The suite looks them up.</summary>
    public IReadOnlyDictionary<string, Scope> Grants { get; init; } = new Dictionary<string, Scope>();

    /// <summary>How far a permission reaches that comes with it; null without it.</summary>
    public Scope? ScopeOf(string permission) => Grants.ContainsKey("*") ? Scope.All : Grants.TryGetValue(permission, out var scope) ? scope : null;
}

/// <summary>A role that comes with something.</summary>
/// <param name="Name">The role's name.</param>
/// <param name="Origin">What it comes with, for people: the post.</param>
public sealed record HeldRole(string Name, string Origin);
