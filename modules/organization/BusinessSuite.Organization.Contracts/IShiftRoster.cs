namespace BusinessSuite.Organization.Contracts;

/// <summary>When people are at work: by the shifts that they are rostered for (排班), and by the working calendar who was never on a roster.</summary>
public interface IShiftRoster
{
    /// <summary>From when each of the employees is at work within a time, breaks included: its start for who is at work then. Who does not work within it is left out.</summary>
    /// <param name="employees">The employees.</param>
    /// <param name="from">The start.</param>
    /// <param name="until">The end.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<IReadOnlyDictionary<Guid, DateTimeOffset>> AtWork(IReadOnlyCollection<Guid> employees, DateTimeOffset from, DateTimeOffset until, CancellationToken ct);
}
