using BusinessSuite.Intake.Progress;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

/// <summary>That a closed application was taken up again. It is recorded, never changed.</summary>
[Readable(Permissions.ReadApplications), AppendOnly, Rows(Of = nameof(ApplicationId))]
internal sealed class Reopening : Entity
{
    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "reopenings", InverseDescription = "When and why it was taken up again after it had been closed.")]
    public Guid ApplicationId { get; init; }

    /// <summary>When it had been closed.</summary>
    public DateTimeOffset ClosedAt { get; init; }

    /// <summary>When it was reopened.</summary>
    [Sortable]
    public DateTimeOffset At { get; init; }

    /// <summary>Who reopened it.</summary>
    [Relation<EmployeeRef>(Inverse = "reopenings", InverseDescription = "The applications that the employee reopened.")]
    public Guid? ById { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";
}

internal static class ReopenApplicationOperation
{
    /// <summary>Takes a closed application up again. A new time for completion starts; what the first one came to stays on record.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="responsibleId">The employee who answers for it from now on; who did before unless given. Whoever has left does not.</param>
    [Mutation, Requires(Permissions.Reopen)]
    public static async Task<Application> ReopenApplication(
        Application application, string reason, IntakeDbContext db, IWorkCalendar calendar, Impartiality impartiality, Caller caller, TimeProvider clock,
        CancellationToken ct,
        Id<EmployeeRef>? responsibleId = null)
    {
        var why = ApplicationRules.NoReopeningReason.Given(reason, "reason");
        await impartiality.Require(application.ApplicantId, [(caller.EmployeeId, null), (responsibleId?.Value ?? application.ResponsibleId, "responsibleId")], ct);
        var (now, closed) = (clock.GetUtcNow(), application.EndedAt);
        application.Reopen(await calendar.Deadline(now, await AcceptApplicationOperation.ProcessingTime(application, db, ct), ct), now);
        if (responsibleId is { } responsible && application.ResponsibleId != responsible.Value)
        {
            db.Add(Handover.Of(application, responsible, why, now));
        }

        db.Add(new Reopening { ApplicationId = application.Id, ClosedAt = closed!.Value, At = now, ById = caller.EmployeeId, Reason = why });
        db.Add(new ProgressEntry(application, now, new("The application is being worked on again.", "申请重新办理。")));
        return application;
    }
}
