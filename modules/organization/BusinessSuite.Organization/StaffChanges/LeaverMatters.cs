using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.StaffChanges;

internal static class LeaverMattersQuery
{
    /// <summary>Everything that stands against an employee's release: delegations, absences in which he stands in, permissions, custody, cash, loans, and what other modules entrusted to him: applications, tasks, inquiries, complaints, rectifications, escalations. Of what is secret it tells only how much of its kind is open, with the employee for its record.</summary>
    /// <param name="employeeId">The employee.</param>
    /// <param name="on">The first day after.</param>
    [Query, Requires(Permissions.ReadStaffChanges)]
    public static async Task<IReadOnlyList<OpenMatter>> LeaverMatters(Id<Employee> employeeId, DateOnly on, OrganizationDbContext db, Leavers leavers, CancellationToken ct) =>
        await leavers.Open(await db.Employees.FirstOrDefaultAsync(e => e.Id == employeeId.Value, ct) ?? throw new RuleViolation(PlatformRules.NotFound), on, ct);
}
