using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Teams;

internal static class AddTeamMemberOperation
{
    /// <summary>Puts an employee into a team; a member stays one.</summary>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static async Task<TeamMember> AddTeamMember(Team team, Employee employee, OrganizationDbContext db, CancellationToken ct) =>
        await db.TeamMembers.FirstOrDefaultAsync(m => m.TeamId == team.Id && m.EmployeeId == employee.Id, ct)
            ?? new() { TeamId = team.Id, EmployeeId = employee.Id };
}
