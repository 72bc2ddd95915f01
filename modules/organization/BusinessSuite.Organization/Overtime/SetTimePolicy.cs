using BusinessSuite.Organization.Shifts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Overtime;

internal static class SetTimePolicyOperation
{
    /// <summary>Sets the limits and rates of working time from a day on. Those before end on that day and stay on record. They are the company's: the permission must reach everywhere.</summary>
    /// <param name="validFrom">The first day.</param>
    /// <param name="source">Where it comes from: the law, the article, the decision of the company.</param>
    /// <param name="overtimePerDay">How much overtime a day may have.</param>
    /// <param name="overtimePerMonth">How much overtime a calendar month may have.</param>
    /// <param name="workdayRate">What overtime on a working day is paid with, in percent of the wage.</param>
    /// <param name="restDayRate">What work on a rest day is paid with where no rest is given for it, in percent.</param>
    /// <param name="statutoryHolidayRate">What work on a statutory holiday is paid with, in percent.</param>
    /// <param name="correctionsPerMonth">How many missing clock events an employee may have corrected in a calendar month.</param>
    [Mutation, Requires(Permissions.AdministerTime)]
    public static async Task<TimePolicy> SetTimePolicy(
        DateOnly validFrom, string source, TimeSpan overtimePerDay, TimeSpan overtimePerMonth, int workdayRate, int restDayRate, int statutoryHolidayRate, int correctionsPerMonth,
        OrganizationDbContext db, Caller caller, CancellationToken ct)
    {
        caller.RequireEverywhere(Permissions.AdministerTime);
        if (await db.TimePolicies.AnyAsync(p => p.ValidFrom >= validFrom, ct))
        {
            throw new RuleViolation(ShiftRules.Earlier) { Field = ["validFrom"] };
        }

        if (await db.TimePolicies.FirstOrDefaultAsync(p => p.ValidUntil == null, ct) is { } before)
        {
            before.ValidUntil = validFrom;
            await db.SaveChangesAsync(ct);
        }

        return new()
        {
            ValidFrom = validFrom,
            Source = source,
            OvertimePerDay = overtimePerDay,
            OvertimePerMonth = overtimePerMonth,
            WorkdayRate = workdayRate,
            RestDayRate = restDayRate,
            StatutoryHolidayRate = statutoryHolidayRate,
            CorrectionsPerMonth = correctionsPerMonth,
        };
    }
}
