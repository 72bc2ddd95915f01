using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Calendars;

/// <summary>Calendars as they are kept, loaded once for each scope.</summary>
[Provides]
internal sealed class WorkCalendars(OrganizationDbContext db, IUnrestricted unrestricted) : IWorkCalendar
{
    private readonly Dictionary<string, WorkingTime> _known = [];
    private readonly Dictionary<Guid, string> _codes = [];

    /// <summary>A calendar by its code, or the default one.</summary>
    /// <exception cref="RuleViolation">There is none.</exception>
    public async Task<WorkingTime> Get(string? code, CancellationToken ct)
    {
        if (!_known.TryGetValue(code ?? "", out var time))
        {
            _known[code ?? ""] = time = await unrestricted.Read(() => Load(code, ct), ct);
        }

        return time;
    }

    /// <summary>A calendar by its key, or the default one.</summary>
    public async Task<WorkingTime> OfId(Guid? id, CancellationToken ct)
    {
        if (id is not { } key)
        {
            return await Get(null, ct);
        }

        // A calendar keeps its code.
        if (!_codes.TryGetValue(key, out var code))
        {
            _codes[key] = code = await unrestricted.Read(() => db.WorkCalendars.Where(c => c.Id == key).Select(c => c.Code).FirstAsync(ct), ct);
        }

        return await Get(code, ct);
    }

    /// <summary>Lets the next look read the calendars anew, after one was changed.</summary>
    public void Forget() => _known.Clear();

    public async Task<DateTimeOffset> Deadline(DateTimeOffset start, TimeSpan workingTime, CancellationToken ct) =>
        Within(await Get(null, ct), t => t.Deadline(start, workingTime));

    public async Task<DateTimeOffset> DeadlineInDays(DateTimeOffset start, int workingDays, CancellationToken ct) =>
        Within(await Get(null, ct), t => t.DeadlineInDays(start, workingDays));

    public async Task<TimeSpan> Elapsed(DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => (await Get(null, ct)).Elapsed(from, to);

    public async Task<DateTimeOffset> Before(DateTimeOffset end, TimeSpan workingTime, CancellationToken ct) =>
        Within(await Get(null, ct), t => t.Before(end, workingTime));

    public async Task<IReadOnlyList<WorkStretch>> Stretches(DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => (await Get(null, ct)).Stretches(from, to);

    public async Task<DateOnly> Day(DateTimeOffset at, CancellationToken ct) => (await Get(null, ct)).Day(at);

    private static DateTimeOffset Within(WorkingTime time, Func<WorkingTime, DateTimeOffset> deadline)
    {
        try
        {
            return deadline(time);
        }
        catch (InvalidOperationException)
        {
            throw new RuleViolation(CalendarRules.NoWorkingTime);
        }
    }

    private async Task<WorkingTime> Load(string? code, CancellationToken ct)
    {
        var calendar = await db.WorkCalendars.AsNoTracking().FirstOrDefaultAsync(c => code == null ? c.IsDefault : c.Code == code, ct)
            ?? throw new RuleViolation(PlatformRules.NotFound) { Field = ["calendar"] };
        var hours = await db.CalendarHours.AsNoTracking().Where(h => h.CalendarId == calendar.Id).ToListAsync(ct);
        var days = await db.CalendarDays.AsNoTracking().Where(d => d.CalendarId == calendar.Id).ToListAsync(ct);
        var ofDay = hours.Where(h => h.DayId is not null).ToLookup(h => h.DayId!.Value, h => h.Hours());
        _codes[calendar.Id] = calendar.Code;
        return _known[calendar.Code] = new(
            TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone),
            hours.Where(h => h.Weekday is not null).ToLookup(h => h.Weekday!.Value, h => h.Hours()),
            days.ToDictionary(d => d.Day, d => new SpecialDay(d.Kind, d.Name, [.. ofDay[d.Id]], d.Statutory)));
    }
}
