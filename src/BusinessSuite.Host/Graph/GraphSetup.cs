using BusinessSuite.Host.Data;
using BusinessSuite.Host.Explorer;
using BusinessSuite.Host.Graph.Live;
using BusinessSuite.Host.Publishing;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Graph;

/// <summary>Sets up GraphQL.</summary>
internal static class GraphSetup
{
    /// <summary>Registers schema, engine and executor.</summary>
    public static IHostApplicationBuilder AddGraph(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<GraphOptions>().Bind(builder.Configuration.GetSection("Graph"))
            .Validate(o => o.People.Restore > 0 && o.Services.Restore > 0, "Graph:People:Restore and Graph:Services:Restore must be above 0.").ValidateOnStart();
        builder.Services.AddSingleton(s => new SchemaBuilder(s.GetRequiredService<Modules.ModuleCatalog>(), s).Build());
        builder.Services.AddSingleton(s => new ReadEngine(s.GetRequiredService<SuiteSchema>().Model, s.GetRequiredService<IOptions<GraphOptions>>().Value.Services.MaxRows));
        builder.Services.AddSingleton(s => new SharedReads(s.GetRequiredService<SuiteDataSources>().Shared, SuiteDatabase.SharedLanes, s.GetRequiredService<ILogger<SharedReads>>()));
        builder.Services.AddSingleton(s => new Documents(s.GetRequiredService<SuiteSchema>().Schema, s.GetRequiredService<IOptions<GraphOptions>>().Value));
        builder.Services.AddSingleton<ConfidentialReading>();
        builder.Services.AddSingleton<Points>();
        builder.Services.AddSingleton<Functions>();
        builder.Services.AddSingleton<Mutations>();
        builder.Services.AddSingleton<TrustedDocuments>();
        builder.Services.AddSingleton<Requests>();
        builder.Services.AddSingleton<GraphExecutor>();
        builder.Services.AddSingleton<GraphEndpoint>();
        return builder;
    }

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The application.</param>
    /// <param name="caller">Who sends a request.</param>
    public static void MapGraph(this WebApplication app, Func<HttpContext, CancellationToken, Task<Caller>> caller)
    {
        var sockets = app.Services.GetRequiredService<Sockets>();
        var endpoint = app.Services.GetRequiredService<GraphEndpoint>();
        app.MapPost("/graphql", http => endpoint.Post(http, caller));
        // Sockets over HTTP/2 are opened by CONNECT.
        app.MapMethods("/graphql", [HttpMethods.Get, HttpMethods.Connect], http => http.WebSockets.IsWebSocketRequest ? sockets.Answer(http, caller)
            : GraphExplorer.IsMeant(http) ? GraphExplorer.Page(http) : endpoint.Get(http, caller));
    }
}
