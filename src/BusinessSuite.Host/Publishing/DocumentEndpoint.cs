using System.Text.Json;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Http;
using BusinessSuite.Host.Modules;
using BusinessSuite.Host.Work;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Publishing;

/// <summary>
/// <c>POST /documents?app=desk&amp;version=1.4.0</c>: publishes the documents of an app's version, as its build listed them. Sent again,
/// it adds what is new and takes back what was withdrawn; what was published stays, since apps that are in use go on sending it.
/// </summary>
internal static class DocumentEndpoint
{
    private const int MaxBytes = 8 * 1_048_576;

    /// <summary>Maps the endpoint.</summary>
    /// <param name="app">The application.</param>
    /// <param name="caller">Who sends a request.</param>
    public static void MapDocuments(this WebApplication app, Func<HttpContext, CancellationToken, Task<Caller>> caller) =>
        app.MapPost("/documents", async (HttpContext http, string? app, string? version, CancellationToken ct) =>
        {
            try
            {
                var who = await caller(http, ct);
                if (who.ScopeOf(SuitePermissions.PublishDocuments) is not { } reach)
                {
                    return who.UserId is null
                        ? Problem(StatusCodes.Status401Unauthorized, "UNAUTHENTICATED", "Sign in first.")
                        : Problem(StatusCodes.Status403Forbidden, "FORBIDDEN", $"Publishing documents needs {SuitePermissions.PublishDocuments}.");
                }

                var documents = await Read(http, Name(app, nameof(app)), Name(version, nameof(version)), ct);
                var added = await http.RequestServices.GetRequiredService<UnitOfWork>().Run(
                    new WorkOrder("publishDocuments", "suite", who, reach, Inputs: JsonSerializer.Serialize(new { app, version, documents = documents.Count }), Permission: SuitePermissions.PublishDocuments),
                    scope => Add(scope, app!, version!, who.UserId!.Value, documents, ct),
                    ct);
                return Results.Json(new { published = documents.Count, added = added!.Count });
            }
            catch (RequestException e)
            {
                return Problem(e.Code == "UNAUTHENTICATED" ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest, e.Code, e.Message);
            }
            catch (JsonException)
            {
                return Problem(StatusCodes.Status400BadRequest, "INVALID", "The body is not JSON.");
            }
        }).WithMetadata(new SizeLimit(MaxBytes));

    /// <summary>Reads the list, and refuses it whole when the schema does not answer one of its documents.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> Read(HttpContext http, string app, string version, CancellationToken ct)
    {
        using var body = await JsonDocument.ParseAsync(new LimitedStream(http.Request.Body, MaxBytes), new JsonDocumentOptions { MaxDepth = 8 }, ct);
        var list = DocumentList.Parse(body.RootElement);
        var known = http.RequestServices.GetRequiredService<Documents>();
        foreach (var (hash, text) in list)
        {
            try
            {
                await known.Get(text);
            }
            catch (InvalidDocumentException e)
            {
                throw new RequestException($"The document sha256:{hash} of {app} {version} is not valid: {e.Message}");
            }
        }

        return list;
    }

    private static async Task<List<PublishedDocument>?> Add(
        WorkScope scope, string app, string version, Guid account, IReadOnlyDictionary<string, string> documents, CancellationToken ct)
    {
        var db = scope.Services.GetRequiredService<SuiteDbContext>();
        await scope.Services.GetRequiredService<ILocks>().Take($"documents {app} {version}", ct);
        var there = await db.PublishedDocuments.Where(d => d.App == app && d.AppVersion == version).ToDictionaryAsync(d => d.Hash, ct);
        foreach (var again in there.Values.Where(d => documents.ContainsKey(d.Hash)))
        {
            again.WithdrawnAt = null;
        }

        var now = scope.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var added = documents.Where(d => !there.ContainsKey(d.Key)).Select(d => new PublishedDocument
        {
            App = app,
            AppVersion = version,
            Hash = d.Key,
            Body = d.Value,
            PublishedAt = now,
            AccountId = account,
        }).ToList();
        db.AddRange(added);
        await scope.Finish(ct);
        return added;
    }

    private static string Name(string? value, string name) =>
        value is { Length: > 0 and <= 64 } && value == value.Trim() ? value : throw new RequestException($"Say {name} in the address, 1 to 64 characters.");

    private static IResult Problem(int status, string code, string detail) => Problems.Of("Documents", status, code, detail);

    private sealed record SizeLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
