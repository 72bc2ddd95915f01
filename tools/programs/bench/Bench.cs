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
        var watch = Stopwatch.StartNew();
        await using var company = await Company.Open(Path.Combine(options.Data, options.Applications.ToString(CultureInfo.InvariantCulture)));
        await using var smallCompany = await Company.Open(Path.Combine(options.Data, Options.Small.ToString(CultureInfo.InvariantCulture)));
        var findings = new List<Finding>();
        var verdicts = new List<Verdict>();
        string reader;
        var load = 0.0;
        await using (var suite = await Open(company, options.Applications))
        await using (var smallSuite = await Open(smallCompany, Options.Small))
        await using (var handwritten = await Peers.Handwritten(company, suite.Caller))
        await using (var postGraphile = await Peers.PostGraphile(company, suite.Caller))
        {
            reader = suite.Reader;
            load = Report.LoadAverage();
            var field = new Field(company, suite, postGraphile, handwritten, smallCompany, smallSuite, options.Applications);
            foreach (var (title, make) in Questions.All.Where(q => options.Asks(q.Title)))
            {
                Say.Line($"{title}");
                var finding = await (await make(title, field)).Ask(options);
                findings.Add(finding);
                finding.Show();
                verdicts.AddRange(finding.Verdicts);
            }

            if (options.Asks(Footprint.Title))
            {
                verdicts.AddRange(Show(Footprint.Title, await Footprint.Memory(suite)));
            }
        }

        if (options.Asks(Footprint.Title))
        {
            await smallCompany.Stop();
            verdicts.AddRange(Show("Start of the host", await Footprint.Start(company, reader, options.Rounds)));
        }

        if (options.Only is null)
        {
            var server = (string)(await company.Ask("select split_part(version(), ' ', 2)"))!;
            var size = (string)(await company.Ask("select pg_size_pretty(pg_database_size(current_database()))"))!;
            Say.Line($"Results: {await Report.Write(options, server, size, findings, verdicts, load)}, after {watch.Elapsed.TotalSeconds:N0} s");
        }

        Say.Line($"{verdicts.Count(v => v.Holds)} of {verdicts.Count} bounds hold");
        return verdicts.All(v => v.Holds) ? 0 : 3;
    }

    private static IReadOnlyList<Verdict> Show(string title, IReadOnlyList<Verdict> verdicts)
    {
        Say.Line($"{title}");
        foreach (var verdict in verdicts)
        {
            verdict.Show();
        }

        return verdicts;
    }

    private static async Task<Suite> Open(Company company, int applications)
    {
        var watch = Stopwatch.StartNew();
        var suite = await Suite.Start(company, "suite");
        try
        {
            if (!await company.Fill(applications))
            {
                await suite.AdmitReaders();
                return suite;
            }
        }
        catch
        {
            await suite.DisposeAsync();
            throw;
        }

        Say.Line($"{applications:N0} applications were generated in {watch.Elapsed.TotalSeconds:N0} s");
        // This one migrated the database, and stood before locked tables since: the one that is measured finds a company that is there.
        await suite.DisposeAsync();
        return await Open(company, applications);
    }
}
