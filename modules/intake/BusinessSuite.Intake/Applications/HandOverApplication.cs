using BusinessSuite.Intake.Tasks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

/// <summary>That an application went from one owner to another, or from one department to another. It is recorded, never changed.</summary>
[Readable(Permissions.ReadApplications), AppendOnly, Rows(Of = nameof(ApplicationId))]
internal sealed class Handover : Entity
{
    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "handovers", InverseDescription = "From whom to whom it went.")]
    public Guid ApplicationId { get; init; }

    /// <summary>Who answered for it before; null when nobody did.</summary>
    [Relation<EmployeeRef>(Inverse = "handoversGiven", InverseDescription = "The applications that the employee handed over.")]
    public Guid? FromId { get; init; }

    /// <summary>Who answers for it from then on; null when nobody in the department that it went to does yet.</summary>
    [Relation<EmployeeRef>(Inverse = "handoversTaken", InverseDescription = "The applications that were handed over to the employee.")]
    public Guid? ToId { get; init; }

    /// <summary>The department that handled it before; null when it stayed in its department.</summary>
    [Relation<DepartmentRef>(Inverse = "transfersGiven", InverseDescription = "The applications that went to other departments.")]
    public Guid? FromDepartmentId { get; init; }

    /// <summary>The department that handles it from then on; null when it stayed in its department.</summary>
    [Relation<DepartmentRef>(Inverse = "transfersTaken", InverseDescription = "The applications that came from other departments.")]
    public Guid? ToDepartmentId { get; init; }

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

    /// <summary>Lets another department handle an application.</summary>
    public static Handover Transfer(Application application, Guid department, Guid? to, string reason, DateTimeOffset at)
    {
        var handover = new Handover
        {
            ApplicationId = application.Id,
            FromId = application.ResponsibleId,
            ToId = to,
            FromDepartmentId = application.DepartmentId,
            ToDepartmentId = department,
            At = at,
            Reason = reason,
        };
        application.Transfer(department, to, at);
        return handover;
    }

    /// <summary>Refuses what is handed over without a reason, or after its end.</summary>
    /// <param name="application">The application.</param>
    /// <param name="reason">Why it goes to somebody else.</param>
    /// <param name="operation">What is done.</param>
    /// <returns>The reason.</returns>
    /// <exception cref="RuleViolation">Nothing is said of why, or the application has ended.</exception>
    public static string Require(Application application, string reason, string operation)
    {
        var why = ApplicationRules.NoHandoverReason.Given(reason, "reason");
        return application.EndedAt is null ? why : throw new RuleViolation(PlatformRules.IllegalState, operation, UpperSnake.Of(application.Status));
    }
}

internal static class HandOverApplicationOperation
{
    /// <summary>Lets another employee answer for an application, who has no conflict of interest with the applicant. He is told, unless he took it himself.</summary>
    /// <param name="employeeId">Who answers for it from now on.</param>
    /// <param name="reason">Why.</param>
    [Mutation, Requires(Permissions.HandOver)]
    public static async Task<Application> HandOverApplication(
        Application application, Id<EmployeeRef> employeeId, string reason, IntakeDbContext db, IUnrestricted unrestricted, Impartiality impartiality, HandoverMail mail, Caller caller,
        TimeProvider clock, CancellationToken ct)
    {
        var why = Handover.Require(application, reason, "HandOverApplication");
        if (application.ResponsibleId != employeeId.Value)
        {
            await impartiality.Require(application.ApplicantId, employeeId, ct, "employeeId");
            var handover = db.Add(Handover.Of(application, employeeId, why, clock.GetUtcNow())).Entity;
            await unrestricted.HandOver(db, ct);
            if (caller.EmployeeId != employeeId.Value)
            {
                await mail.Send([new(handover, employeeId)], ct);
            }
        }

        return application;
    }
}
