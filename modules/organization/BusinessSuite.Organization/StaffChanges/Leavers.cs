using System.Globalization;
using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.StaffChanges;

/// <summary>Asks every module what stands against a release.</summary>
[Provides]
internal sealed class Leavers(IEnumerable<ILeaverCheck> checks, IUnrestricted unrestricted)
{
    /// <summary>Everything that is open, by kinds, as it may be shown: what is secret as a number of its kind, with the employee for its record.</summary>
    public Task<IReadOnlyList<OpenMatter>> Open(Employee employee, DateOnly on, CancellationToken ct) => unrestricted.Read(async () =>
    {
        var open = new List<OpenMatter>();
        foreach (var check in checks)
        {
            open.AddRange(await check.Open(employee.Id, on, ct));
        }

        var secret = open.Where(m => m.Level >= Confidentiality.Secret).GroupBy(m => m.Kind)
            .Select(g => new OpenMatter(g.Key, g.Count().ToString(CultureInfo.InvariantCulture), employee.Id, g.Max(m => m.Level))).ToList();
        return (IReadOnlyList<OpenMatter>)[.. open.Where(m => m.Level < Confidentiality.Secret).Concat(secret).OrderBy(m => m.Kind, StringComparer.Ordinal).ThenBy(m => m.Text, StringComparer.Ordinal)];
    }, ct);
}

/// <summary>Delegations given or held, absences in which he is to stand in, roles given to the account itself, and what was entrusted.</summary>
[Provides]
internal sealed class OwnLeaverCheck(OrganizationDbContext db, WorkCalendars calendars, IAccounts accounts, TimeProvider clock) : ILeaverCheck
{
    public async Task<IReadOnlyList<OpenMatter>> Open(Guid employeeId, DateOnly on, CancellationToken ct)
    {
        var end = (await calendars.Get(null, ct)).Instant(on, TimeSpan.Zero);
        var delegations = await db.Delegations.Where(d => (d.FromId == employeeId || d.ToId == employeeId) && d.RevokedAt == null && d.ValidUntil > end)
            .Select(d => new { d.Id, d.Document }).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var deputyships = await (
            from absence in db.Absences
            join away in db.Employees on absence.EmployeeId equals away.Id
            where absence.DeputyId == employeeId && absence.CancelledAt == null && absence.Until > end && absence.Until > now
            select new { absence.Id, away.Name }).ToListAsync(ct);
        var items = await db.CustodyItems.Where(c => c.EmployeeId == employeeId && c.ReturnedAt == null).Select(c => new { c.Id, c.Kind, c.Description }).ToListAsync(ct);
        var account = await db.Employees.Where(e => e.Id == employeeId).Select(e => e.AccountId).SingleOrDefaultAsync(ct);
        var roles = account is { } id ? await accounts.Roles(id, ct) : [];
        return
        [
            .. delegations.Select(d => new OpenMatter("DELEGATION", d.Document, d.Id)),
            .. deputyships.Select(a => new OpenMatter("DEPUTYSHIP", a.Name, a.Id)),
            .. items.Select(c => new OpenMatter(UpperSnake.Of(c.Kind), c.Description, c.Id)),
            .. roles.Select(r => new OpenMatter("PERMISSION", r, account!.Value)),
        ];
    }
}
