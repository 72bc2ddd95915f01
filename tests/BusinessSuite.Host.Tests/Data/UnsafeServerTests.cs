using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Postgres;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Host.Tests.Data;

/// <summary>A server of its own, which may be stopped and set unsafely.</summary>
[Trait("row", "RL-10")]
public sealed class UnsafeServerTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("suite-unsafe-").FullName;
    private EmbeddedPostgres _server = null!;

    public async ValueTask InitializeAsync()
    {
        File.SetUnixFileMode(_data, File.GetUnixFileMode(_data) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        _server = await EmbeddedPostgres.Start(_data, null, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Each_setting_that_would_lose_acknowledged_work_is_named()
    {
        foreach (var (setting, bad) in new[] { ("fsync", "off"), ("full_page_writes", "off"), ("synchronous_commit", "off"), ("data_sync_retry", "on") })
        {
            await Set($"{setting} = {bad}");
            await using (var connection = await Open())
            {
                var act = () => Durability.Check(connection, CancellationToken.None);
                (await act.Should().ThrowAsync<UnsafeDurabilityException>()).Which.Message.Should().Contain($"{setting} = {bad}.");
            }

            await Reset(setting);
            await using var safe = await Open();
            await Durability.Check(safe, CancellationToken.None);
        }
    }

    [Fact]
    public async Task An_unsafe_server_is_not_used_until_it_is_safe()
    {
        await Set("fsync = off");
        var database = SuiteDatabase.Embedded(_server);
        await using var host = HostProcess.Start(TestServer.Settings(database));
        using var http = new HttpClient { BaseAddress = host.Url };
        await database.Ensure(CancellationToken.None);
        await Eventually.Holds(async () => ((string?)(await Ready(http)).Body?["reason"])?.Contains("fsync = off", StringComparison.Ordinal) == true);
        (await http.GetAsync("/health/live")).StatusCode.Should().Be(HttpStatusCode.OK);
        using var refused = await http.PostAsJsonAsync("/graphql", new { query = "{ __typename }" });
        refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await refused.Content.ReadFromJsonAsync<JsonNode>())!["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("UNAVAILABLE");

        await Reset("fsync");
        await host.Ready();
        await Set("full_page_writes = off");
        (await Ready(http)).Status.Should().Be(HttpStatusCode.ServiceUnavailable, "a server made unsafe later is found out too");
    }

    [Fact]
    public async Task A_host_that_finds_no_server_lives_refuses_work_and_is_ready_without_a_restart_once_there_is_one()
    {
        var database = SuiteDatabase.Embedded(_server);
        await database.Ensure(CancellationToken.None);
        await _server.DisposeAsync();
        await using var host = HostProcess.Start(TestServer.Settings(database));
        using var http = new HttpClient { BaseAddress = host.Url };
        await Eventually.Holds(async () => (await Ready(http)).Body?["reason"]?.GetValue<string>() == "The database does not answer.");
        (await http.GetAsync("/health/live")).StatusCode.Should().Be(HttpStatusCode.OK);
        using var refused = await http.PostAsJsonAsync("/sign-in", new { userName = "admin", password = Suite.Password });
        refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.Should().NotBeNull();

        _server = await EmbeddedPostgres.Start(_data, null, CancellationToken.None);
        var admin = await host.Ready();
        await admin.Do("createDuty", new { code = "LATE", name = "Late" }, "duty { id }");
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await Eventually.Holds(async () => (long)(await owner.CreateCommand("select count(*) from hangfire.server").ExecuteScalarAsync())! == 1);
    }

    private static async Task<(HttpStatusCode? Status, JsonNode? Body)> Ready(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonNode>());
        }
        catch (HttpRequestException)
        {
            return (null, null);
        }
    }

    private async Task<NpgsqlConnection> Open()
    {
        NpgsqlConnection.ClearAllPools();
        var connection = new NpgsqlConnection(_server.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private Task Set(string setting) => Change($"set {setting}", setting);

    private Task Reset(string setting) => Change($"reset {setting}", setting);

    private async Task Change(string change, string setting)
    {
        await using (var connection = await Open())
        {
            await new NpgsqlCommand($"alter system {change}", connection).ExecuteNonQueryAsync();
            await new NpgsqlCommand("select pg_reload_conf()", connection).ExecuteNonQueryAsync();
        }

        if (setting.StartsWith("data_sync_retry", StringComparison.Ordinal))
        {
            await _server.DisposeAsync();
            _server = await EmbeddedPostgres.Start(_data, null, CancellationToken.None);
        }
        else
        {
            await Task.Delay(300);
        }
    }
}
