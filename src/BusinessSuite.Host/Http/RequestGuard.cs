using System.Buffers;
using System.Diagnostics;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Graph;
using BusinessSuite.Reads;
using Microsoft.AspNetCore.WebUtilities;

namespace BusinessSuite.Host.Http;

/// <summary>What every request passes first: it gets its id, is turned away while the suite cannot take it, and learns nothing of the inside when it fails.</summary>
internal static class RequestGuard
{
    /// <summary>Puts the guard before everything else.</summary>
    public static void UseRequestGuard(this WebApplication app)
    {
        var database = app.Services.GetRequiredService<DatabaseState>();
        app.Use(async (http, next) =>
        {
            var headers = http.Response.Headers;
            headers["X-Request-Id"] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
            headers.XContentTypeOptions = "nosniff";
            headers.CacheControl = "no-store";
            if (database.Reason is { } reason && !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
            {
                await Answer(http, new("UNAVAILABLE", reason));
                return;
            }

            try
            {
                await next(http);
            }
            catch (BadHttpRequestException e) when (!http.Response.HasStarted)
            {
                http.Response.StatusCode = e.StatusCode;
                await Explain(http);
            }
            catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
            {
                var error = GraphError.Of(e);
                if (error.Code == "INTERNAL")
                {
                    app.Logger.LogError(e, "A request failed");
                }

                await Answer(http, error);
            }
        });
        app.UseStatusCodePages(pages => Explain(pages.HttpContext));
    }

    /// <summary>Puts a body to a refusal that has none.</summary>
    private static Task Explain(HttpContext http) => (http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problems.Of("Request", StatusCodes.Status404NotFound, "NOT_FOUND", "There is nothing at this address."),
        StatusCodes.Status413PayloadTooLarge => Problems.Of("Request", StatusCodes.Status413PayloadTooLarge, "INVALID", "The request is larger than what is taken here."),
        var status => Problems.Of("Request", status, "INVALID", $"{ReasonPhrases.GetReasonPhrase(status)}: the request cannot be taken as it is."),
    }).ExecuteAsync(http);

    private static async Task Answer(HttpContext http, GraphError error)
    {
        http.Response.StatusCode = error.Code == "INTERNAL" ? StatusCodes.Status500InternalServerError : StatusCodes.Status503ServiceUnavailable;
        if (error.Retryable)
        {
            http.Response.Headers.RetryAfter = "2";
        }

        using var json = new JsonBuffer();
        json.Raw("{\"errors\":"u8);
        GraphError.Write(json, [error]);
        json.Raw((byte)'}');
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.BodyWriter.Write(json.Written);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
