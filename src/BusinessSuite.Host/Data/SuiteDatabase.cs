using System.Security.Cryptography;
using System.Text;
using BusinessSuite.Host.Postgres;
using Npgsql;

namespace BusinessSuite.Host.Data;

/// <summary>The database of this host and the two roles in it: one owns everything and migrates, the other is what requests and jobs run as.</summary>
/// <param name="Owner">How the owner connects.</param>
/// <param name="App">How the application connects.</param>
/// <param name="Superuser">How the superuser of the embedded server connects; null with a server of the customer's.</param>
internal sealed record SuiteDatabase(string Owner, string App, string? Superuser)
{
    /// <summary>The role that owns every object.</summary>
    public const string OwnerRole = "suite_owner";

    /// <summary>How many batches of shared reads are on their way at once: each keeps one processor of the host and, where it is here too, one of PostgreSQL at work.</summary>
    public static readonly int SharedLanes = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>The role of requests and jobs.</summary>
    public const string AppRole = "suite_app";

    /// <summary>The database on the suite's own server.</summary>
    public static SuiteDatabase Embedded(EmbeddedPostgres server, string database = "suite")
    {
        string As(string role) => new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = database,
            Username = role,
            Password = Password(server.Secret, role),
        }.ConnectionString;
        return new(As(OwnerRole), As(AppRole), server.ConnectionString);
    }

    /// <summary>The database that the configuration names, or null when it names none.</summary>
    public static SuiteDatabase? Configured(IConfiguration configuration)
    {
        var app = configuration.GetConnectionString("Suite");
        var owner = configuration.GetConnectionString("SuiteOwner") ?? app;
        if (owner is null)
        {
            return null;
        }

        // With one login for both, the application steps down to its role at every connection.
        return new(owner, app is not null && app != owner ? app : With(owner, $"-c role={AppRole}"), null);
    }

    /// <summary>Opens the pools.</summary>
    /// <param name="readTimeout">How long one statement of a read may take; PostgreSQL ends it.</param>
    public SuiteDataSources Open(TimeSpan readTimeout)
    {
        static NpgsqlDataSource Source(string connection, int max, Action<NpgsqlConnectionStringBuilder>? more = null, bool traced = true)
        {
            var builder = new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = max, ApplicationName = "BusinessSuite" };
            more?.Invoke(builder);
            return new NpgsqlDataSourceBuilder(builder.ConnectionString).ConfigureTracing(o => o.ConfigureBatchFilter(_ => traced)).Build();
        }

        // Reads are one snapshot, change nothing and end in time. Their statements are short: to compile them takes longer than to run them.
        static string Reading(TimeSpan timeout) =>
            $"-c default_transaction_isolation=repeatable\\ read -c default_transaction_read_only=on -c jit=off -c statement_timeout={(long)timeout.TotalMilliseconds}";
        static void ForReading(NpgsqlConnectionStringBuilder b)
        {
            b.MaxAutoPrepare = 200;
            b.AutoPrepareMinUsages = 2;
            // A batch leaves nothing behind in its session: what it sets ends with it.
            b.NoResetOnClose = true;
        }

        return new(
            Source(With(App, "-c jit=off"), 60, b =>
            {
                b.MaxAutoPrepare = 300;
                b.AutoPrepareMinUsages = 2;
            }),
            Source(With(App, Reading(readTimeout)), 40, ForReading),
            // What takes longer is read alone. Their spans tell how many went together, which tells more than the text of all.
            Source(With(App, $"{Reading(TimeSpan.FromSeconds(1))} -c lock_timeout=100"), SharedLanes, ForReading, traced: false),
            // In an operation too: what is counted there stays when the operation is undone.
            Source(App, 8, b => b.Enlist = false),
            Source(Owner, 4));
    }

    /// <summary>Makes roles and database on the suite's own server; with a customer's server, the application role if it is missing.</summary>
    public async Task Ensure(CancellationToken ct)
    {
        if (Superuser is null)
        {
            await EnsureAppRole(ct);
            return;
        }

        await using var source = NpgsqlDataSource.Create(Superuser);
        foreach (var (role, connection) in new[] { (OwnerRole, Owner), (AppRole, App) })
        {
            var password = new NpgsqlConnectionStringBuilder(connection).Password;
            await Execute(source, $"""
                do $$ begin
                  perform pg_advisory_xact_lock(7310);
                  if not exists (select 1 from pg_roles where rolname = '{role}') then create role {role}; end if;
                  alter role {role} login nosuperuser nobypassrls nocreatedb nocreaterole noinherit password '{password}';
                end $$
                """, ct);
        }

        var name = new NpgsqlConnectionStringBuilder(Owner).Database;
        await using var exists = source.CreateCommand("select 1 from pg_database where datname = $1");
        exists.Parameters.Add(new() { Value = name });
        if (await exists.ExecuteScalarAsync(ct) is null)
        {
            try
            {
                await Execute(source, $"create database \"{name}\" owner {OwnerRole}", ct);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
                // Another host was faster.
            }
        }
    }

    private async Task EnsureAppRole(CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(Owner);
        await Execute(source, $"""
            do $$ begin
              perform pg_advisory_xact_lock(7310);
              if not exists (select 1 from pg_roles where rolname = '{AppRole}') then create role {AppRole} nologin; end if;
              if {(App.Contains($"role={AppRole}", StringComparison.Ordinal) ? "true" : "false")} and not pg_has_role('{AppRole}', 'member') then
                execute format('grant {AppRole} to %I', current_user);
              end if;
            end $$
            """, ct);
    }

    private static async Task Execute(NpgsqlDataSource source, string sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string With(string connection, string options)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        builder.Options = string.IsNullOrEmpty(builder.Options) ? options : $"{builder.Options} {options}";
        return builder.ConnectionString;
    }

    private static string Password(string secret, string role) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(role)));
}
