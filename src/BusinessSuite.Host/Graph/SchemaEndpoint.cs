using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BusinessSuite.Host.Evolution;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.Net.Http.Headers;

namespace BusinessSuite.Host.Graph;

/// <summary>
/// What client tools are set up with, for those who may read the schema: the schema (<c>/graphql/schema.graphql</c>), how it
/// changed (<c>/graphql/changelog</c> and <c>/graphql/changelog.json</c>), the TypeScript type of each scalar
/// (<c>/graphql/scalars.json</c>), and the types of each interface (<c>/graphql/possible-types.json</c>).
/// </summary>
internal static class SchemaEndpoint
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The application.</param>
    /// <param name="caller">Who sends a request.</param>
    public static void MapSchema(this WebApplication app, Func<HttpContext, CancellationToken, Task<Caller>> caller)
    {
        var schema = app.Services.GetRequiredService<SuiteSchema>();
        var executor = app.Services.GetRequiredService<GraphExecutor>();
        Publish("schema.graphql", "text/plain", schema.Print);
        var changelog = new Lazy<Changelog>(() => new(schema));
        Publish("changelog", "text/markdown", () => changelog.Value.Text);
        Publish("changelog.json", "application/json", () => changelog.Value.Json.ToJsonString(Indented) + "\n");
        Publish("scalars.json", "application/json", () => JsonSerializer.Serialize(schema.Scalars, Indented) + "\n");
        Publish("possible-types.json", "application/json", () => JsonSerializer.Serialize(schema.PossibleTypes, Indented) + "\n");

        void Publish(string name, string type, Func<string> write)
        {
            var page = new Lazy<Page>(() => new(Encoding.UTF8.GetBytes(write())));
            app.MapGet($"/graphql/{name}", async (HttpContext http, CancellationToken ct) =>
            {
                if (await Refusal(http, caller, executor, ct) is { } status)
                {
                    return Results.StatusCode(status);
                }

                // It changes with the modules only: a client asks whether it did, and is mostly told that it did not.
                http.Response.Headers.CacheControl = "private, no-cache";
                return Results.Bytes(page.Value.Content, $"{type}; charset=utf-8", entityTag: page.Value.Tag);
            });
        }
    }

    private static async Task<int?> Refusal(HttpContext http, Func<HttpContext, CancellationToken, Task<Caller>> caller, GraphExecutor executor, CancellationToken ct)
    {
        try
        {
            return await caller(http, ct) switch
            {
                { UserId: null } => StatusCodes.Status401Unauthorized,
                var known when !executor.MayReadSchema(known) => StatusCodes.Status403Forbidden,
                _ => null,
            };
        }
        catch (RequestException)
        {
            return StatusCodes.Status401Unauthorized;
        }
    }

    /// <summary>A text as it is sent, written when it is first asked for.</summary>
    private sealed record Page(byte[] Content)
    {
        public EntityTagHeaderValue Tag { get; } = new($"\"{Convert.ToHexStringLower(SHA256.HashData(Content)[..16])}\"");
    }
}
