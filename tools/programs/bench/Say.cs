namespace BusinessSuite.Tools.Bench;

/// <summary>What whoever runs the benchmark sees.</summary>
internal static class Say
{
    /// <summary>One line; numbers look the same everywhere.</summary>
    public static void Line(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
