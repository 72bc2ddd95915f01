using System.Globalization;


namespace BusinessSuite.Tools.Bench;

/// <summary>A bound on how fast one contender is, measured by another.</summary>
/// <param name="Who">The name of the contender that must reach it.</param>
/// <param name="Against">The name of the other.</param>
/// <param name="Rate">The least ratio of their rates.</param>
/// <param name="AsTime">Whether the ratio is told as that of the times, so that the bound is the most.</param>
internal sealed record Target(string Who, string Against, double Rate, bool AsTime = false)
{
    /// <summary>At least so many times the other's answers a second.</summary>
    public static Target AtLeast(string who, double times, string against) => new(who, against, times);

    /// <summary>At most so many times the other's time for an answer.</summary>
    public static Target AtMost(string who, double times, string against) => new(who, against, 1 / times, AsTime: true);
}

/// <summary>What contenders are asked, and how they must compare.</summary>
internal sealed record Question(string Title, IReadOnlyList<Contender> Contenders, IReadOnlyList<Target> Targets)
{
    /// <summary>Whether the contenders answer the same, which is then checked first.</summary>
    public bool SameAnswers { get; init; } = true;

    /// <summary>Checks the answers, warms up, and measures in rounds in which everyone takes a turn.</summary>
    public async Task<Finding> Ask(Options options)
    {
        if (SameAnswers)
        {
            await Answers.Compare(Title, Contenders);
        }

        foreach (var contender in Contenders)
        {
            await contender.Measure(options.WarmUp);
        }

        var loads = Contenders.ToDictionary(c => c, _ => new List<Load>());
        for (var round = 0; round < options.Rounds; round++)
        {
            // Whoever begins in one round ends in the next.
            foreach (var contender in round % 2 == 0 ? Contenders : Contenders.Reverse())
            {
                loads[contender].Add(await contender.Measure(options.Seconds));
            }
        }

        return new(this, loads.ToDictionary(l => l.Key.Name, l => new Rounds(l.Value)));
    }
}

/// <summary>The rounds of one contender; each figure is the median.</summary>
internal sealed record Rounds(IReadOnlyList<Load> Loads)
{
    public double Rate => Median(l => l.Rate);

    public double Slowest => Loads.Min(l => l.Rate);

    public double Fastest => Loads.Max(l => l.Rate);

    public double Milliseconds => Median(l => l.Median);

    public double P99 => Median(l => l.P99);

    public double Processor => Median(l => l.Processor.TotalMilliseconds);

    public double Database => Median(l => l.Database.TotalMilliseconds);

    public long Bytes => Loads[0].Bytes;

    private double Median(Func<Load, double> figure)
    {
        var sorted = Loads.Select(figure).Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}

/// <summary>What a question found.</summary>
internal sealed record Finding(Question Question, IReadOnlyDictionary<string, Rounds> Rounds)
{
    /// <summary>Tells whoever runs the benchmark.</summary>
    public void Show()
    {
        foreach (var (name, r) in Rounds)
        {
            Say.Line($"  {name,-34} {r.Rate,9:N1}/s {r.Milliseconds,9:N2} ms  p99 {r.P99,8:N1} ms  processor {r.Processor:N3} + {r.Database:N3} ms");
        }

        foreach (var verdict in Verdicts)
        {
            verdict.Show();
        }
    }

    /// <summary>The targets with what was reached.</summary>
    public IEnumerable<Verdict> Verdicts => Question.Targets.Select(t =>
    {
        var rate = Rounds[t.Who].Rate / Rounds[t.Against].Rate;
        return t.AsTime
            ? new Verdict(Question.Title, $"time of {t.Who} : {t.Against}", 1 / rate, "", 1 / t.Rate, AtMost: true, "0.00")
            : new Verdict(Question.Title, $"rate of {t.Who} : {t.Against}", rate, "", t.Rate, AtMost: false, "0.00");
    });
}

/// <summary>A figure and its bound.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="What">What the figure is.</param>
/// <param name="Reached">The figure.</param>
/// <param name="Unit">Its unit; empty for ratios.</param>
/// <param name="Bound">The bound.</param>
/// <param name="AtMost">Whether the bound is the most, not the least.</param>
/// <param name="Format">How the figure is written.</param>
internal sealed record Verdict(string Question, string What, double Reached, string Unit, double Bound, bool AtMost, string Format)
{
    /// <summary>Whether it holds.</summary>
    public bool Holds => AtMost ? Reached <= Bound : Reached >= Bound;

    /// <summary>The figure with its unit.</summary>
    public string Figure => Written(Reached);

    /// <summary>The bound with its unit.</summary>
    public string Limit => $"{(AtMost ? "at most" : "at least")} {Written(Bound)}";

    private string Written(double value) => $"{value.ToString(Format, CultureInfo.InvariantCulture)} {Unit}".TrimEnd();

    /// <summary>One line for the console.</summary>
    public void Show() => Say.Line($"  {(Holds ? "reached" : "MISSED")}: {What} = {Figure}, {Limit}");
}
