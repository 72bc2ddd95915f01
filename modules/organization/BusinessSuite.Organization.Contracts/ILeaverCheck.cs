using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Contracts;

/// <summary>
/// What stands against the release of an employee who leaves. Each module that entrusts employees with something implements it,
/// marked <c>[Provides]</c>; it is asked with all rows in sight. While any check finds something, nobody is released.
/// </summary>
public interface ILeaverCheck
{
    /// <summary>Everything that the employee must still hand over, give back or pay.</summary>
    /// <param name="employeeId">Who leaves.</param>
    /// <param name="on">The first day after.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<IReadOnlyList<OpenMatter>> Open(Guid employeeId, DateOnly on, CancellationToken ct);
}

/// <summary>Something that stands against a release.</summary>
/// <param name="Kind">UPPER_SNAKE, for example TASK, DELEGATION, PERMISSION, CASH.</param>
/// <param name="Text">What it is, for people: a number or a name.</param>
/// <param name="RecordId">The key of the record.</param>
/// <param name="Level">How confidential it is. Of what is secret people are shown only how much of its kind is open.</param>
public sealed record OpenMatter(string Kind, string Text, Guid RecordId, Confidentiality Level = Confidentiality.Internal);
