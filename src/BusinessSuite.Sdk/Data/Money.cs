using System.ComponentModel.DataAnnotations.Schema;

namespace BusinessSuite.Sdk;

/// <summary>An exact amount in one currency. Stored as <c>numeric(19,4)</c> and a three-letter code.</summary>
/// <param name="Amount">The amount in units of the currency, at most four decimals.</param>
/// <param name="Currency">The ISO 4217 code, for example CNY.</param>
/// <exception cref="RuleViolation">The amount has more digits than can be kept.</exception>
[ComplexType]
public sealed record Money(decimal Amount, string Currency)
{
    private const decimal Limit = 1_000_000_000_000_000;

    /// <summary>The amount in units of the currency, at most four decimals.</summary>
    public decimal Amount { get; init; } = Math.Abs(Amount) < Limit && decimal.Round(Amount, 4) == Amount
        ? Amount
        : throw new RuleViolation(PlatformRules.Invalid, "An amount has at most 15 digits before the point and four after it.");
}
