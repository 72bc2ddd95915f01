using BusinessSuite.Intake.Tasks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

/// <summary>That an application went from one owner to another. It is recorded, never changed.</summary>
[Readable(Permissions.ReadApplications), AppendOnly, Rows(Of = nameof(ApplicationId))]
internal sealed class Handover : Entity
{
    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "handovers", InverseDescription = "From whom to whom it went.")]
    public Guid ApplicationId { get; init; }

    /// <summary>Who answered for it before; null when nobody did.</summary>
    [Relation<EmployeeRef>(Inverse = "handoversGiven", InverseDescription = "The applications that the employee handed over.")]
    public Guid? FromId { get; init; }

    /// <summary>Who answers for it from then on.</summary>
    [Relation<EmployeeRef>(Inverse = "handoversTaken", InverseDescription = "The applications that were handed over to the employee.")]
    public Guid ToId { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Lets somebody else answer for an application.</summary>
    public static Handover Of(Application application, Guid to, string reason, DateTimeOffset at)
    {
        var handover = new Handover { ApplicationId = application.Id, FromId = application.ResponsibleId, ToId = to, At = at, Reason = reason };
        application.HandOver(to, at);
        return handover;
    }
}

internal static class HandOverApplicationOperation
{
    /// <summary>Lets another employee answer for an application, who has no conflict of interest with the applicant.</summary>
    /// <param name="employeeId">Who answers for it from now on.</param>
    /// <param name="reason">Why.</param>
    [Mutation, Requires(Permissions.HandOver)]
    public static async Task<Application> HandOverApplication(
        Application application, Id<EmployeeRef> employeeId, string reason, IntakeDbContext db, IUnrestricted unrestricted, Impartiality impartiality, TimeProvider clock,
        CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleViolation(ApplicationRules.NoHandoverReason) { Field = ["reason"] };
        }

        if (application.EndedAt is not null)
        {
            throw new RuleViolation(PlatformRules.IllegalState, "HandOverApplication", UpperSnake.Of(application.Status));
        }

        if (application.ResponsibleId != employeeId.Value)
        {
            await impartiality.Require(application.ApplicantId, employeeId, ct, "employeeId");
            db.Add(Handover.Of(application, employeeId, reason.Trim(), clock.GetUtcNow()));
            await unrestricted.HandOver(db, ct);
        }

        return application;
    }
}
