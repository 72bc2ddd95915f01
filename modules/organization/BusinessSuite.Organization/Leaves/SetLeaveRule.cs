using BusinessSuite.Organization.Shifts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

/// <summary>Days a year from so many years of cumulated service on.</summary>
/// <param name="AfterYears">From how many full years on.</param>
/// <param name="Days">The days a year.</param>
internal sealed record ServiceStep(int AfterYears, decimal Days);

internal static class SetLeaveRuleOperation
{
    /// <summary>Gives a type of leave its rule from a day on. The rule before ends on that day and stays on record. It holds for everyone: the permission must reach everywhere.</summary>
    /// <param name="validFrom">The first day.</param>
    /// <param name="source">Where it comes from: the law, the article, the decision of the company.</param>
    /// <param name="fromBalance">Whether it is taken from a balance; else it is only approved.</param>
    /// <param name="maxOverdraw">How far the balance may be overdrawn, in the unit of the type; never unless given.</param>
    /// <param name="countsRestDays">Whether rest days and holidays within it count too; not in leave by the hour.</param>
    /// <param name="noticeDays">How many working days beforehand it is to be requested; none where it may be reported afterwards.</param>
    /// <param name="carryLimit">How much of what is left when a grant expires is carried over, in the unit of the type.</param>
    /// <param name="carryMonths">For how many months more what is carried over can be taken.</param>
    /// <param name="grantMonths">For how many months a grant holds that is not that of a calendar year; no end unless given.</param>
    /// <param name="steps">The days it gives a year, by years of cumulated service.</param>
    [Mutation, Requires(Permissions.AdministerLeave)]
    public static async Task<LeaveRule> SetLeaveRule(
        LeaveType leaveType, DateOnly validFrom, string source, bool fromBalance, OrganizationDbContext db, Caller caller, CancellationToken ct, decimal? maxOverdraw = null, bool countsRestDays = false,
        int? noticeDays = null, decimal? carryLimit = null, int carryMonths = 0, int? grantMonths = null, IReadOnlyList<ServiceStep>? steps = null)
    {
        caller.RequireEverywhere(Permissions.AdministerLeave);
        if (await db.LeaveRules.AnyAsync(r => r.LeaveTypeId == leaveType.Id && r.ValidFrom >= validFrom, ct))
        {
            throw new RuleViolation(ShiftRules.Earlier) { Field = ["validFrom"] };
        }

        if (maxOverdraw < 0 || carryLimit < 0 || carryMonths is < 0 or > 120 || noticeDays is < 0 or > 250 || grantMonths is < 1 or > 120 || (steps ?? []).Any(s => s.AfterYears < 0 || s.Days < 0))
        {
            throw new RuleViolation(PlatformRules.Invalid, "No amount is negative, and no time is longer than ten years.");
        }

        if (countsRestDays && leaveType.Unit == LeaveUnit.Hour)
        {
            throw new RuleViolation(LeaveRules.RestDays) { Field = ["countsRestDays"] };
        }

        if (await db.LeaveRules.FirstOrDefaultAsync(r => r.LeaveTypeId == leaveType.Id && r.ValidUntil == null, ct) is { } before)
        {
            before.ValidUntil = validFrom;
            // The rule before must end before the new one begins, or the two would overlap.
            await db.SaveChangesAsync(ct);
        }

        var rule = new LeaveRule
        {
            LeaveTypeId = leaveType.Id,
            ValidFrom = validFrom,
            Source = source,
            FromBalance = fromBalance,
            MaxOverdraw = maxOverdraw ?? 0,
            CountsRestDays = countsRestDays,
            NoticeDays = noticeDays,
            CarryLimit = carryLimit ?? 0,
            CarryMonths = carryMonths,
            GrantMonths = grantMonths,
        };
        db.Add(rule);
        db.AddRange((steps ?? []).Select(s => new LeaveGrantStep { RuleId = rule.Id, AfterYears = s.AfterYears, Days = s.Days }));
        return rule;
    }
}
