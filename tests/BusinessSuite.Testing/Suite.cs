using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessSuite.Host;
using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Messages;
using BusinessSuite.Host.Modules;
using BusinessSuite.Host.Work;
using BusinessSuite.Reads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace BusinessSuite.Testing;

/// <summary>A running host on a database of its own, spoken to over HTTP.</summary>
public class Suite : IAsyncLifetime
{
    /// <summary>The first administrator's password.</summary>
    public const string Password = "correct horse battery staple";

    private readonly ConcurrentDictionary<string, NpgsqlDataSource> _sources = [];
    private SuiteDatabase? _database;
    private WebApplication? _app;

    /// <summary>The host's address.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>The first administrator.</summary>
    public Client Admin { get; private set; } = null!;

    /// <summary>Someone who has not signed in.</summary>
    public Client Nobody { get; private set; } = null!;

    /// <summary>The host's clock; it stands still until a test moves it.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>More settings.</summary>
    protected virtual string[] Settings => ["--Work:Jobs=false"];

    /// <summary>Whether the host runs by <see cref="Clock"/>.</summary>
    protected virtual bool OwnClock => false;

    /// <summary>Adds services of the test's own.</summary>
    protected virtual void Add(IServiceCollection services)
    {
    }

    /// <summary>How the application's role reaches the database.</summary>
    public string AppConnection => _database!.App;

    /// <summary>How the owner reaches the database.</summary>
    public string OwnerConnection => _database!.Owner;

    /// <summary>Settings for a further host on the same database.</summary>
    public string[] FurtherHost => TestServer.Settings(_database!);

    /// <summary>Where the host keeps files.</summary>
    public string Files => TestServer.FilesOf(_database!);

    internal SuiteDatabase Database => _database!;

