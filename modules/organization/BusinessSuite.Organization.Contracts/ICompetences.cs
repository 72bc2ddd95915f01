namespace BusinessSuite.Organization.Contracts;

/// <summary>Who is competent for what (胜任能力) at a moment.</summary>
public interface ICompetences
{
    /// <summary>Which of these competences these employees have on the day of that moment.</summary>
    /// <param name="employees">The employees.</param>
    /// <param name="competences">The competences.</param>
    /// <param name="at">The moment.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<IReadOnlyList<HeldCompetence>> Held(IReadOnlyCollection<Guid> employees, IReadOnlyCollection<Guid> competences, DateTimeOffset at, CancellationToken ct);
}

/// <summary>A competence that an employee has.</summary>
/// <param name="EmployeeId">The employee.</param>
/// <param name="CompetenceId">The competence.</param>
/// <param name="Level">The level, from 1 to 5.</param>
/// <param name="ValidUntil">The first day on which it does not hold any more; null for no end.</param>
public sealed record HeldCompetence(Guid EmployeeId, Guid CompetenceId, int Level, DateOnly? ValidUntil);

/// <summary>The levels of competences.</summary>
public static class CompetenceLevels
{
    /// <summary>Who works under guidance.</summary>
    public const int Lowest = 1;

    /// <summary>Who teaches others.</summary>
    public const int Highest = 5;

    /// <summary>Whether there is such a level.</summary>
    public static bool Contain(int level) => level is >= Lowest and <= Highest;
}
