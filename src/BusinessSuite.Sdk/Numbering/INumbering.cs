namespace BusinessSuite.Sdk;

/// <summary>Dense numbers: no gap, no double, given inside the transaction that uses them.</summary>
public interface INumbering
{
    /// <summary>
    /// The next number of a pattern such as <c>{type}-{yyyy}{MM}{dd}-{seq:4}</c>. Each text before the sequence counts for itself,
    /// so a pattern with a date starts at 1 every day.
    /// </summary>
    /// <param name="pattern">Text with <c>{seq:width}</c>, date parts <c>{yyyy} {yy} {MM} {dd}</c> and named parts.</param>
    /// <param name="date">The business date.</param>
    /// <param name="parts">The named parts, for example <c>("type", "PERMIT")</c>.</param>
    /// <param name="ct">Cancels the wait for the counter.</param>
    /// <exception cref="FormatException">The pattern has no <c>{seq}</c> or names an unknown part.</exception>
    Task<string> Next(string pattern, DateOnly date, IReadOnlyDictionary<string, string> parts, CancellationToken ct);
}
