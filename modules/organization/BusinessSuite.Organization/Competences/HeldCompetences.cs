using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Competences;

/// <inheritdoc/>
[Provides]
internal sealed class HeldCompetences(OrganizationDbContext db, WorkCalendars calendars, IUnrestricted unrestricted) : ICompetences
{
    public Task<IReadOnlyList<HeldCompetence>> Held(IReadOnlyCollection<Guid> employees, IReadOnlyCollection<Guid> competences, DateTimeOffset at, CancellationToken ct) =>
        unrestricted.Read<IReadOnlyList<HeldCompetence>>(async () =>
        {
            var day = await calendars.Day(at, ct);
            return await db.EmployeeCompetences
                .Where(c => employees.Contains(c.EmployeeId) && competences.Contains(c.CompetenceId) && c.ValidFrom <= day && (c.ValidUntil == null || c.ValidUntil > day))
                .Select(c => new HeldCompetence(c.EmployeeId, c.CompetenceId, c.Level, c.ValidUntil)).ToListAsync(ct);
        }, ct);
}
