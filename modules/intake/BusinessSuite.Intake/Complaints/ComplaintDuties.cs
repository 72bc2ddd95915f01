using BusinessSuite.Intake.Contracts;
using BusinessSuite.Intake.Notices;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Complaints;

/// <summary>What tells an employee of something to be done about a complaint.</summary>
/// <param name="Number">The complaint's number.</param>
/// <param name="Subject">What it is about, for example DELAY; empty when that is secret.</param>
/// <param name="Duty">RECEIVED, REPEATED: it came to the department; ANSWER: the department must answer; HANDLE, INVESTIGATE: it is the employee's to handle or to investigate; CONTESTED: the customer contested the response; RECTIFY: something is to be corrected; LATE: something was not done in time.</param>
/// <param name="Due">Until when; null while that is open.</param>
internal sealed record ComplaintDutyTold(string Number, string Subject, string Duty, DateTimeOffset? Due) : IMessageData<ComplaintDutyTold>
{
    public static string Template => "intake.complaint-duty";

    public static ComplaintDutyTold Sample { get; } = new("CMP-2026-000001", "DELAY", "ANSWER", new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero));
}

/// <summary>
/// Tells those who have something to do about a complaint: the head of the department that it comes to, whoever handles it, whoever is to correct
/// something; who is away is stood in for. It passes by the person complained of.
/// </summary>
[Provides]
internal sealed class ComplaintDuties(IntakeDbContext db, IColleagues colleagues, DepartmentHeads heads) :
    IHandle<ComplaintReceived>, IHandle<ComplaintForwarded>, IHandle<ComplaintRepeated>, IHandle<ComplaintContested>
{
    public async Task Handle(ComplaintReceived happened, CancellationToken ct)
    {
        // Of one that repeats another the head is told as such.
        if (await Find(happened.ComplaintId, ct) is { RepeatOfId: null } complaint)
        {
            await TellHead(complaint, complaint.DepartmentId, "RECEIVED", complaint.AcknowledgeBy, happened.At, ct);
        }
    }

    public async Task Handle(ComplaintForwarded happened, CancellationToken ct) =>
        await TellHead(await Find(happened.ComplaintId, ct), happened.DepartmentId, "ANSWER", happened.AnswerBy, happened.At, ct);

    public async Task Handle(ComplaintRepeated happened, CancellationToken ct)
    {
        var complaint = await Find(happened.ComplaintId, ct);
        await TellHead(complaint, happened.DepartmentId, "REPEATED", complaint.AcknowledgeBy, happened.At, ct);
    }

    public async Task Handle(ComplaintContested happened, CancellationToken ct)
    {
        var complaint = await Find(happened.ComplaintId, ct);
        await Tell(complaint, complaint.HandlerId, "CONTESTED", happened.GoOnBy, ct);
    }

    /// <summary>Tells whoever handles it now.</summary>
    public Task Handle(Complaint complaint, CancellationToken ct) => Tell(complaint, complaint.HandlerId, "HANDLE", complaint.RespondBy, ct);

    /// <summary>Tells whoever investigates it now.</summary>
    public Task Investigate(Complaint complaint, CancellationToken ct) => Tell(complaint, complaint.InvestigatorId, "INVESTIGATE", complaint.RespondBy, ct);

    /// <summary>Tells who is to correct something.</summary>
    public Task Rectify(Complaint complaint, Guid owner, DateTimeOffset due, CancellationToken ct) => Tell(complaint, owner, "RECTIFY", due, ct);

    /// <summary>Tells whoever handles it and the head of the department that a term was missed.</summary>
    public async Task Late(Complaint complaint, DateTimeOffset due, DateTimeOffset now, CancellationToken ct)
    {
        var head = complaint.DepartmentId is { } department ? await heads.Of(department, complaint.AboutId, now, ct) : null;
        foreach (var who in new[] { complaint.HandlerId, head }.Distinct())
        {
            await Tell(complaint, who, "LATE", due, ct);
        }
    }

    private async Task TellHead(Complaint complaint, Guid? department, string duty, DateTimeOffset? due, DateTimeOffset at, CancellationToken ct)
    {
        if (department is { } concerned)
        {
            await Tell(complaint, await heads.Of(concerned, complaint.AboutId, at, ct), duty, due, ct);
        }
    }

    private async Task Tell(Complaint complaint, Guid? employee, string duty, DateTimeOffset? due, CancellationToken ct)
    {
        if (employee is { } who)
        {
            await colleagues.TellWhoIsThere(
                who, new ComplaintDutyTold(complaint.Number, complaint.Level > Confidentiality.Internal ? "" : UpperSnake.Of(complaint.Subject), duty, due),
                // The same duty may come again.
                new($"{ComplaintDutyTold.Template}:{complaint.Id}:{duty}:{Guid.NewGuid()}") { AboutId = complaint.Id }, ct, complaint.AboutId);
        }
    }

    private Task<Complaint> Find(Guid id, CancellationToken ct) => db.Complaints.FirstAsync(c => c.Id == id, ct);
}
