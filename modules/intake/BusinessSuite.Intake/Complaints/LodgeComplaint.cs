using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Contacts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

internal static class LodgeComplaintOperation
{
    /// <summary>Records a complaint that came by phone, at the desk or in writing. Who complained about the same within 90 days complains again: the earlier complaint opens again when it is closed and about the same application and person, as far as these are known, or else is linked.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="description">What happened, in the customer's words; at most 5000 characters.</param>
    /// <param name="remedySought">What the customer asks for; at most 5000 characters.</param>
    /// <param name="channel">By which way it came, for example PHONE or DESK.</param>
    /// <param name="contact">Who complains; left out when anonymous.</param>
    /// <param name="application">The application that it is about.</param>
    /// <param name="departmentId">The department that must answer; that of the application unless given.</param>
    /// <param name="aboutId">The person complained of; who answers for the application unless given.</param>
    [Mutation, Requires(Permissions.RecordComplaints)]
    public static Task<ReceivedComplaint> LodgeComplaint(
        ComplaintSubject subject, [Secret] string description, [Secret] string remedySought, string channel, ComplaintDesk desk, Caller caller, CancellationToken ct,
        Contact? contact = null, Application? application = null, Id<DepartmentRef>? departmentId = null, Id<EmployeeRef>? aboutId = null) =>
        desk.Receive(
            new(subject, ComplaintRules.Require(description, "description")!, ComplaintRules.Require(remedySought, "remedySought"), ComplaintRules.Require(channel, "channel")!)
            {
                ContactId = contact?.Id,
                ApplicationId = application?.Id,
                DepartmentId = departmentId?.Value ?? application?.DepartmentId,
                AboutId = aboutId?.Value ?? application?.ResponsibleId,
            },
            caller.EmployeeId, isKnown: true, ct);
}
