using BusinessSuite.Host.Work;

namespace BusinessSuite.Host.Tests.Work;

public sealed class NumberPatternTests
{
    private static readonly DateOnly Day = new(2026, 3, 9);
    private static readonly Dictionary<string, string> Parts = new() { ["type"] = "PERMIT" };

    [Theory]
    [Trait("row", "IN-06")]
    [InlineData("{type}-{yyyy}{MM}{dd}-{seq:4}", 7, "PERMIT-20260309-0007", "PERMIT-20260309-{seq}")]
    [InlineData("{seq}", 12345, "12345", "{seq}")]
    [InlineData("A{yy}/{seq:2}B", 123, "A26/123B", "A26/{seq}B")]
    public void A_pattern_renders_number_and_scope(string pattern, long sequence, string number, string scope)
    {
        var parsed = NumberPattern.Parse(pattern);
        parsed.Render(Day, Parts, sequence).Should().Be(number);
        parsed.Scope(Day, Parts).Should().Be(scope);
    }

    [Theory]
    [InlineData("no sequence")]
    [InlineData("{seq}{seq:3}")]
    public void A_pattern_has_exactly_one_sequence(string pattern) => ((Action)(() => NumberPattern.Parse(pattern))).Should().Throw<FormatException>();

    [Fact]
    public void An_unknown_part_is_refused() => ((Action)(() => NumberPattern.Parse("{colour}-{seq}").Scope(Day, Parts))).Should().Throw<FormatException>();
}