    public virtual async ValueTask InitializeAsync()
    {
        _database = await TestServer.Clone();
        _app = await Start();
        Url = AddressOf(_app);
        Nobody = new Client(Url, null);
        Admin = await SignIn("admin", Password);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        foreach (var source in _sources.Values)
        {
            await source.DisposeAsync();
        }

        if (_database is not null)
        {
            await TestServer.Drop(_database);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Another host on the same database, by the same clock, and someone who has not signed in there.</summary>
    public async Task<(WebApplication Host, Client Nobody)> Another()
    {
        var host = await Start();
        return (host, new Client(AddressOf(host), null));
    }

    /// <summary>Signs in with a password.</summary>
    public async Task<Client> SignIn(string user, string password)
    {
        using var http = new HttpClient { BaseAddress = Url };
        var answer = await http.PostAsJsonAsync("/sign-in", new { userName = user, password });
        answer.EnsureSuccessStatusCode();
        return new Client(Url, (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["accessToken"]);
    }

    /// <summary>Lets time pass; the administrator signs in again.</summary>
    public async Task Advance(TimeSpan time)
    {
        Clock.Advance(time);
        Admin = await SignIn("admin", Password);
    }

    /// <summary>Lets the administrator make something, and takes its id.</summary>
    public async Task<string> Make(string operation, object input, string made) => (string)(await Admin.Do(operation, input, $"{made} {{ id }}"))[made]!["id"]!;

    /// <summary>Someone with an account, a role with these permissions, and, where given, an employee.</summary>
    public async Task<Client> Person(IEnumerable<(string Permission, string Scope)> grants, string? employeeId = null)
    {
        var name = $"user-{Guid.NewGuid():N}"[..20];
        var account = (string)(await Admin.Do("createServiceAccount", new { userName = name, displayName = name }, "account { id }"))["account"]!["id"]!;
        var role = (string)(await Admin.Do("createRole", new { name }, "role { id }"))["role"]!["id"]!;
        foreach (var (permission, scope) in grants)
        {
            await Admin.Do("grantPermission", new { roleId = role, permission, scope }, "role { id }");
        }

        await Admin.Do("assignRole", new { accountId = account, roleId = role }, "account { id }");
        if (employeeId is not null)
        {
            // Tests give an employee several accounts, one after the other; the rule against that holds everyone but the superuser.
            await AsSuperuser($"set local session_replication_role = replica; update organization.employees set account_id = null where id = '{NodeId.Decode(employeeId).Key}'");
            await Admin.Do("linkAccount", new { employeeId, accountId = account }, "employee { id }");
        }

        var key = (string)(await Admin.Do("createServiceKey", new { accountId = account }, "key"))["key"]!;
        return new Client(Url, key);
    }

    /// <summary>Lets the host look accounts up anew, as it does by itself every few seconds.</summary>
    public void Forget() => Services.GetRequiredService<CallerResolver>().Forget();

    /// <summary>Runs a tick of a recurring job, as the scheduler would.</summary>
    public async Task<bool> Tick(string job, DateTimeOffset tick)
    {
        var (module, type, _) = RecurringWork.Find(Services.GetRequiredService<ModuleCatalog>()).Single(j => j.Declared.Name == job);
        return await Services.GetRequiredService<RecurringWork>().Run(job, module, type, tick);
    }

    /// <summary>Delivers all messages that are due, as the jobs would.</summary>
    public async Task DeliverMessages()
    {
        var delivery = Services.GetRequiredService<MessageDelivery>();
        for (var due = await Due(); due.Count > 0; due = await Due())
        {
            foreach (var message in due)
            {
                await delivery.Run(message);
            }
        }
    }

    private async Task<List<Guid>> Due()
    {
        var now = Services.GetRequiredService<TimeProvider>().GetUtcNow().ToString("O");
        var due = await AsOwner($"""
            select coalesce(array_agg(id order by due_at), '{"{}"}') from suite.messages
            where status in ('QUEUED', 'SENT') and due_at <= '{now}' and (leased_until is null or leased_until <= '{now}')
            """);
        return [.. (Guid[])due!];
    }

    /// <summary>Runs SQL as the application's role, as a caller (JSON of suite.caller) or as nobody.</summary>
    public async Task<object?> AsApp(string sql, string? caller = null) => await Run(_database!.App, sql, caller);

    /// <summary>Runs SQL as the owner.</summary>
    public async Task<object?> AsOwner(string sql) => await Run(_database!.Owner, sql, null);

    /// <summary>Runs SQL as PostgreSQL's superuser, whom no rule holds.</summary>
    public async Task<object?> AsSuperuser(string sql) =>
        await Run(new NpgsqlConnectionStringBuilder(_database!.Superuser) { Database = new NpgsqlConnectionStringBuilder(_database.Owner).Database }.ConnectionString, sql, null);

    private static Uri AddressOf(WebApplication host) => new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private async Task<WebApplication> Start()
    {
        var host = await SuiteHost.Build(TestServer.Settings(_database!, Settings), b =>
        {
            if (OwnClock)
            {
                b.Services.AddSingleton<TimeProvider>(Clock);
            }

            Add(b.Services);
        });
        await host.StartAsync();
        await TestServer.Ready(host);
        return host;
    }

    private async Task<object?> Run(string connectionString, string sql, string? caller)
    {
        await using var connection = await _sources.GetOrAdd(connectionString, NpgsqlDataSource.Create).OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (caller is not null)
        {
            await using var set = new NpgsqlCommand("select set_config('suite.caller', $1, true)", connection);
            set.Parameters.Add(new() { Value = caller });
            await set.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection);
        var result = await command.ExecuteScalarAsync();
        await transaction.CommitAsync();
        return result;
    }
}

/// <summary>A suite whose clock the tests move.</summary>
public sealed class SuiteWithClock : Suite
{
    protected override bool OwnClock => true;
}

/// <summary>A suite that runs its jobs.</summary>
public sealed class SuiteWithJobs : Suite
{
    protected override string[] Settings => [];
}
