namespace BusinessSuite.Organization.Contracts;

/// <summary>Who carries which duty (职责) at a moment, and who is away.</summary>
public interface IDutyRoster
{
    /// <summary>All who carry the duty at that moment, in the order of their employee numbers.</summary>
    /// <param name="duty">The duty's code.</param>
    /// <param name="at">The moment.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<IReadOnlyList<DutyHolder>> Holders(string duty, DateTimeOffset at, CancellationToken ct);

    /// <summary>That employee's standing for the duty, or null when there is no such employee, or no more at that moment.</summary>
    Task<DutyHolder?> Holder(Guid employeeId, string? duty, DateTimeOffset at, CancellationToken ct);
}

/// <summary>An employee seen as a bearer of a duty.</summary>
/// <param name="EmployeeId">The employee.</param>
/// <param name="Number">The employee number.</param>
/// <param name="Name">The name.</param>
/// <param name="DepartmentId">The department of the primary post, or null without one.</param>
/// <param name="HasDuty">Whether the duty comes with a post or a delegation at that moment.</param>
/// <param name="Absence">The absence that covers the moment, or null when present.</param>
public sealed record DutyHolder(Guid EmployeeId, string Number, string Name, Guid? DepartmentId, bool HasDuty, AbsenceNow? Absence);

/// <summary>An absence that covers a moment.</summary>
/// <param name="Until">When it ends.</param>
/// <param name="DeputyId">Who stands in, or null when nobody does.</param>
public sealed record AbsenceNow(DateTimeOffset Until, Guid? DeputyId);
