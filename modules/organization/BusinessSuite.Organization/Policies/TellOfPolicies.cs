using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.StaffChanges;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Policies;

/// <summary>What asks an employee to acknowledge a version of a policy, and reminds him once it is overdue.</summary>
/// <param name="Policy">The title of the policy.</param>
/// <param name="Number">The number of the version.</param>
/// <param name="EffectiveOn">The first day on which it is in force.</param>
/// <param name="DueOn">The last day to acknowledge it.</param>
/// <param name="Overdue">Whether that day has passed.</param>
internal sealed record PolicyToAcknowledge(string Policy, int Number, DateOnly EffectiveOn, DateOnly DueOn, bool Overdue) : IMessageData<PolicyToAcknowledge>
{
    public static string Template => "organization.policy-to-acknowledge";

    public static PolicyToAcknowledge Sample { get; } = new("Working hours", 2, new(2026, 9, 1), new(2026, 9, 15), false);
}

/// <summary>Tells employees of the versions that they are to acknowledge, and reminds those who are overdue, once each. Who left or is still to join is not written to.</summary>
[Recurring("organization.tell-of-policies", "*/10 * * * *")]
internal sealed class TellOfPolicies(OrganizationDbContext db, WorkCalendars calendars, IColleagues colleagues) : IRecurringJob
{
    private const int Most = 500;

    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var day = await calendars.Day(tick, ct);
        // What is overdue already when it is told needs no reminder beside.
        foreach (var (asked, version, policy) in await Open(day, a => a.ToldAt == null, ct))
        {
            await Tell(asked, version, policy, day, ct);
            (asked.ToldAt, asked.RemindedAt) = (tick, asked.DueOn < day ? tick : null);
        }

        foreach (var (asked, version, policy) in await Open(day, a => a.ToldAt != null && a.RemindedAt == null && a.DueOn < day, ct))
        {
            await Tell(asked, version, policy, day, ct);
            asked.RemindedAt = tick;
        }
    }

    private async Task<List<(Acknowledgement Asked, PolicyVersion Version, string Policy)>> Open(
        DateOnly day, System.Linq.Expressions.Expression<Func<Acknowledgement, bool>> which, CancellationToken ct) =>
        [.. (await (
            from asked in db.Acknowledgements.Where(which)
            join employee in db.Employees on asked.EmployeeId equals employee.Id
            join version in db.PolicyVersions on asked.PolicyVersionId equals version.Id
            join policy in db.Policies on version.PolicyId equals policy.Id
            where asked.AcknowledgedAt == null && (employee.LeftOn == null || employee.LeftOn > day)
                && !db.StaffChanges.Any(c => c.EmployeeId == employee.Id && c.Kind == StaffChangeKind.Joining && c.State == StaffChangeState.Open)
            orderby asked.Id
            select new { asked, version, policy.Title }).Take(Most).ToListAsync(ct)).Select(o => (o.asked, o.version, o.Title))];

    private Task<Guid?> Tell(Acknowledgement asked, PolicyVersion version, string policy, DateOnly day, CancellationToken ct)
    {
        var overdue = asked.DueOn < day;
        return colleagues.Tell(
            asked.EmployeeId, new PolicyToAcknowledge(policy, version.Number, version.EffectiveOn, asked.DueOn, overdue),
            new($"{PolicyToAcknowledge.Template}:{asked.Id}:{asked.DueOn:yyyyMMdd}:{(overdue ? "overdue" : "new")}") { AboutId = asked.Id }, ct);
    }
}
