using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Rectifications;

/// <summary>Lets only those judge a rectification who are not of the department that carries it out.</summary>
internal static class Outsiders
{
    /// <summary>Refuses who belongs to the department or to one below it, or leads it.</summary>
    /// <exception cref="RuleViolation">He does.</exception>
    public static async Task RequireOutside(this IntakeDbContext db, Rectification rectification, Caller by, DateTimeOffset at, CancellationToken ct)
    {
        if (by.Departments.Contains(rectification.DepartmentId)
            || await db.Database.SqlQuery<bool>($"select intake.belongs_within({by.EmployeeId}, {rectification.DepartmentId}, {at}) as \"Value\"").FirstAsync(ct))
        {
            throw new RuleViolation(RectificationRules.Outside);
        }
    }
}
