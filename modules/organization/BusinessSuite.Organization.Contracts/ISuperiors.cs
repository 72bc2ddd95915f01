namespace BusinessSuite.Organization.Contracts;

/// <summary>Who stands above whom (汇报关系) at a moment, and who stands in for those who are away.</summary>
public interface ISuperiors
{
    /// <summary>
    /// For each employee the way up: the employee first, then superior after superior. It follows the reporting lines of the
    /// primary post; where a post reports to none, it goes on to the head of the department and of the departments above.
    /// Posts that nobody holds are passed over, and nobody comes twice.
    /// </summary>
    /// <param name="employees">The employees; unknown ones are left out of the answer.</param>
    /// <param name="at">The moment.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<IReadOnlyDictionary<Guid, IReadOnlyList<Superior>>> Above(IReadOnlyCollection<Guid> employees, DateTimeOffset at, CancellationToken ct);

    /// <summary>Who heads each department at that moment; departments without a head are left out of the answer.</summary>
    Task<IReadOnlyDictionary<Guid, Guid>> Heads(IReadOnlyCollection<Guid> departments, DateTimeOffset at, CancellationToken ct);
}

/// <summary>A place on the way up.</summary>
/// <param name="EmployeeId">Whose place it is.</param>
/// <param name="PresentId">Who is there to act: the employee, or the deputy when away, or the deputy's deputy; null when nobody is.</param>
public sealed record Superior(Guid EmployeeId, Guid? PresentId);
