using BusinessSuite.Organization.Leaves;
using CsCheck;

namespace BusinessSuite.Organization.Tests;

/// <summary>What must hold for every ledger of leave.</summary>
[Trait("row", "GE-05")]
public sealed class LeaveLaws
{
    private static readonly DateOnly First = new(2026, 1, 1);

    // Grants that count from a day and expire at the end of one of three years, or never.
    private static readonly Gen<LeaveEntry> Grant = Gen.Select(Gen.Int[0, 700], Gen.Int[1, 40], Gen.Int[0, 3]).Select((day, halves, year) => Entry(
        LeaveEntryKind.Grant, halves * 0.5m, First.AddDays(day), year == 3 ? null : new DateOnly(First.AddDays(day).Year + year, 12, 31)));

    private static readonly Gen<(DateOnly Day, decimal Amount)> Use = Gen.Select(Gen.Int[0, 900], Gen.Int[1, 12]).Select((day, halves) => (First.AddDays(day), halves * 0.5m));

    [Fact]
    public void The_balance_on_any_day_is_the_sum_of_the_entries_and_no_day_is_short() => Gen.Select(Grant.List[0, 6], Use.List[0, 15], Gen.Int[0, 900]).Sample((grants, uses, probe) =>
    {
        var entries = Book(grants, uses, 0);
        var account = new LeaveAccount(entries);
        var day = First.AddDays(probe);
        return account.On(day) == entries.Where(e => e.Day <= day).Sum(e => e.Amount)
            && account.Lots.Sum(l => account.On(l, day)) == account.On(day)
            && Enumerable.Range(0, 905).All(d => account.Lots.All(l => account.On(l, First.AddDays(d)) >= 0))
            && entries.All(e => e.Kind != LeaveEntryKind.Use || e.ExpiresOn is null || e.Day <= e.ExpiresOn);
    }, iter: 500);

    [Fact]
    public void What_is_taken_and_what_is_missing_is_what_was_asked_for_and_nothing_is_missing_while_there_is_some() => Gen.Select(Grant.List[0, 6], Use.List[0, 10], Use).Sample((grants, uses, one) =>
    {
        var account = new LeaveAccount(Book(grants, uses, 0));
        var (taken, missing) = account.Take(one.Day, one.Amount, 0);
        // What could still be taken on that day: of each part the least that any day from then on has.
        var left = account.Lots.Where(l => l >= one.Day).Sum(l => Enumerable.Range(0, 1_000).Select(d => one.Day.AddDays(d)).Min(d => account.On(l, d)));
        return taken.Sum(t => t.Amount) + missing == one.Amount && taken.All(t => t.Amount > 0) && (missing == 0 || left == 0);
    }, iter: 300);

    [Fact]
    public void A_reversal_restores_every_day() => Gen.Select(Grant.List[1, 6], Use.List[0, 15], Gen.Int[0, 100]).Sample((grants, uses, which) =>
    {
        var entries = Book(grants, uses, 0);
        var undone = entries[which % entries.Count];
        var (before, after) = (new LeaveAccount(entries.Where(e => e != undone)), new LeaveAccount([.. entries, undone.Reversed(DateTimeOffset.UnixEpoch)]));
        return Enumerable.Range(0, 905).Select(d => First.AddDays(d)).All(d => before.On(d) == after.On(d) && after.Lots.All(l => before.On(l, d) == after.On(l, d)));
    }, iter: 300);

    [Fact]
    public void What_may_be_overdrawn_is_never_exceeded() => Gen.Select(Grant.List[0, 3], Use.List[1, 20], Gen.Int[1, 10]).Sample((grants, uses, max) =>
    {
        var account = new LeaveAccount(Book(grants, uses, max));
        return Enumerable.Range(0, 1_100).All(d => account.On(First.AddDays(d)) >= -max);
    }, iter: 300);

    [Fact]
    public void Years_of_service_grow_by_one_a_year_and_count_no_day_twice() => Gen.Select(Gen.Int[0, 8_000], Gen.Int[1, 6_000], Gen.Int[0, 8_000], Gen.Int[1, 6_000]).Sample((a, lengthA, b, lengthB) =>
    {
        ServicePeriod Period(int from, int length) => new() { Employer = "x", From = new DateOnly(1990, 1, 1).AddDays(from), Until = new DateOnly(1990, 1, 1).AddDays(from + length) };
        var (one, two) = (Period(a, lengthA), Period(b, lengthB));
        var day = new DateOnly(2026, 1, 1);
        var days = Enumerable.Range(0, 14_000).Select(d => new DateOnly(1990, 1, 1).AddDays(d)).Count(d => (one.From <= d && one.Until > d && d < day) || (two.From <= d && two.Until > d && d < day));
        var years = Entitlement.Years([one, two], day);
        return Entitlement.Years([two, one], day) == years && day.AddDays(-days).AddYears(years) <= day && day.AddDays(-days).AddYears(years + 1) > day;
    }, iter: 200);

    private static List<LeaveEntry> Book(List<LeaveEntry> grants, List<(DateOnly Day, decimal Amount)> uses, decimal maxOverdraw)
    {
        var entries = new List<LeaveEntry>(grants);
        foreach (var (day, amount) in uses)
        {
            entries.AddRange(new LeaveAccount(entries).Take(day, amount, maxOverdraw).Taken.Select(t => Entry(LeaveEntryKind.Use, -t.Amount, day, t.ExpiresOn)));
        }

        return entries;
    }

    private static LeaveEntry Entry(LeaveEntryKind kind, decimal amount, DateOnly day, DateOnly? expires) => new() { Kind = kind, Amount = amount, Day = day, ExpiresOn = expires };
}
