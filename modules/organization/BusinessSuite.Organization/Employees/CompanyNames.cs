using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Employees;

/// <summary>Looks names up for papers.</summary>
[Provides]
internal sealed class CompanyNames(OrganizationDbContext db, IUnrestricted unrestricted) : ICompanyNames
{
    public async Task<IReadOnlyDictionary<Guid, string>> Of(IReadOnlyCollection<Guid> keys, CancellationToken ct) => await unrestricted.Read(
        () => db.Departments.Where(d => keys.Contains(d.Id)).Select(d => new { d.Id, d.Name })
            .Union(db.Employees.Where(e => keys.Contains(e.Id)).Select(e => new { e.Id, e.Name })).ToDictionaryAsync(n => n.Id, n => n.Name, ct), ct);
}
