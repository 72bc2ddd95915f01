namespace BusinessSuite.Organization;

/// <summary>What may be done with the organization.</summary>
public static class Permissions
{
    /// <summary>Read the working calendar.</summary>
    public const string ReadCalendar = "organization.calendar.read";

    /// <summary>Change the working calendar.</summary>
    public const string AdministerCalendar = "organization.calendar.administer";

    /// <summary>Read departments, posts, duties and teams.</summary>
    public const string ReadStructure = "organization.structure.read";

    /// <summary>Change departments, posts, duties and teams.</summary>
    public const string AdministerStructure = "organization.structure.administer";

    /// <summary>Read employees, who holds which post, and who is away.</summary>
    public const string ReadEmployees = "organization.employee.read";

    /// <summary>Register employees and give them posts.</summary>
    public const string AdministerEmployees = "organization.employee.administer";

    /// <summary>Record absences and deputies.</summary>
    public const string RecordAbsences = "organization.absence.record";

    /// <summary>Read delegations.</summary>
    public const string ReadDelegations = "organization.delegation.read";

    /// <summary>Delegate authority in writing, and take it back.</summary>
    public const string Delegate = "organization.delegation.administer";
}
