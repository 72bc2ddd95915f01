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

    /// <summary>Read shifts, rosters, attendance, overtime and the limits of working time.</summary>
    public const string ReadTime = "organization.time.read";

    /// <summary>Set shifts, rosters and the limits of working time, and close months.</summary>
    public const string AdministerTime = "organization.time.administer";

    /// <summary>Read types, requests, rules and the ledger of leave.</summary>
    public const string ReadLeave = "organization.leave.read";

    /// <summary>Ask for leave.</summary>
    public const string RequestLeave = "organization.leave.request";

    /// <summary>Approve, refuse and cancel leave.</summary>
    public const string ApproveLeave = "organization.leave.approve";

    /// <summary>Set types and rules of leave, grant it, and record service.</summary>
    public const string AdministerLeave = "organization.leave.administer";

    /// <summary>Ask for overtime.</summary>
    public const string RequestOvertime = "organization.overtime.request";

    /// <summary>Approve, refuse and cancel overtime.</summary>
    public const string ApproveOvertime = "organization.overtime.approve";

    /// <summary>Take clock events from devices.</summary>
    public const string RecordClockEvents = "organization.clock.record";

    /// <summary>Ask for corrections of attendance.</summary>
    public const string RequestCorrections = "organization.correction.request";

    /// <summary>Approve and refuse corrections of attendance.</summary>
    public const string ApproveCorrections = "organization.correction.approve";
}
