using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Departments;

internal static class CreateDepartmentOperation
{
    /// <summary>Makes a department from a date on.</summary>
    /// <param name="code">The code, unique.</param>
    /// <param name="name">The name.</param>
    /// <param name="validFrom">The first day.</param>
    /// <param name="parent">The department above; none at the top.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static Department CreateDepartment(string code, string name, DateOnly validFrom, OrganizationDbContext db, Department? parent = null)
    {
        var department = new Department { Code = code, Name = name };
        db.Add(department);
        db.Add(new DepartmentPlacement { DepartmentId = department.Id, Name = name, ParentId = parent?.Id, ValidFrom = validFrom });
        return department;
    }
}
