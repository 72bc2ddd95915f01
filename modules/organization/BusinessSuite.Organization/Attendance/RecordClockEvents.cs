using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Attendance;

/// <summary>A clock event that a device tells of.</summary>
/// <param name="EventId">The device's own id of the event.</param>
/// <param name="EmployeeId">Who.</param>
/// <param name="Direction">Whether someone came or went.</param>
/// <param name="At">When.</param>
internal sealed record NewClockEvent(string EventId, Id<Employee> EmployeeId, ClockDirection Direction, DateTimeOffset At);

/// <summary>What became of clock events.</summary>
/// <param name="Added">How many were new.</param>
/// <param name="Known">How many had been told before.</param>
internal sealed record ClockIntake(int Added, int Known);

internal static class RecordClockEventsOperation
{
    private const int Most = 1_000;

    /// <summary>Takes clock events from a device, up to 1,000 at once. An event that was told before is not taken twice.</summary>
    /// <param name="device">The device.</param>
    /// <param name="source">What it is.</param>
    /// <param name="events">The events.</param>
    [Mutation, Requires(Permissions.RecordClockEvents)]
    public static async Task<ClockIntake> RecordClockEvents(
        string device, ClockSource source, IReadOnlyList<NewClockEvent> events, OrganizationDbContext db, ILocks locks, TimeProvider clock, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(device) || events.Count > Most || events.Any(e => string.IsNullOrWhiteSpace(e.EventId)))
        {
            throw new RuleViolation(PlatformRules.Invalid, $"A device tells of up to {Most} events at once, each with an id.") { Field = ["events"] };
        }

        // A device that tells twice at once is heard one after the other.
        await locks.Take($"organization.device {device}", ct);
        var ids = events.Select(e => e.EventId).ToList();
        var known = await db.ClockEvents.AsNoTracking().Where(e => e.Device == device && ids.Contains(e.DeviceEventId)).ToDictionaryAsync(e => e.DeviceEventId, ct);
        var (now, repeated, added) = (clock.GetUtcNow(), 0, new List<ClockEvent>());
        for (var i = 0; i < events.Count; i++)
        {
            var (told, at) = (events[i], Kept(events[i].At));
            if (known.TryGetValue(told.EventId, out var before))
            {
                if (before.EmployeeId != told.EmployeeId.Value || before.Direction != told.Direction || before.At != at)
                {
                    throw new RuleViolation(AttendanceRules.Differs) { Field = ["events"], ElementIndex = i };
                }

                repeated++;
                continue;
            }

            known[told.EventId] = new ClockEvent
            {
                EmployeeId = told.EmployeeId,
                At = at,
                Direction = told.Direction,
                Source = source,
                Device = device,
                DeviceEventId = told.EventId,
                ReceivedAt = now,
            };
            added.Add(known[told.EventId]);
        }

        db.AddRange(added);
        added.FirstOrDefault()?.Tell(added);
        return new(added.Count, repeated);
    }

    /// <summary>A time as PostgreSQL keeps it, to the microsecond: a device that repeats itself with more digits tells the same.</summary>
    private static DateTimeOffset Kept(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
