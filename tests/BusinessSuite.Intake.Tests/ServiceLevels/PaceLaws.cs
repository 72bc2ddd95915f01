using BusinessSuite.Intake.Anomalies;
using CsCheck;

namespace BusinessSuite.Intake.Tests.ServiceLevels;

/// <summary>The one working time that the search goes by says the same as the median of each case.</summary>
[Trait("row", "IN-15")]
public sealed class PaceLaws
{
    private static readonly Gen<List<int>> History = Gen.Int[0, 40].List[0, 30];

    [Fact]
    public void A_case_is_late_as_soon_as_more_is_expected_than_promised() => Gen.Select(History, Gen.Int[1, 40], Gen.Int[0, 45]).Sample((history, within, worked) =>
    {
        var pace = new Pace([.. history.Order().Select(Hours)]);
        var late = Hours(worked) >= pace.LateFrom(Hours(within));
        return late == (worked >= within || pace.Expected(Hours(worked)) > Hours(within));
    }, iter: 20_000);

    [Fact]
    public void What_is_expected_is_the_median_of_those_that_took_longer() => Gen.Select(History, Gen.Int[0, 45]).Sample((history, worked) =>
    {
        var longer = history.Where(h => h > worked).Order().ToList();
        var expected = new Pace([.. history.Order().Select(Hours)]).Expected(Hours(worked));
        return history.Count < 5 || longer.Count == 0
            ? expected is null
            : longer.Count(h => Hours(h) < expected) * 2 <= longer.Count && longer.Count(h => Hours(h) > expected) * 2 <= longer.Count && longer.Contains((int)expected!.Value.TotalHours);
    }, iter: 20_000);

    private static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);
}
