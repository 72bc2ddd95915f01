using System.ComponentModel.DataAnnotations.Schema;

namespace BusinessSuite.Sdk;

/// <summary>An exact amount in one currency. Stored as <c>numeric(19,4)</c> and a three-letter code.</summary>
/// <param name="Amount">The amount in units of the currency, at most four decimals.</param>
/// <param name="Currency">The ISO 4217 code, for example CNY.</param>
[ComplexType]
public sealed record Money(decimal Amount, string Currency);
