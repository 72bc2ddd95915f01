using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Unicode;
using BusinessSuite.Host.Http;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Graph;

/// <summary>What one kind of account may spend. Each host counts for itself: with several hosts give each its share.</summary>
internal sealed class Budget
{
    /// <summary>The most points that an account can have, and that a request can cost.</summary>
    public int Points { get; set; } = 1_000;

    /// <summary>Points that come back in a second; at least 1.</summary>
    public int Restore { get; set; } = 100;

    /// <summary>The most rows that one request may ask for over all its lists.</summary>
    public int MaxRows { get; set; } = 10_000;
}

/// <summary>
/// The points of accounts, and of networks from which nobody signed in. A request costs a point for each field at its root and
/// one for every hundred rows that it could read; what it did not read comes back.
/// </summary>
internal sealed class Points(IOptions<GraphOptions> options, TimeProvider clock)
{
    /// <summary>How many rows cost a point.</summary>
    public const int RowsOfAPoint = 100;

    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, Purse> _purses = new();
    private long _swept = clock.GetTimestamp();

    /// <summary>What a request costs, to be paid before it is run.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="address">The address it comes from.</param>
    /// <param name="fields">Fields at the root.</param>
    /// <param name="rows">Rows that it could read.</param>
    /// <exception cref="RequestException">It costs more than any such account may spend on a request (COST_EXCEEDED).</exception>
    public Bill Bill(Caller caller, IPAddress? address, long fields, long rows)
    {
        var budget = caller.IsService || caller.IsSystem ? options.Value.Services : options.Value.People;
        var cost = Cost(fields, rows);
        return rows <= budget.MaxRows && cost <= budget.Points
            ? new(Of(caller.UserId ?? Network.Of(address), budget), fields, cost)
            : throw new RequestException(
                $"The request asks for up to {rows} rows and costs {cost} points; at most {budget.MaxRows} rows and {budget.Points} points are allowed. Ask for smaller pages.", "COST_EXCEEDED");
    }

    /// <summary>The points for a number of root fields and rows.</summary>
    public static long Cost(long fields, long rows) => fields + ((rows + RowsOfAPoint - 1) / RowsOfAPoint);

    private Purse Of(Guid who, Budget budget)
    {
        if (_purses.TryGetValue(who, out var purse))
        {
            return purse;
        }

        var (now, swept) = (clock.GetTimestamp(), Volatile.Read(ref _swept));
        if (clock.GetElapsedTime(swept, now) > Sweep && Interlocked.CompareExchange(ref _swept, now, swept) == swept)
        {
            // A full one is as good as none.
            foreach (var full in _purses.Where(p => p.Value.Available == p.Value.Budget.Points))
            {
                _purses.TryRemove(full);
            }
        }

        return _purses.GetOrAdd(who, _ => new(budget, clock));
    }
}

/// <summary>The points of one account: all there is to know of them is when they will all be back.</summary>
internal sealed class Purse(Budget budget, TimeProvider clock)
{
    private long _fullAt = clock.GetTimestamp();

    public Budget Budget => budget;

    /// <summary>The points that are there.</summary>
    public long Available
    {
        get
        {
            var missing = (Int128)(Volatile.Read(ref _fullAt) - clock.GetTimestamp()) * budget.Restore;
            return Math.Clamp(budget.Points - (long)((missing + clock.TimestampFrequency - 1) / clock.TimestampFrequency), 0, budget.Points);
        }
    }

    /// <summary>Takes points if they are there.</summary>
    /// <returns>Zero, or in how many seconds they will be.</returns>
    public int Take(long points)
    {
        while (true)
        {
            var now = clock.GetTimestamp();
            var was = Volatile.Read(ref _fullAt);
            var full = Math.Max(was, now) + Time(points);
            var missing = full - now - Time(budget.Points);
            if (missing > 0)
            {
                return (int)((missing + clock.TimestampFrequency - 1) / clock.TimestampFrequency);
            }

            if (Interlocked.CompareExchange(ref _fullAt, full, was) == was)
            {
                return 0;
            }
        }
    }

    /// <summary>Gives points back; with a negative number takes them even if they are not there.</summary>
    public void Return(long points) => Interlocked.Add(ref _fullAt, -Time(points));

    /// <summary>How long points take to come back, in units of the clock.</summary>
    private long Time(long points) => (long)((Int128)points * clock.TimestampFrequency / budget.Restore);
}

/// <summary>What a request costs.</summary>
/// <param name="Purse">Who pays.</param>
/// <param name="Fields">Fields at the root.</param>
/// <param name="Requested">Points for these and for the rows that it could read.</param>
internal readonly record struct Bill(Purse Purse, long Fields, long Requested)
{
    /// <summary>Pays it.</summary>
    /// <exception cref="RequestException">Too few points are left (THROTTLED).</exception>
    public Bill Pay() => Purse.Take(Requested) is > 0 and var wait
        ? throw new RequestException($"The request costs {Requested} points, of which too few are left. Try again in {wait} s.", "THROTTLED", wait)
        : this;

    /// <summary>Gives back what was not used, takes what was used beyond that by what operations and functions answer, and writes the extensions member.</summary>
    /// <param name="json">The answer.</param>
    /// <param name="rows">How many rows were read.</param>
    public void Settle(JsonBuffer json, long rows)
    {
        var actual = Points.Cost(Fields, rows);
        Purse.Return(Requested - actual);
        Utf8.TryWrite(
            json.GetSpan(300), CultureInfo.InvariantCulture,
            $$$$""","extensions":{"cost":{"requestedQueryCost":{{{{Requested}}}},"actualQueryCost":{{{{actual}}}},"throttleStatus":{"maximumAvailable":{{{{Purse.Budget.Points}}}},"currentlyAvailable":{{{{Purse.Available}}}},"restoreRate":{{{{Purse.Budget.Restore}}}}}}}""", out var written);
        json.Advance(written);
    }
}
