using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Overtime;

/// <summary>The limits and rates of working time that law and company give, by date (工时规定).</summary>
[Readable(Permissions.ReadTime, Plural = "timePolicies")]
internal sealed class TimePolicy : Entity
{
    /// <summary>The first day.</summary>
    [Sortable, WriteOnce]
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it does not hold any more; null for no end.</summary>
    [WriteOnce]
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Where it comes from: the law, the article, the decision of the company.</summary>
    [WriteOnce]
    public string Source { get; init; } = "";

    /// <summary>How much overtime a day may have.</summary>
    [WriteOnce]
    public TimeSpan OvertimePerDay { get; init; }

    /// <summary>How much overtime a calendar month may have.</summary>
    [WriteOnce]
    public TimeSpan OvertimePerMonth { get; init; }

    /// <summary>What overtime on a working day is paid with, in percent of the wage.</summary>
    [WriteOnce]
    public int WorkdayRate { get; init; }

    /// <summary>What work on a rest day is paid with where no rest is given for it, in percent.</summary>
    [WriteOnce]
    public int RestDayRate { get; init; }

    /// <summary>What work on a statutory holiday is paid with, in percent.</summary>
    [WriteOnce]
    public int StatutoryHolidayRate { get; init; }

    /// <summary>How many missing clock events an employee may have corrected in a calendar month.</summary>
    [WriteOnce]
    public int CorrectionsPerMonth { get; init; }
}

/// <summary>Looks up policies.</summary>
internal static class TimePolicies
{
    /// <summary>The policy of a day.</summary>
    public static async Task<TimePolicy> On(this DbSet<TimePolicy> policies, DateOnly day, CancellationToken ct) =>
        await policies.AsNoTracking().FirstOrDefaultAsync(p => p.ValidFrom <= day && (p.ValidUntil == null || p.ValidUntil > day), ct)
            ?? throw new RuleViolation(OvertimeRules.NoPolicy);
}
