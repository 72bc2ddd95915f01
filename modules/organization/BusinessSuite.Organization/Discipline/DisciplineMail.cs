using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

/// <summary>What calls an employee to a matter that is secret: it says neither which nor what, since others see messages. The employee reads it in the suite.</summary>
/// <param name="Until">Until when the employee may say something; null when there is no such term.</param>
internal sealed record ConfidentialMatter(DateTimeOffset? Until) : IMessageData<ConfidentialMatter>
{
    public static string Template => "organization.confidential-matter";

    public static ConfidentialMatter Sample { get; } = new(new DateTimeOffset(2026, 3, 16, 9, 0, 0, TimeSpan.Zero));
}

/// <summary>Calls employees to the disciplinary cases that concern them: when they are to be heard, and when something was decided.</summary>
[Provides]
internal sealed class DisciplineMail(IColleagues colleagues)
{
    /// <summary>Calls the employee.</summary>
    /// <returns>The message; null when there was no way to send one.</returns>
    public Task<Guid?> Call(DisciplineCase disciplineCase, DateTimeOffset? until, CancellationToken ct) => colleagues.Tell(
        disciplineCase.EmployeeId, new ConfidentialMatter(until), new($"{ConfidentialMatter.Template}:{Guid.NewGuid()}"), ct);
}
