using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Calendars;

/// <summary>The company lives in the zone of its default calendar.</summary>
[Provides]
internal sealed class CompanyZone(OrganizationDbContext db, IUnrestricted unrestricted) : ICompanyZone
{
    public async Task<TimeZoneInfo> Zone(CancellationToken ct) =>
        await unrestricted.Read(() => db.WorkCalendars.Where(c => c.IsDefault).Select(c => c.TimeZone).FirstOrDefaultAsync(ct), ct) is { } zone
            ? TimeZoneInfo.FindSystemTimeZoneById(zone)
            : TimeZoneInfo.Utc;
}
