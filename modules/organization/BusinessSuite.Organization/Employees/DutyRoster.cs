using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Posts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Employees;

/// <inheritdoc/>
[Provides]
internal sealed class DutyRoster(OrganizationDbContext db, WorkCalendars calendars, IUnrestricted unrestricted) : IDutyRoster
{
    public Task<IReadOnlyList<DutyHolder>> Holders(string duty, DateTimeOffset at, CancellationToken ct) => unrestricted.Read(async () =>
    {
        var bearers = await Bearers(duty, at, ct);
        return await Describe(bearers, bearers, at, ct);
    }, ct);

    public async Task<DutyHolder?> Holder(Guid employeeId, string? duty, DateTimeOffset at, CancellationToken ct) => (await unrestricted.Read(async () =>
    {
        var bearers = duty is null ? [] : await Bearers(duty, at, ct);
        return await Describe([employeeId], bearers, at, ct);
    }, ct)).SingleOrDefault();

    private async Task<List<Guid>> Bearers(string duty, DateTimeOffset at, CancellationToken ct)
    {
        var day = await calendars.Day(at, ct);
        var byPost = db.Carrying(duty, day).Select(h => h.Holding.EmployeeId);
        // A delegation holds only while the delegator himself carries the duty.
        var byDelegation = from d in db.Duties
                           join delegation in db.Delegations on d.Id equals delegation.DutyId
                           where d.Code == duty && delegation.RevokedAt == null && delegation.ValidFrom <= at && delegation.ValidUntil > at
                               && byPost.Contains(delegation.FromId)
                           select delegation.ToId;
        return await byPost.Union(byDelegation).ToListAsync(ct);
    }

    private async Task<IReadOnlyList<DutyHolder>> Describe(List<Guid> employees, List<Guid> bearers, DateTimeOffset at, CancellationToken ct)
    {
        var day = await calendars.Day(at, ct);
        var found = await db.Employees.AsNoTracking().Where(e => employees.Contains(e.Id) && (e.LeftOn == null || e.LeftOn > day)).OrderBy(e => e.Number).ToListAsync(ct);
        var away = await db.Absences.AsNoTracking()
            .Where(a => employees.Contains(a.EmployeeId) && a.CancelledAt == null && a.From <= at && a.Until > at).ToDictionaryAsync(a => a.EmployeeId, ct);
        return [.. found.Select(e => new DutyHolder(
            e.Id, e.Number, e.Name, e.DepartmentId, bearers.Contains(e.Id),
            away.TryGetValue(e.Id, out var absence) ? new AbsenceNow(absence.Until, absence.DeputyId) : null))];
    }
}
