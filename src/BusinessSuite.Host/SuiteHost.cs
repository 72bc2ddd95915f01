using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Data.Structure;
using BusinessSuite.Host.Evolution;
using BusinessSuite.Host.Explorer;
using BusinessSuite.Host.Files;
using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Graph.Live;
using BusinessSuite.Host.Health;
using BusinessSuite.Host.Http;
using BusinessSuite.Host.Messages;
using BusinessSuite.Host.Modules;
using BusinessSuite.Host.Postgres;
using BusinessSuite.Host.Publishing;
using BusinessSuite.Host.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host;

/// <summary>The process: modules, database, sign-in, work, API.</summary>
public static class SuiteHost
{
    /// <summary>Puts the host together. Without a connection string the suite's own PostgreSQL is started.</summary>
    /// <param name="args">Configuration from the command line, for example <c>--Data=/var/lib/suite</c>.</param>
    /// <param name="configure">Changes for tests.</param>
    /// <param name="ct">Ends the wait for PostgreSQL.</param>
    public static async Task<WebApplication> Build(string[] args, Action<WebApplicationBuilder>? configure = null, CancellationToken ct = default)
    {
        // The slim one brings neither IIS nor QUIC.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            // What takes more says so itself.
            k.Limits.MaxRequestBodySize = 1_048_576;
        });
        builder.Services.AddSingleton(TimeProvider.System);
        configure?.Invoke(builder);
        var configured = SuiteDatabase.Configured(builder.Configuration);
        // It starts while the modules are loaded.
        var server = configured is null ? Task.Run(() => EmbeddedPostgres.Start(builder.Configuration["Data"] ?? "data", builder.Configuration["Postgres:Binaries"], ct), ct) : null;
        try
        {
            builder.AddTelemetry();
            builder.AddModules();
            builder.AddDatabase(configured ?? builder.AddServer(await server!));
            return Compose(builder);
        }
        catch when (server is not null)
        {
            await (await server).DisposeAsync();
            throw;
        }
    }

    private static WebApplication Compose(WebApplicationBuilder builder)
    {
        builder.AddAccounts();
        builder.AddWork();
        builder.AddMessages();
        builder.AddGraph();
        builder.AddAnswerCompression();
        builder.AddLive();
        builder.AddFiles();
        builder.AddEvolution();
        var app = builder.Build();
        _ = Task.Run(() => PrepareStart(app.Services));
        var callers = app.Services.GetRequiredService<CallerResolver>();
        app.UseRequestGuard();
        // Files are packed already, or fetched in ranges of what they are.
        app.UseWhen(http => !http.Request.Path.StartsWithSegments(FileEndpoint.Path, StringComparison.Ordinal), branch => branch.UseResponseCompression());
        app.UseRateLimiter();
        app.UseWebSockets();
        app.MapHealth();
        app.MapSignIn();
        app.MapGraph(callers.Resolve);
        // A schema that does not fit together stops the start here, not at the first request.
        app.MapSchema(callers.Resolve);
        app.MapExplorer();
        app.MapDocuments(callers.Resolve);
        app.MapMessageCallbacks();
        app.MapFiles();
        return app;
    }

    /// <summary>
    /// The other half of a start's work, beside that of the schema: what the preparation of the database and the first request will ask for.
    /// What fails here fails again there.
    /// </summary>
    private static async Task PrepareStart(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        // The schema begins with the first model.
        _ = ((DbContext)scope.ServiceProvider.GetRequiredService(services.GetRequiredService<ModuleCatalog>().Modules.SelectMany(m => m.Contexts).Last())).Model;
        _ = services.GetRequiredService<MessageTemplates>().All;
        _ = services.GetRequiredService<DerivedStructure>().Sql;
        // The first query of a process takes EF Core a fifth of a second whatever it asks for, the first connection Npgsql a tenth, the first
        // document GraphQL.NET another.
        _ = scope.ServiceProvider.GetRequiredService<SuiteDbContext>().Accounts.AsNoTracking().Where(a => !a.Disabled).ToQueryString();
        await (await services.GetRequiredService<SuiteDataSources>().Owner.OpenConnectionAsync()).DisposeAsync();
        await services.GetRequiredService<Documents>().Get("{ nodes(ids: []) { id } }");
    }

    private static SuiteDatabase AddServer(this WebApplicationBuilder builder, EmbeddedPostgres server)
    {
        builder.Services.AddSingleton(server);
        builder.Services.AddHostedService<EmbeddedPostgresLifetime>();
        return SuiteDatabase.Embedded(server);
    }

    private static void AddDatabase(this WebApplicationBuilder builder, SuiteDatabase database)
    {
        var services = builder.Services;
        services.AddSingleton(database);
        services.AddSingleton(s => database.Open(s.GetRequiredService<IOptions<GraphOptions>>().Value.Timeout));
        services.AddSingleton<DatabaseState>();
        services.AddSingleton<DerivedStructure>();
        services.AddHostedService<DatabaseStart>();
        services.AddHostedService<Settling>();
    }
}
