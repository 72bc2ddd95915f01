namespace BusinessSuite.Organization;

/// <summary>What may be done with the organization.</summary>
public static class Permissions
{
    /// <summary>Read the working calendar.</summary>
    public const string ReadCalendar = "organization.calendar.read";

    /// <summary>Change the working calendar.</summary>
    public const string AdministerCalendar = "organization.calendar.administer";

    /// <summary>Read departments, posts, duties, competences and teams.</summary>
    public const string ReadStructure = "organization.structure.read";

    /// <summary>Change departments, posts, duties, competences and teams.</summary>
    public const string AdministerStructure = "organization.structure.administer";

    /// <summary>Read employees, who holds which post, who is competent for what, and who is away.</summary>
    public const string ReadEmployees = "organization.employee.read";

    /// <summary>Register employees and give them posts.</summary>
    public const string AdministerEmployees = "organization.employee.administer";

    /// <summary>Assess what employees are competent for, and take it back.</summary>
    public const string AssessCompetences = "organization.competence.assess";

    /// <summary>Record absences and deputies.</summary>
    public const string RecordAbsences = "organization.absence.record";

    /// <summary>Read delegations.</summary>
    public const string ReadDelegations = "organization.delegation.read";

    /// <summary>Read who is cleared for what, and confidentiality agreements.</summary>
    public const string ReadClearances = "organization.clearance.read";

    /// <summary>Clear employees, and record confidentiality agreements.</summary>
    public const string AdministerClearances = "organization.clearance.administer";

    /// <summary>Read disciplinary cases.</summary>
    public const string ReadDiscipline = "organization.discipline.read";

    /// <summary>Read the scales of penalties.</summary>
    public const string ReadScales = "organization.scale.read";

    /// <summary>Report breaches of discipline.</summary>
    public const string ReportMisconduct = "organization.discipline.report";

    /// <summary>Bring disciplinary cases along, and publish scales of penalties.</summary>
    public const string AdministerDiscipline = "organization.discipline.administer";

    /// <summary>Decide disciplinary cases and appeals.</summary>
    public const string DecideDiscipline = "organization.discipline.decide";

    /// <summary>State, and appeal, in cases that concern oneself.</summary>
    public const string AnswerDiscipline = "organization.discipline.answer";

    /// <summary>Read policies and who acknowledged them.</summary>
    public const string ReadPolicies = "organization.policy.read";

    /// <summary>Publish policies.</summary>
    public const string AdministerPolicies = "organization.policy.administer";

    /// <summary>Acknowledge policies for oneself.</summary>
    public const string AcknowledgePolicies = "organization.policy.acknowledge";

    /// <summary>Read who joins, moves and leaves, and what employees have in their custody.</summary>
    public const string ReadStaffChanges = "organization.staffChange.read";

    /// <summary>Bring joiners, movers and leavers along their checklists, and keep custody.</summary>
    public const string AdministerStaffChanges = "organization.staffChange.administer";

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
