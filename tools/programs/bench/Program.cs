using BusinessSuite.Host.Postgres;
using BusinessSuite.Tools.Bench;

var options = Options.Parse(args, Repository.Root);
if (options is null)
{
    Console.Error.WriteLine(
        """
        usage: bench [--quick] [--applications N] [--rounds N] [--seconds N] [--data DIR] [--only WORDS]

        Measures the suite side by side with PostGraphile, hand-written endpoints and plain SQL on the same database.
        --quick         100,000 applications and short rounds; ends within 3 minutes
        --applications  how many applications the generated company has; 1,000,000 unless given
        --rounds        how often each contender is measured; the median counts
        --seconds       how long one measurement takes
        --data          where the generated companies are kept; data/bench unless given
        --only          only the questions whose title has these words
        """);
    return 2;
}

try
{
    return await Bench.Run(options);
}
catch (Exception e) when (e is BenchException or PostgresUnavailableException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
