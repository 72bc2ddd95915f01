using System.Diagnostics;
using System.Globalization;
using BusinessSuite.Host.Postgres;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Postgres;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("suite-embedded-").FullName;

    public EmbeddedPostgresTests() => File.SetUnixFileMode(_data, File.GetUnixFileMode(_data) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);

    private string Pid => File.ReadLines(Path.Combine(_data, "postgres/cluster/postmaster.pid")).First();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    [Trait("row", "RL-01")]
    public async Task What_was_acknowledged_is_there_after_the_host_was_killed_and_a_stop_stops_the_server_too()
    {
        await using (var first = HostProcess.Start($"--Data={_data}"))
        {
            await (await first.Ready()).Do("createDuty", new { code = "KEPT", name = "Kept" }, "duty { id }");
            await first.Kill();
        }

        var left = Pid;
        await using var second = HostProcess.Start($"--Data={_data}");
        var admin = await second.Ready();
        Pid.Should().Be(left, "the server that was left behind is taken over");
        (await admin.Query("{ duties { nodes { code } } }")).ToJsonString().Should().Be("""{"duties":{"nodes":[{"code":"KEPT"}]}}""");

        await second.Stop();
        second.ExitCode.Should().Be(0);
        await Eventually.Holds(() => Task.FromResult(Process.GetProcesses().All(p => p.Id != int.Parse(left, CultureInfo.InvariantCulture))));
    }

    [Fact]
    [Trait("row", "RL-09")]
    public async Task A_killed_server_is_started_again_and_two_hosts_share_one_data_folder()
    {
        await using var first = HostProcess.Start($"--Data={_data}");
        var admin = await first.Ready();
        await using var second = HostProcess.Start($"--Data={_data}");
        var other = await second.Ready();
        await admin.Do("createDuty", new { code = "SHARED", name = "Shared" }, "duty { id }");
        (await other.Query("{ duties { totalCount } }"))["duties"]!["totalCount"]!.GetValue<int>().Should().Be(1);

        using (var kill = Process.Start("kill", ["-KILL", Pid]))
        {
            await kill.WaitForExitAsync();
        }

        foreach (var client in new[] { admin, other })
        {
            await Eventually.Holds(async () => (await client.Send("{ duties { totalCount } }"))["errors"] is null);
        }
    }

    [Fact]
    public async Task What_is_missing_or_does_not_fit_is_said_in_one_sentence()
    {
        await using (var without = HostProcess.Start($"--Data={_data}", "--Postgres:Binaries=/nowhere"))
        {
            await without.WaitForExit();
            without.ExitCode.Should().Be(78);
            (await without.Output).Trim().Should().Be("No PostgreSQL server (version 15 or later) is installed: install one, on Debian with 'apt-get install postgresql', or give a connection string in ConnectionStrings:Suite.");
        }

        Directory.CreateDirectory(Path.Combine(_data, "postgres/cluster"));
        await File.WriteAllTextAsync(Path.Combine(_data, "postgres/cluster/PG_VERSION"), "9.6\n");
        var act = () => EmbeddedPostgres.Start(_data, null, CancellationToken.None);
        (await act.Should().ThrowAsync<PostgresUnavailableException>()).Which.Message.Should().Match("The data folder was made by PostgreSQL 9, and this machine has *: install version 9, or carry the data over with pg_upgrade, *");
    }
}
