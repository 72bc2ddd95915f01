using BusinessSuite.Host.Modules;
using BusinessSuite.Host.Work;
using BusinessSuite.Testing;
using BusinessSuite.Workbench;
using Hangfire;
using Hangfire.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BusinessSuite.Host.Tests.Work;

public sealed class ReactionTests(SuiteWithJobs suite) : IClassFixture<SuiteWithJobs>
{
    [Fact]
    [Trait("row", "RL-14")]
    [Trait("row", "RL-17")]
    public async Task A_reaction_follows_its_event_and_takes_effect_once_however_often_its_job_runs()
    {
        var stock = (string)(await suite.Admin.Do("createStock", new { count = 50 }, "stock { id }"))["stock"]!["id"]!;
        for (var i = 0; i < 20; i++)
        {
            await suite.Admin.Do("takeFromStock", new { stockId = stock, count = 1 }, "stock { id }");
        }

        await Eventually.Holds(async () => (await suite.Admin.Query("query($id: ID!) { stock(id: $id) { reactions } }", new { id = stock }))["stock"]!["reactions"]!.GetValue<int>() == 20);
        var id = (Guid)(await suite.AsOwner("select id from suite.events where type like '%Taken' limit 1"))!;
        var reaction = suite.Services.GetRequiredService<Reaction>();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => reaction.Run(id, "BusinessSuite.Workbench.CountTaken")));
        (await suite.Admin.Query("query($id: ID!) { stock(id: $id) { reactions } }", new { id = stock }))["stock"]!["reactions"]!.GetValue<int>().Should().Be(20);
    }

    [Fact]
    [Trait("row", "RL-16")]
    public async Task A_tick_of_a_recurring_job_takes_effect_once_though_many_hosts_run_it()
    {
        await using var second = await SuiteHost.Build(TestServer.Settings(suite.Database));
        await using var third = await SuiteHost.Build(TestServer.Settings(suite.Database));
        await using var fourth = await SuiteHost.Build(TestServer.Settings(suite.Database));
        var hosts = new[] { suite.Services, second.Services, third.Services, fourth.Services }.Select(s => s.GetRequiredService<RecurringWork>()).ToList();

        var module = suite.Services.GetRequiredService<ModuleCatalog>().Modules.Single(m => m.Name == "workbench");
        var ticks = Enumerable.Range(0, 1_000).Select(n => new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(n)).ToList();
        var before = (long)(await suite.AsOwner("select count(*) from workbench.notes where text = 'tick'"))!;
        var done = 0;
        await Parallel.ForEachAsync(ticks.SelectMany(t => hosts.Select(h => (Tick: t, Host: h))), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (one, _) =>
        {
            if (await one.Host.Run("workbench.note-tick", module, typeof(NoteTick), one.Tick))
            {
                Interlocked.Increment(ref done);
            }
        });
        done.Should().Be(1_000);
        ((long)(await suite.AsOwner("select count(*) from suite.job_runs where tick < '2021-01-01'"))!).Should().Be(1_000);
        ((long)(await suite.AsOwner("select count(*) from workbench.notes where text = 'tick'"))! - before).Should().BeGreaterThanOrEqualTo(1_000);
    }

    [Fact]
    [Trait("row", "RL-15")]
    public void Jobs_are_kept_by_a_sliding_time_so_a_long_one_is_not_started_twice()
    {
        var storage = (PostgreSqlStorage)suite.Services.GetRequiredService<JobStorage>();
        var options = (PostgreSqlStorageOptions)typeof(PostgreSqlStorage).GetProperty("Options", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(storage)!;
        options.UseSlidingInvisibilityTimeout.Should().BeTrue();
        options.InvisibilityTimeout.Should().Be(TimeSpan.FromMinutes(5));
        options.PrepareSchemaIfNecessary.Should().BeFalse("the application owns nothing");
    }

    [Fact]
    [Trait("row", "RL-15")]
    [Trait("row", "RL-16")]
    public async Task A_holder_that_stands_still_loses_lock_and_transaction_together_so_it_cannot_write_late()
    {
        await using var source = NpgsqlDataSource.Create(suite.Database.App);
        await using var holder = await source.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await Execute(holder, "set local idle_in_transaction_session_timeout = '300ms'; select pg_advisory_xact_lock(hashtextextended('period close', 0)); insert into workbench.notes (text) values ('late write')");
        await using var next = await source.OpenConnectionAsync();
        await using var second = await next.BeginTransactionAsync();
        // Waits until PostgreSQL has ended the holder that stands still.
        await Execute(next, "set local lock_timeout = '30s'; select pg_advisory_xact_lock(hashtextextended('period close', 0))");
        var late = async () =>
        {
            await Execute(holder, "insert into workbench.notes (text) values ('late write')");
            await transaction.CommitAsync();
        };
        await late.Should().ThrowAsync<NpgsqlException>();
        ((long)(await suite.AsOwner("select count(*) from workbench.notes where text = 'late write'"))!).Should().Be(0);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
