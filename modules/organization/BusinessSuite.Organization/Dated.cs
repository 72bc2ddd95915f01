using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization;

/// <summary>What holds from a day to a day.</summary>
internal interface IDated
{
    /// <summary>The first day.</summary>
    DateOnly ValidFrom { get; }

    /// <summary>The day on which it holds no more; null while no end is known.</summary>
    DateOnly? ValidUntil { get; set; }
}

/// <summary>Ends what holds for a time.</summary>
internal static class Ending
{
    /// <summary>Ends what holds on a day, and removes what was to begin from then on: it never takes effect.</summary>
    /// <exception cref="RuleViolation">Some of it has taken effect before today.</exception>
    public static void End<T>(this DbSet<T> rows, IEnumerable<T> held, DateOnly day, DateOnly today) where T : class, IDated
    {
        foreach (var one in held)
        {
            if (one.ValidFrom < day)
            {
                one.ValidUntil = day;
            }
            else if (one.ValidFrom < today)
            {
                throw new RuleViolation(OrganizationRules.ChangedBefore);
            }
            else
            {
                rows.Remove(one);
            }
        }
    }
}
