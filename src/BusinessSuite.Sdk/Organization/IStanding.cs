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
/// <param name="Roles">The names of the roles that the employee's posts and delegations carry.</param>
public sealed record Standing(Guid EmployeeId, IReadOnlyList<Guid> Departments, IReadOnlyList<string> Roles);
