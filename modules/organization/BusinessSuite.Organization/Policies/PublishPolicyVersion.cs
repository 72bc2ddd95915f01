using BusinessSuite.Organization.Calendars;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Policies;

/// <summary>A clause of a new version.</summary>
/// <param name="Number">The number, unique in the version.</param>
/// <param name="Text">The text.</param>
internal sealed record NewClause(string Number, string Text);

internal static class PublishPolicyVersionOperation
{
    /// <summary>Publishes a version of a policy. Every employee of the company is asked to acknowledge it, and told so.</summary>
    /// <param name="effectiveOn">The first day on which it is in force.</param>
    /// <param name="clauses">All clauses, in their order.</param>
    /// <param name="acknowledgeDays">How many days after that everyone must have acknowledged it; who joins later, how many days after joining. From 0 to 3,650.</param>
    [Mutation, Requires(Permissions.AdministerPolicies)]
    public static async Task<PolicyVersion> PublishPolicyVersion(
        Policy policy, DateOnly effectiveOn, IReadOnlyList<NewClause> clauses, OrganizationDbContext db, WorkCalendars calendars, ILocks locks, IUnrestricted unrestricted,
        Caller caller, TimeProvider clock, CancellationToken ct, int acknowledgeDays = 14)
    {
        caller.RequireEverywhere(Permissions.AdministerPolicies);
        if (clauses.Count == 0 || acknowledgeDays is < 0 or > 3_650)
        {
            throw new RuleViolation(PlatformRules.Invalid, "A version has clauses, and a term of 0 to 3,650 days.") { Field = [clauses.Count == 0 ? "clauses" : "acknowledgeDays"] };
        }

        await locks.Take(NewcomerPolicies.Lock, ct);
        var now = clock.GetUtcNow();
        var last = await db.PolicyVersions.Where(v => v.PolicyId == policy.Id).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        if (effectiveOn <= last?.EffectiveOn)
        {
            throw new RuleViolation(PolicyRules.Backward) { Field = ["effectiveOn"] };
        }

        var version = new PolicyVersion { PolicyId = policy.Id, Number = (last?.Number ?? 0) + 1, EffectiveOn = effectiveOn, AcknowledgeDays = acknowledgeDays, PublishedAt = now };
        db.Add(version);
        db.AddRange(clauses.Select(c => new PolicyClause { PolicyVersionId = version.Id, Number = c.Number, Text = c.Text }));
        var day = await calendars.Day(now, ct);
        var employees = await unrestricted.Read(() => db.Employees.Where(e => e.LeftOn == null || e.LeftOn > day).Select(e => new { e.Id, e.JoinedOn }).ToListAsync(ct), ct);
        db.AddRange(employees.Select(e => version.Ask(e.Id, e.JoinedOn > day ? e.JoinedOn.Value : day)));
        return version;
    }
}
