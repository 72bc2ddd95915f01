using System.Net.Http.Json;
using BusinessSuite.Host.Data;
using BusinessSuite.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BusinessSuite.Host.Tests.Graph;

public sealed class ImpatientSuite : Suite
{
    protected override string[] Settings => [.. base.Settings, "--Graph:Timeout=00:00:04"];
}

[Trait("row", "RL-27")]
public sealed class TimeoutTests(ImpatientSuite suite) : IClassFixture<ImpatientSuite>
{
    private const string Waiting = "select count(*) from pg_stat_activity where datname = $1 and state = 'active' and wait_event_type = 'Lock'";

    [Fact]
    public async Task A_read_that_takes_too_long_is_ended_and_leaves_nothing_behind()
    {
        await using var held = await Held();
        var sent = suite.Admin.Send("{ roles { totalCount } stocks { nodes { id } } }");
        await Eventually.Holds(async () => await Count() == 1);
        var answer = await sent;
        ((string)answer["errors"]![0]!["extensions"]!["code"]!).Should().Be("TIMEOUT");
        ((bool)answer["errors"]![0]!["extensions"]!["retryable"]!).Should().BeTrue();
        await Eventually.Holds(async () => await Count() == 0);
    }

    [Fact]
    public async Task A_client_that_goes_away_takes_its_query_along()
    {
        await using var held = await Held();
        using var gone = new CancellationTokenSource();
        var sent = suite.Admin.Http.PostAsJsonAsync("/graphql", new { query = "mutation { createStock(input: {count: 1}) { stock { id } } }" }, gone.Token);
        await Eventually.Holds(async () => await Count() == 1);
        await gone.CancelAsync();
        await FluentActions.Awaiting(() => sent).Should().ThrowAsync<OperationCanceledException>();
        await Eventually.Holds(async () => await Count() == 0);
    }

    [Fact]
    public async Task PostgreSQL_itself_ends_statements_of_reads()
    {
        var sources = suite.Services.GetRequiredService<SuiteDataSources>();
        await using var wait = sources.Read.CreateCommand("select pg_sleep(60)");
        (await FluentActions.Awaiting(() => wait.ExecuteNonQueryAsync()).Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("57014");
        await using var again = sources.Read.CreateCommand("show statement_timeout");
        (await again.ExecuteScalarAsync()).Should().Be("4s", "a connection that comes back from the pool keeps it");
    }

    /// <summary>Keeps others from reading stocks.</summary>
    private async Task<NpgsqlConnection> Held()
    {
        var connection = new NpgsqlConnection(suite.Database.Owner);
        await connection.OpenAsync();
        await using var lockTable = new NpgsqlCommand("begin; lock table workbench.stocks in access exclusive mode", connection);
        await lockTable.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task<long> Count()
    {
        // Only the superuser sees what others' connections do.
        await using var source = NpgsqlDataSource.Create((await TestServer.Postgres).ConnectionString);
        await using var command = source.CreateCommand(Waiting);
        command.Parameters.Add(new() { Value = new NpgsqlConnectionStringBuilder(suite.Database.Owner).Database! });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
