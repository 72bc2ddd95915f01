using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Posts;

internal static class AssignPostOperation
{
    /// <summary>Gives an employee a post. A primary post that there is a checklist for is given by a staff change instead: startStaffChange.</summary>
    /// <param name="validFrom">The first day.</param>
    /// <param name="validUntil">The first day on which it does not hold any more.</param>
    /// <param name="isPrimary">Whether it is the employee's primary post; there is one at a time.</param>
    [Mutation, Requires(Permissions.AdministerEmployees)]
    public static async Task<PostHolding> AssignPost(
        Post post, Employee employee, DateOnly validFrom, WorkCalendars calendars, TimeProvider clock, CancellationToken ct, DateOnly? validUntil = null, bool isPrimary = true)
    {
        Period.Check(validFrom, validUntil);
        // What begins later takes effect on its day.
        if (isPrimary && validUntil is null && validFrom <= await calendars.Day(clock.GetUtcNow(), ct))
        {
            employee.DepartmentId = post.DepartmentId;
        }

        return new() { PostId = post.Id, EmployeeId = employee.Id, ValidFrom = validFrom, ValidUntil = validUntil, IsPrimary = isPrimary };
    }
}
