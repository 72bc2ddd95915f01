using BusinessSuite.Intake.Rectifications;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Complaints;

/// <summary>What a complaint can be late with.</summary>
public enum ComplaintDuty
{
    /// <summary>To acknowledge its receipt.</summary>
    Acknowledge,

    /// <summary>To assess it once it is acknowledged; to go on with it once the customer contested the response.</summary>
    Assess,

    /// <summary>The answer of the department that it was forwarded to.</summary>
    Answer,

    /// <summary>The response to the customer.</summary>
    Respond,

    /// <summary>A rectification.</summary>
    Rectify,
}

/// <summary>A complaint that is late.</summary>
/// <param name="Complaint">The complaint.</param>
/// <param name="Duty">What it is late with.</param>
/// <param name="Due">Until when it had to be done.</param>
/// <param name="LateBy">How late it is, in working time.</param>
internal sealed record OverdueComplaint(Id<Complaint> Complaint, ComplaintDuty Duty, DateTimeOffset Due, TimeSpan LateBy);

/// <summary>What a complaint is late with.</summary>
internal sealed class LateDuty
{
    /// <summary>The complaint.</summary>
    public Guid Id { get; init; }

    /// <summary>What it is late with.</summary>
    public ComplaintDuty Duty { get; init; }

    /// <summary>Until when it had to be done.</summary>
    public DateTimeOffset Due { get; init; }
}

internal static class OverdueComplaintsQuery
{
    /// <summary>Which complaints are late, by the working calendar, and with what: the latest first. Whoever may read complaints sees those of the own departments.</summary>
    /// <param name="departmentId">Of one department only.</param>
    /// <param name="duty">Late with this only.</param>
    [Query, Requires(Permissions.ReadFeedback)]
    public static async Task<IReadOnlyList<OverdueComplaint>> OverdueComplaints(
        IntakeDbContext db, IWorkCalendar calendar, TimeProvider clock, CancellationToken ct, Id<DepartmentRef>? departmentId = null, ComplaintDuty? duty = null)
    {
        var now = clock.GetUtcNow();
        var department = departmentId?.Value;
        var found = new List<OverdueComplaint>();
        foreach (var one in await db.Late(db.Complaints.Where(c => department == null || c.DepartmentId == department), now).Where(l => duty == null || l.Duty == duty).OrderBy(l => l.Due).ThenBy(l => l.Id).Take(Most).ToListAsync(ct))
        {
            found.Add(new(new(one.Id), one.Duty, one.Due, await calendar.Elapsed(one.Due, now, ct)));
        }

        return found;
    }

    /// <summary>What is late of some complaints.</summary>
    public static IQueryable<LateDuty> Late(this IntakeDbContext db, IQueryable<Complaint> complaints, DateTimeOffset now) =>
        complaints.Where(c => c.Status == ComplaintStatus.Received && c.AcknowledgeBy < now).Select(c => new LateDuty { Id = c.Id, Duty = ComplaintDuty.Acknowledge, Due = c.AcknowledgeBy })
            .Concat(complaints.Where(c => (c.Status == ComplaintStatus.Acknowledged || c.Status == ComplaintStatus.Contested) && c.AssessBy < now)
                .Select(c => new LateDuty { Id = c.Id, Duty = ComplaintDuty.Assess, Due = c.AssessBy!.Value }))
            .Concat(
                from c in complaints
                join f in db.ComplaintForwardings on c.Id equals f.ComplaintId
                where f.AnsweredAt == null && f.AnswerBy < now
                select new LateDuty { Id = c.Id, Duty = ComplaintDuty.Answer, Due = f.AnswerBy })
            .Concat(complaints.Where(c => (c.Status == ComplaintStatus.Assessed || c.Status == ComplaintStatus.Investigating) && c.RespondBy < now)
                .Select(c => new LateDuty { Id = c.Id, Duty = ComplaintDuty.Respond, Due = c.RespondBy!.Value }))
            // Several rectifications may have the same term.
            .Union(
                from c in complaints
                join r in db.Rectifications on c.Id equals r.ComplaintId
                where r.Status == RectificationStatus.Planned && r.DueAt < now
                select new LateDuty { Id = c.Id, Duty = ComplaintDuty.Rectify, Due = r.DueAt });

    private const int Most = 500;
}
