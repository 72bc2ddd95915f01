using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Posts;

internal static class AssignPostOperation
{
    /// <summary>Gives an employee a post.</summary>
    /// <param name="validFrom">The first day.</param>
    /// <param name="validUntil">The first day on which it does not hold any more.</param>
    /// <param name="isPrimary">Whether it is the employee's primary post; there is one at a time.</param>
    [Mutation, Requires(Permissions.AdministerEmployees)]
    public static PostHolding AssignPost(Post post, Employee employee, DateOnly validFrom, DateOnly? validUntil = null, bool isPrimary = true)
    {
        Period.Check(validFrom, validUntil);
        if (isPrimary && validUntil is null)
        {
            employee.DepartmentId = post.DepartmentId;
        }

        return new() { PostId = post.Id, EmployeeId = employee.Id, ValidFrom = validFrom, ValidUntil = validUntil, IsPrimary = isPrimary };
    }
}
