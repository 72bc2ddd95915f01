namespace BusinessSuite.Sdk;

/// <summary>Each row holds during a time. Lists of the entity can be asked as of a day or an instant: their argument <c>asOf</c>.</summary>
/// <param name="from">The property that holds the start, which belongs to it.</param>
/// <param name="until">The property that holds the end, which does not; null for no end.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PeriodAttribute(string from, string until) : Attribute
{
    /// <summary>The property that holds the start, which belongs to it.</summary>
    public string From { get; } = from;

    /// <summary>The property that holds the end, which does not; null for no end.</summary>
    public string Until { get; } = until;
}
