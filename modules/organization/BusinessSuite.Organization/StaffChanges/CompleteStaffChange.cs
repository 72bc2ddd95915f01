using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Policies;
using BusinessSuite.Organization.Posts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.StaffChanges;

internal static class CompleteStaffChangeOperation
{
    /// <summary>Lets a staff change take effect once its checklist is done: the joiner gets the post and the policies to acknowledge, also one who had left before, the mover the new one for the old. The leaver is released when nothing is open any more (leaverMatters): posts and clearances end, posts that were to begin later are removed, the account is closed. It stays closed when he joins again: enableAccount opens it.</summary>
    [Mutation, Requires(Permissions.AdministerStaffChanges)]
    public static async Task<StaffChange> CompleteStaffChange(
        StaffChange staffChange, OrganizationDbContext db, WorkCalendars calendars, Leavers leavers, IAccounts accounts, ILocks locks, IUnrestricted unrestricted, TimeProvider clock,
        CancellationToken ct)
    {
        if (await db.StaffChangeItems.AnyAsync(i => i.StaffChangeId == staffChange.Id && i.DoneAt == null, ct))
        {
            throw new RuleViolation(StaffChangeRules.StepsOpen);
        }

        if (staffChange.Kind == StaffChangeKind.Joining)
        {
            // Before the employee, in the order in which a publication takes them.
            await locks.Take(NewcomerPolicies.Lock, ct);
        }

        var now = clock.GetUtcNow();
        var employee = await db.Employees.Locked(staffChange.EmployeeId, ct);
        if (staffChange.Kind == StaffChangeKind.Leaving)
        {
            await Release(employee, staffChange.EffectiveOn, db, await calendars.Day(now, ct), leavers, accounts, unrestricted, now, ct);
        }
        else
        {
            // It was so when the change began; posts may have come and gone since.
            await db.RequireKind(staffChange.Kind, employee.Id, staffChange.EffectiveOn, ct);
            if (staffChange.Kind == StaffChangeKind.Joining)
            {
                (employee.JoinedOn, employee.LeftOn) = (staffChange.EffectiveOn, null);
                await unrestricted.Read(
                    async () =>
                    {
                        var today = await calendars.Day(now, ct);
                        await db.AskNewcomer(locks, employee.Id, today > staffChange.EffectiveOn ? today : staffChange.EffectiveOn, ct);
                        return true;
                    },
                    ct);
            }

            await EndPosts(employee.Id, staffChange.EffectiveOn, db, primaryOnly: true, ct);
            db.Add(await AssignPostOperation.AssignPost(await db.Posts.Locked(staffChange.PostId!.Value, ct), employee, staffChange.EffectiveOn, calendars, clock, ct));
        }

        staffChange.End("CompleteStaffChange", now);
        return staffChange;
    }

    private static async Task Release(
        Employee employee, DateOnly on, OrganizationDbContext db, DateOnly today, Leavers leavers, IAccounts accounts, IUnrestricted unrestricted, DateTimeOffset now, CancellationToken ct)
    {
        if (today < on)
        {
            throw new RuleViolation(StaffChangeRules.TooEarly);
        }

        if (await leavers.Open(employee, on, ct) is { Count: > 0 } open)
        {
            throw new RuleViolation(StaffChangeRules.MattersOpen, string.Join(", ", open.Select(m => $"{m.Kind} {m.Text}")));
        }

        var never = await db.PostHoldings.Where(h => h.EmployeeId == employee.Id && h.ValidFrom >= on).ToListAsync(ct);
        var begun = never.Select(h => (Guid?)h.Id).ToList();
        if (await unrestricted.Read(() => db.Signatures.AnyAsync(s => begun.Contains(s.PostHoldingId), ct), ct))
        {
            throw new RuleViolation(StaffChangeRules.SignedAfter);
        }

        employee.LeftOn = on;
        db.RemoveRange(never);
        await EndPosts(employee.Id, on, db, primaryOnly: false, ct);
        foreach (var clearance in await db.Clearances.Where(c => c.EmployeeId == employee.Id && c.RevokedAt == null).ToListAsync(ct))
        {
            clearance.RevokedAt = now;
        }

        if (employee.AccountId is { } account)
        {
            await unrestricted.Read(
                async () =>
                {
                    await accounts.Close(account, ct);
                    return true;
                },
                ct);
        }
    }

    private static async Task EndPosts(Guid employee, DateOnly on, OrganizationDbContext db, bool primaryOnly, CancellationToken ct)
    {
        foreach (var held in await db.PostHoldings.Where(h => h.EmployeeId == employee && h.ValidFrom < on && (h.ValidUntil == null || h.ValidUntil > on) && (h.IsPrimary || !primaryOnly)).ToListAsync(ct))
        {
            held.ValidUntil = on;
        }

        // The old posts must end before a new one begins, or two primary ones would overlap.
        await db.SaveChangesAsync(ct);
    }
}
