namespace BusinessSuite.Organization.Contracts;

/// <summary>What departments and employees are called, for papers that name them. Whoever may read the paper may read the names on it.</summary>
public interface ICompanyNames
{
    /// <summary>The names by key; keys that stand for nothing are left out.</summary>
    /// <param name="keys">Keys of departments and employees.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<IReadOnlyDictionary<Guid, string>> Of(IReadOnlyCollection<Guid> keys, CancellationToken ct);
}
