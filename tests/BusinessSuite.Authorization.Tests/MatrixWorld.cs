using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Modules;
using BusinessSuite.Host.Work;
using BusinessSuite.Sdk;
using BusinessSuite.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BusinessSuite.Authorization.Tests;

/// <summary>A host with a row of everything in three worlds, and an account for each role. All accounts stand for the employee of the first world.</summary>
public sealed class MatrixWorld : Suite
{
    private HttpClient _http = null!;

    /// <summary>What is declared.</summary>
    internal Declarations Declarations { get; private set; } = null!;

    /// <summary>What the host made of it.</summary>
    internal SuiteSchema Schema { get; private set; } = null!;

    /// <summary>The rows.</summary>
    internal Rows Rows { get; private set; } = null!;

    /// <summary>All permissions.</summary>
    internal IReadOnlyList<string> Permissions { get; private set; } = [];

    /// <summary>The roles that ask.</summary>
    internal IReadOnlyList<Asker> Askers { get; private set; } = [];

    /// <summary>For each permission of an operation, the role that has everything but it.</summary>
    internal IReadOnlyDictionary<string, Asker> Without { get; private set; } = new Dictionary<string, Asker>();

    /// <summary>Someone who may see everything.</summary>
    internal Asker Everything => Askers.Single(a => a.Name == "*");

    // A document asks for everything about a type at once; what it costs is looked at elsewhere.
    protected override string[] Settings =>
    [
        .. base.Settings, "--Graph:MaxBytes=10000000", "--Graph:MaxCharacters=10000000", "--Graph:MaxTokens=1000000", "--Graph:MaxAliases=10000", "--Graph:MaxRootFields=10000",
        "--Graph:MaxSelections=1000000", "--Graph:MaxSameName=10000", "--Graph:Services:Points=2000000000", "--Graph:Services:Restore=1000000000", "--Graph:Services:MaxRows=2000000000",
        // No use is written down while the state of all tables is compared.
        "--Usage:Every=10.00:00:00",
    ];

    protected override void Add(IServiceCollection services) => services.AddSingleton<IStanding>(new FirstWorld(this));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Declarations = new(Services);
        Schema = Services.GetRequiredService<SuiteSchema>();
        Permissions = [.. Services.GetRequiredService<ModuleCatalog>().Modules.SelectMany(ModuleCheck.Permissions).Distinct()];
        Rows = new(Declarations);
        await using (var superuser = await Superuser())
        {
            await Rows.Add(superuser);
            foreach (var kept in Declarations.Readable.Where(k => k.Readable is { Public: true, PublicWhen: not null }))
            {
                var published = await Scalars<Guid>(superuser, $"select id from {kept.Table} where {kept.Readable!.PublicWhen}");
                Declarations.Published[kept] = [.. Declarations.Worlds.Where(w => published.Contains(kept.Key(w)))];
            }
        }

        var askers = Asker.All(Permissions).ToList();
        var without = Schema.Operations.Values.Select(o => o.Permission).OfType<string>().Distinct().ToDictionary(p => p, p => Asker.Without(p, Permissions));
        var keys = await Accounts([.. askers.Skip(1), .. without.Values]);
        Askers = [.. askers.Select(a => a with { Secret = keys.GetValueOrDefault(a.Name) })];
        Without = without.ToDictionary(w => w.Key, w => w.Value with { Secret = keys[w.Value.Name] });
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 8 }) { BaseAddress = Url };
    }

    /// <summary>Sends a request as a role, and takes the answer.</summary>
    internal async Task<JsonNode> Ask(Asker asker, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json") };
        if (asker.Secret is { } secret)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        }

        using var answer = await _http.SendAsync(request);
        return (await JsonNode.ParseAsync(await answer.Content.ReadAsStreamAsync()))!;
    }

    /// <summary>A role as the host knows it.</summary>
    internal async Task<Caller> Caller(Asker asker)
    {
        var http = new DefaultHttpContext { RequestServices = Services };
        if (asker.Secret is { } secret)
        {
            http.Request.Headers.Authorization = $"Bearer {secret}";
        }

        return await Services.GetRequiredService<CallerResolver>().Resolve(http, CancellationToken.None);
    }

    /// <summary>A connection that no rule holds.</summary>
    internal async Task<NpgsqlConnection> Superuser()
    {
        var builder = new NpgsqlConnectionStringBuilder(Database.Superuser) { Database = new NpgsqlConnectionStringBuilder(Database.Owner).Database, Pooling = false };
        var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>The first column of a query.</summary>
    internal static async Task<List<T>> Scalars<T>(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var row = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await row.ReadAsync())
        {
            values.Add(row.GetFieldValue<T>(0));
        }

        return values;
    }

    /// <summary>Does something for each, on both processors.</summary>
    internal static async Task<ConcurrentBag<string>> Each<T>(IEnumerable<T> items, Func<T, ConcurrentBag<string>, Task> act)
    {
        var faults = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (item, _) => await act(item, faults));
        return faults;
    }

    private async Task<Dictionary<string, string>> Accounts(IReadOnlyList<Asker> askers)
    {
        var keys = new Dictionary<string, string>();
        var at = DateTimeOffset.UtcNow;
        await Services.GetRequiredService<UnitOfWork>().Run(
            new WorkOrder("test", "suite", new Caller { IsSystem = true, Name = "test" }, Scope.All),
            async scope =>
            {
                var db = scope.Services.GetRequiredService<SuiteDbContext>();
                foreach (var asker in askers)
                {
                    var account = new Account($"asker-{keys.Count}", asker.Name, AccountKind.Service, at);
                    var role = new Role { Name = $"asker {keys.Count}" };
                    var (key, record) = ServiceKeys.Create(account.Id, at, null);
                    db.AddRange(account, role, record, new AccountRole { AccountId = account.Id, RoleId = role.Id });
                    db.AddRange(asker.Grants.Select(g => new RoleGrant { RoleId = role.Id, Permission = g.Key, Scope = g.Value }));
                    keys.Add(asker.Name, key);
                }

                await scope.Finish(CancellationToken.None);
                return db;
            },
            CancellationToken.None);
        return keys;
    }

    /// <summary>Says that every account is the employee of the first world, who belongs to the departments of the first two.</summary>
    private sealed class FirstWorld(MatrixWorld world) : IStanding
    {
        public Task<Standing?> Of(Guid userId, DateTimeOffset at, CancellationToken ct) => Task.FromResult(world.Declarations is { } declared
            ? new Standing(
                declared.Named("Employee").Key(Declarations.Own), [declared.Named("Department").Key(Declarations.Own), declared.Named("Department").Key(Declarations.Department)], [])
            : null);
    }
}

/// <summary>The tests of the matrix run one after the other against one host, each on both processors.</summary>
[CollectionDefinition(Name)]
public sealed class Matrix : ICollectionFixture<MatrixWorld>
{
    public const string Name = "matrix";
}
