using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Employees;

/// <inheritdoc/>
[Provides]
internal sealed class Colleagues(OrganizationDbContext db, WorkCalendars calendars, ISuperiors superiors, IMessages messages, IUnrestricted unrestricted, TimeProvider clock) : IColleagues
{
    public async Task<Guid?> TellWhoIsThere<T>(Guid employeeId, T data, Sending sending, CancellationToken ct, Guid? except = null) where T : IMessageData<T>
    {
        var present = (await superiors.Above([employeeId], clock.GetUtcNow(), ct)).TryGetValue(employeeId, out var way) ? way[0].PresentId : null;
        return await Tell(present is { } deputy && deputy != except ? deputy : employeeId, data, sending, ct);
    }

    public async Task<Guid?> Tell<T>(Guid employeeId, T data, Sending sending, CancellationToken ct) where T : IMessageData<T>
    {
        if (!messages.Channels.Contains(Channels.Mail))
        {
            return null;
        }

        var today = await calendars.Day(clock.GetUtcNow(), ct);
        var employee = await unrestricted.Read(
            () => db.Employees.AsNoTracking().FirstOrDefaultAsync(e => e.Id == employeeId && e.Email != null && (e.LeftOn == null || e.LeftOn > today), ct), ct);
        return employee is null
            ? null
            : await messages.Send(
                data, new(employee.Name, employee.Language, [new(Channels.Mail, employee.Email!)]),
                sending with { Key = $"{sending.Key}:{employeeId}", ResponsibleId = employeeId }, ct);
    }
}
