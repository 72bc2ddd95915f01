using BusinessSuite.Intake.Complaints;
using BusinessSuite.Intake.Escalations;
using BusinessSuite.Intake.Rectifications;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>
/// The work that an employee who leaves must hand over: applications, tasks, also those that others have while he is away,
/// inquiries, complaints as handler or investigator, rectifications, and escalations that wait for his answer.
/// </summary>
[Provides]
internal sealed class OpenWork(IntakeDbContext db) : ILeaverCheck
{
    public async Task<IReadOnlyList<OpenMatter>> Open(Guid employeeId, DateOnly on, CancellationToken ct)
    {
        var applications = await (
            from application in db.Applications
            join type in db.ApplicationTypes on application.TypeId equals type.Id
            where application.ResponsibleId == employeeId && application.EndedAt == null
            select new OpenMatter("APPLICATION", application.Number ?? type.Name, application.Id)).ToListAsync(ct);
        var tasks = await db.Tasks.Where(t => (t.AssigneeId == employeeId || t.OnBehalfOfId == employeeId) && t.Status == WorkTaskStatus.Assigned)
            .Select(t => new OpenMatter("TASK", t.Name, t.Id)).ToListAsync(ct);
        // What a customer asked is for those who answer.
        var inquiries = await db.Inquiries.Where(i => i.ResponsibleId == employeeId && i.AnsweredAt == null).Select(i => new OpenMatter("INQUIRY", i.Channel, i.Id)).ToListAsync(ct);
        // A complaint that came again gets its handler, and one that is contested its investigator, anew.
        var complaints = await db.Complaints
            .Where(c => (c.HandlerId == employeeId && c.Status != ComplaintStatus.Received && c.Status != ComplaintStatus.Closed)
                || (c.InvestigatorId == employeeId && c.Status == ComplaintStatus.Investigating))
            .Select(c => new OpenMatter("COMPLAINT", c.Number, c.Id, c.Level)).ToListAsync(ct);
        var rectifications = await (
            from rectification in db.Rectifications
            join complaint in db.Complaints on rectification.ComplaintId equals complaint.Id
            where rectification.OwnerId == employeeId && rectification.Status == RectificationStatus.Planned
            select new OpenMatter("RECTIFICATION", complaint.Number, rectification.Id, complaint.Level)).ToListAsync(ct);
        var escalations = await (
            from escalation in db.Escalations
            join application in db.Applications on escalation.ApplicationId equals application.Id
            join type in db.ApplicationTypes on application.TypeId equals type.Id
            where escalation.RecipientId == employeeId && (escalation.Status == EscalationStatus.Open || escalation.Status == EscalationStatus.Acknowledged)
            select new OpenMatter("ESCALATION", application.Number ?? type.Name, escalation.Id)).ToListAsync(ct);
        return [.. applications, .. tasks, .. inquiries, .. complaints, .. rectifications, .. escalations];
    }
}
