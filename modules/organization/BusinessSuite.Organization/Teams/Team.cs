using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Teams;

/// <summary>A team (小组) of employees who do one kind of work, whatever their departments.</summary>
[Readable(Permissions.ReadStructure)]
internal sealed class Team : Entity
{
    /// <summary>The code, unique.</summary>
    [Sortable]
    public string Code { get; init; } = "";

    /// <summary>The name.</summary>
    public string Name { get; set; } = "";
}

/// <summary>A member of a team.</summary>
[Readable(Permissions.ReadStructure), Removable]
internal sealed class TeamMember : Entity
{
    /// <summary>The team.</summary>
    [Relation<Team>(Inverse = "members", InverseDescription = "The members of the team.")]
    public Guid TeamId { get; init; }

    /// <summary>The employee.</summary>
    [Relation<Employee>(Inverse = "teams", InverseDescription = "The teams of the employee.")]
    public Guid EmployeeId { get; init; }
}
