using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Host.Tests.Work;

/// <summary>Hosts that run jobs are killed while others take over.</summary>
public sealed class KilledHostTests : IDisposable
{
    private const int Takes = 200;

    private readonly string _plugins = Directory.CreateTempSubdirectory("suite-killed-").FullName;

    public KilledHostTests()
    {
        // The workbench as a plug-in: the hosts of their own do not run from the folder of the tests.
        var built = PartnerModule.Built("BusinessSuite.Workbench");
        var folder = Directory.CreateDirectory(Path.Combine(_plugins, "workbench"));
        foreach (var file in Directory.EnumerateFiles(built, "BusinessSuite.Workbench.*"))
        {
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        }
    }

    public void Dispose() => Directory.Delete(_plugins, recursive: true);

    [Fact]
    [Trait("row", "RL-14")]
    [Trait("row", "RL-17")]
    public async Task Killed_hosts_lose_no_reaction_and_double_none()
    {
        var database = await TestServer.Empty();
        var settings = TestServer.Settings(database, $"--Plugins={_plugins}", "--Work:JobInvisibility=00:00:05");
        await using var first = HostProcess.Start(settings);
        var admin = await first.Ready();
        var stock = (string)(await admin.Do("createStock", new { count = Takes }, "stock { id }"))["stock"]!["id"]!;
        var done = 0;
        var taking = Parallel.ForEachAsync(Enumerable.Range(0, Takes), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, _) =>
        {
            await admin.Do("takeFromStock", new { stockId = stock, count = 1 }, "stock { id }");
            Interlocked.Increment(ref done);
        });
        for (var kill = 0; kill < 3; kill++)
        {
            await using var other = HostProcess.Start(settings);
            await other.Ready();
            await other.Kill();
        }

        await taking;
        await first.Kill();
        done.Should().Be(Takes);

        await using var last = HostProcess.Start(settings);
        admin = await last.Ready();
        async Task<string> State() => (await admin.Query("query($id: ID!) { stock(id: $id) { left reactions } }", new { id = stock }))["stock"]!.ToJsonString();
        await Eventually.Holds(async () => await State() == $$"""{"left":0,"reactions":{{Takes}}}""", TimeSpan.FromMinutes(3));
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await Eventually.Holds(async () => (long)(await owner.CreateCommand("select count(*) from hangfire.jobqueue").ExecuteScalarAsync())! == 0, TimeSpan.FromMinutes(3));
        (await State()).Should().Be($$"""{"left":0,"reactions":{{Takes}}}""");
        await last.Stop();
        await TestServer.Drop(database);
    }

    [Fact]
    [Trait("row", "RL-14")]
    public async Task A_host_killed_with_its_locks_in_hand_holds_up_nobody()
    {
        var database = await TestServer.Empty();
        var settings = TestServer.Settings(database, $"--Plugins={_plugins}", "--Work:JobInvisibility=00:00:05");
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await using (var before = HostProcess.Start(settings))
        {
            await before.Ready();
            await before.Stop();
        }

        // As if it were killed before it gives a lock back: what it took stays.
        await owner.CreateCommand("""
            create function hangfire.leave() returns trigger language plpgsql security definer as $f$
            begin
              insert into hangfire.lock (resource, updatecount, acquired) values (old.resource, old.updatecount, now());
              return null;
            end $f$;
            create trigger leave after delete on hangfire.lock for each row execute function hangfire.leave();
            """).ExecuteNonQueryAsync();
        await using (var killed = HostProcess.Start(settings))
        {
            await killed.Ready();
            await Eventually.Holds(async () => (long)(await owner.CreateCommand("select count(*) from hangfire.lock").ExecuteScalarAsync())! > 10, TimeSpan.FromMinutes(1));
            await killed.Kill();
        }

        await owner.CreateCommand("drop function hangfire.leave() cascade; update hangfire.lock set acquired = now()").ExecuteNonQueryAsync();
        await using var next = HostProcess.Start(settings);
        var admin = await next.Ready();
        var stock = (string)(await admin.Do("createStock", new { count = 1 }, "stock { id }"))["stock"]!["id"]!;
        await admin.Do("takeFromStock", new { stockId = stock, count = 1 }, "stock { id }");
        await Eventually.Holds(
            async () => (int)(await admin.Query("query($id: ID!) { stock(id: $id) { reactions } }", new { id = stock }))["stock"]!["reactions"]! == 1, TimeSpan.FromMinutes(2));
        await next.Stop();
        await TestServer.Drop(database);
    }
}
