namespace BusinessSuite.Organization.Leaves;

/// <summary>An employee's leave of one type, by what expires when: how much there is on any day, and out of what it is taken.</summary>
internal sealed class LeaveAccount
{
    private readonly Dictionary<DateOnly, SortedDictionary<DateOnly, decimal>> _lots = [];

    public LeaveAccount(IEnumerable<LeaveEntry> entries)
    {
        foreach (var entry in entries)
        {
            Add(entry.ExpiresOn, entry.Day, entry.Amount);
        }
    }

    /// <summary>The days on which something expires, those first that come first; the last of all days for what does not.</summary>
    public IEnumerable<DateOnly> Lots => _lots.Keys.Order();

    /// <summary>The balance on a day: the sum of all that counts by then.</summary>
    public decimal On(DateOnly day) => _lots.Values.Sum(l => l.Where(e => e.Key <= day).Sum(e => e.Value));

    /// <summary>What there is on a day of that which expires on another.</summary>
    public decimal On(DateOnly lot, DateOnly day) => _lots.TryGetValue(lot, out var entries) ? entries.Where(e => e.Key <= day).Sum(e => e.Value) : 0;

    /// <summary>
    /// Takes an amount on a day out of what expires first, leaving alone what later days were promised. What is missing may be
    /// overdrawn up to a limit, at the expense of the day's own year.
    /// </summary>
    /// <returns>What is taken from where, and how much is missing.</returns>
    public (IReadOnlyList<(DateOnly? ExpiresOn, decimal Amount)> Taken, decimal Missing) Take(DateOnly day, decimal amount, decimal maxOverdraw)
    {
        var taken = new List<(DateOnly?, decimal)>();
        foreach (var lot in Lots.Where(l => l >= day).ToList())
        {
            var part = Math.Min(amount, Free(lot, day));
            if (part > 0)
            {
                Put(lot, part);
            }
        }

        if (amount > 0 && maxOverdraw > 0)
        {
            // No day from then on may be overdrawn further than allowed, whatever there is of other grants.
            var days = _lots.Values.SelectMany(l => l.Keys).Where(d => d > day).Append(day).Distinct().ToList();
            var part = Math.Min(amount, maxOverdraw + days.Min(d => Lots.Sum(l => Math.Min(0, On(l, d)))));
            if (part > 0)
            {
                Put(new DateOnly(day.Year, 12, 31), part);
            }
        }

        return (taken, amount);

        void Put(DateOnly lot, decimal part)
        {
            Add(lot, day, -part);
            taken.Add((lot == DateOnly.MaxValue ? null : lot, part));
            amount -= part;
        }
    }

    /// <summary>What can be taken on a day of a lot without making any later day short.</summary>
    private decimal Free(DateOnly lot, DateOnly day) => _lots[lot].Keys.Where(d => d > day).Append(day).Min(d => On(lot, d));

    private void Add(DateOnly? expires, DateOnly day, decimal amount)
    {
        var lot = expires ?? DateOnly.MaxValue;
        if (!_lots.TryGetValue(lot, out var entries))
        {
            _lots[lot] = entries = [];
        }

        entries[day] = entries.GetValueOrDefault(day) + amount;
    }
}
