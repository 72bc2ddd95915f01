using System.Diagnostics;
using System.Text.Json.Nodes;
using BusinessSuite.Reads;
using Npgsql;

namespace BusinessSuite.Tools.Bench;

/// <summary>The statement itself, sent to PostgreSQL as the application's role for the same caller, its rows read and dropped.</summary>
internal sealed class SqlContender(string name, Company company, string caller, string sql) : Contender(name)
{
    public override int Calls => 1;

    /// <summary>The rows, each a list of its values.</summary>
    public override async Task<JsonNode> Answer(int call)
    {
        await using var source = NpgsqlDataSource.Create(company.App);
        await using var connection = await source.OpenConnectionAsync();
        var rows = new JsonArray();
        await Run(connection, reader => rows.Add(new JsonArray([.. Enumerable.Range(0, reader.FieldCount).Select(i => JsonValue.Create(reader.GetValue(i)) as JsonNode)])));
        return rows;
    }

    public override async Task<Load> Measure(double seconds)
    {
        await using var source = NpgsqlDataSource.Create(company.App);
        return await Wrk.Longer(s => Once(source, s), seconds) ?? throw new BenchException($"{sql} was not answered in time.");
    }

    private async Task<Load> Once(NpgsqlDataSource source, double seconds)
    {
        var (times, work, watch) = (new List<double>(), company.Processor, Stopwatch.StartNew());
        var asking = Task.WhenAll(Enumerable.Range(0, Wrk.Connections).Select(_ => Task.Run(async () =>
        {
            await using var connection = await source.OpenConnectionAsync();
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                var start = watch.Elapsed;
                await Run(connection, _ => { });
                lock (times)
                {
                    times.Add((watch.Elapsed - start).TotalMilliseconds);
                }
            }
        })));
        // What is under way when the time is over does not count, as with the load generator: of answers that take a second it is a third.
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        double[] counted;
        lock (times)
        {
            counted = [.. times.Order()];
        }

        work = company.Processor - work;
        await asking;
        return counted.Length == 0
            ? new(0, 0, 0, 0, 0)
            : new(counted.Length, counted.Length / seconds, counted[counted.Length / 2], counted[counted.Length * 99 / 100], 0, Database: work / counted.Length);
    }

    private async Task Run(NpgsqlConnection connection, Action<NpgsqlDataReader> row)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(CallerCommand.Of(caller));
        batch.BatchCommands.Add(new(sql));
        await batch.PrepareAsync();
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            row(reader);
        }
    }
}
