using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Tasks;

/// <summary>The work that an employee who leaves must hand over: tasks, and inquiries to answer.</summary>
[Provides]
internal sealed class OpenWork(IntakeDbContext db) : ILeaverCheck
{
    public async Task<IReadOnlyList<OpenMatter>> Open(Guid employeeId, DateOnly on, CancellationToken ct)
    {
        var tasks = await db.Tasks.Where(t => t.AssigneeId == employeeId && t.Status == WorkTaskStatus.Assigned).Select(t => new OpenMatter("TASK", t.Name, t.Id)).ToListAsync(ct);
        var inquiries = await db.Inquiries.Where(i => i.ResponsibleId == employeeId && i.AnsweredAt == null).Select(i => new OpenMatter("INQUIRY", i.Question, i.Id)).ToListAsync(ct);
        return [.. tasks, .. inquiries];
    }
}
