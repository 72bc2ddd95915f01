using System.Diagnostics;
using System.Globalization;

namespace BusinessSuite.Tools.Bench;

/// <summary>A run: companies, servers, questions, results.</summary>
internal static class Bench
{
    /// <summary>Runs it.</summary>
    /// <returns>0 when every figure holds its bound, 3 when one does not.</returns>
    public static async Task<int> Run(Options options)
    {
        await using var company = await Company.Open(Path.Combine(options.Data, options.Applications.ToString(CultureInfo.InvariantCulture)));
        await using var suite = await Open(company, options.Applications);
        await using var smallCompany = await Company.Open(Path.Combine(options.Data, Options.Small.ToString(CultureInfo.InvariantCulture)));
        await using var smallSuite = await Open(smallCompany, Options.Small);
        await using var handwritten = await Peers.Handwritten(company, suite.Caller);
        await using var postGraphile = await Peers.PostGraphile(company, suite.Caller);

        var findings = new List<Finding>();
        foreach (var make in await Questions.All(new(company, suite, postGraphile, handwritten, smallCompany, smallSuite, options.Applications)))
        {
            var question = await make();
            if (options.Only is { } words && !question.Title.Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            Say.Line($"{question.Title}");
            var finding = await question.Ask(options);
            findings.Add(finding);
            foreach (var (name, rounds) in finding.Rounds)
            {
                Say.Line($"  {name,-34} {rounds.Rate,9:N1}/s  {rounds.Milliseconds,7:N2} ms  p99 {rounds.P99,7:N1} ms  processor {rounds.Processor:N3} + {rounds.Database:N3} ms");
            }

            foreach (var verdict in finding.Verdicts)
            {
                verdict.Show();
            }
        }

        return findings.SelectMany(f => f.Verdicts).All(v => v.Holds) ? 0 : 3;
    }

    private static async Task<Suite> Open(Company company, int applications)
    {
        var watch = Stopwatch.StartNew();
        var suite = await Suite.Start(company, "suite");
        try
        {
            if (await company.Fill(applications))
            {
                Say.Line($"{applications:N0} applications were generated in {watch.Elapsed.TotalSeconds:N0} s.");
            }

            await suite.AdmitReaders();
            return suite;
        }
        catch
        {
            await suite.DisposeAsync();
            throw;
        }
    }
}
