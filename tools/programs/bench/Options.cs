using System.Globalization;

namespace BusinessSuite.Tools.Bench;

/// <summary>The command line.</summary>
/// <param name="Applications">How many applications the company has.</param>
/// <param name="Rounds">How often each contender is measured.</param>
/// <param name="Seconds">How long one measurement takes.</param>
/// <param name="WarmUp">How long each contender is warmed up before.</param>
/// <param name="Data">Where the generated companies are kept.</param>
/// <param name="Only">Words of the titles of the questions to ask; none for all.</param>
/// <param name="Quick">Whether it is a short run.</param>
internal sealed record Options(int Applications, int Rounds, double Seconds, double WarmUp, string Data, string? Only, bool Quick)
{
    /// <summary>The small company that the large one is held against.</summary>
    public const int Small = 10_000;

    /// <summary>Whether a question of this title is to be asked.</summary>
    public bool Asks(string title) => Only is null || title.Contains(Only, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads it; null when it makes no sense.</summary>
    public static Options? Parse(string[] args, string root)
    {
        var options = args.Contains("--quick")
            ? new Options(100_000, 3, 1, 1, Path.Combine(root, "data/bench"), null, true)
            : new Options(1_000_000, 5, 4, 15, Path.Combine(root, "data/bench"), null, false);
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--quick":
                    continue;
                case "--applications" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var applications) && applications >= Small:
                    options = options with { Applications = applications };
                    break;
                case "--rounds" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0:
                    options = options with { Rounds = rounds };
                    break;
                case "--seconds" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds > 0:
                    options = options with { Seconds = seconds };
                    break;
                case "--data" when value.Length > 0:
                    options = options with { Data = Path.GetFullPath(value) };
                    break;
                case "--only" when value.Length > 0:
                    options = options with { Only = value };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return options;
    }
}
