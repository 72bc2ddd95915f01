namespace BusinessSuite.Sdk;

/// <summary>Who is asking: a person, a service account, the suite itself, or nobody.</summary>
public sealed record Caller
{
    /// <summary>Nobody: not signed in.</summary>
    public static readonly Caller Nobody = new();

    /// <summary>The account, or null for nobody and for the suite itself.</summary>
    public Guid? UserId { get; init; }

    /// <summary>The account's name, or the name of the job.</summary>
    public string Name { get; init; } = "";

    /// <summary>The number of the employee behind the account, or else the name that the account signs in with.</summary>
    public string Number { get; init; } = "";

    /// <summary>The employee behind the account.</summary>
    public Guid? EmployeeId { get; init; }

    /// <summary>The departments that the employee belongs to or leads, and all below them.</summary>
    public IReadOnlyList<Guid> Departments { get; init; } = [];

    /// <summary>How confidential a thing the caller may read.</summary>
    public Confidentiality Clearance { get; init; }

    /// <summary>The granted permissions and how far each reaches. A grant of <c>*</c> is all permissions.</summary>
    public IReadOnlyDictionary<string, Scope> Grants { get; init; } = new Dictionary<string, Scope>();

    /// <summary>In whose place the caller stands. What comes of it is among the departments and the permissions, but each permission reaches only the departments of whose it is: <see cref="DepartmentsOf"/>.</summary>
    public IReadOnlyList<Deputyship> Deputizes { get; init; } = [];

    /// <summary>The caller as he would be if he stood in nobody's place; null when he stands in none.</summary>
    public Caller? Own { get; init; }

    /// <summary>Whether this is a service account.</summary>
    public bool IsService { get; init; }

    /// <summary>Whether this is the suite itself: a job or a reactor.</summary>
    public bool IsSystem { get; init; }

    /// <summary>The language of messages.</summary>
    public Language Language { get; init; }

    /// <summary>How far the permission reaches, or null without it.</summary>
    public Scope? ScopeOf(string permission) =>
        IsSystem || Grants.ContainsKey("*") ? Scope.All : Grants.TryGetValue(permission, out var scope) ? scope : null;

    /// <summary>Whether the caller has the permission at all.</summary>
    public bool May(string permission) => ScopeOf(permission) is not null;

    /// <summary>The departments that a permission reaches where it reaches departments: the caller's own where it is his own, and of each one in whose place he stands where it is that one's.</summary>
    public IReadOnlyList<Guid> DepartmentsOf(string permission) => Own is null
        ? Departments
        : [.. (Own.ScopeOf(permission) == Scope.Department ? Own.Departments : []).Union(Deputizes.Where(d => d.ScopeOf(permission) == Scope.Department).SelectMany(d => d.Departments))];

    /// <summary>In whose place the caller uses a permission on what belongs to a department; null when he has it there in his own right, or nobody whose place he holds has it there.</summary>
    public Guid? ActsFor(string permission, Guid? department)
    {
        bool Reaches(Scope? scope, IReadOnlyList<Guid> departments) => scope == Scope.All || (scope == Scope.Department && department is { } d && departments.Contains(d));
        return Own is null || Reaches(Own.ScopeOf(permission), Own.Departments)
            ? null
            : Deputizes.FirstOrDefault(d => Reaches(d.ScopeOf(permission), d.Departments))?.EmployeeId;
    }
}
