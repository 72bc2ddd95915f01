using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BusinessSuite.Host.Graph.Live;
using BusinessSuite.Host.Http;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BusinessSuite.Host.Graph;

/// <summary>GraphQL over HTTP: <c>POST</c> and <c>GET /graphql</c>.</summary>
internal sealed class GraphEndpoint(GraphExecutor executor, EventStreams streams, IOptions<GraphOptions> options, ILogger<GraphEndpoint> log)
{
    private const string GraphResponse = "application/graphql-response+json";
    private const string Json = "application/json";
    private static readonly string[] Preflight = ["GraphQL-Require-Preflight", "Apollo-Require-Preflight", "X-Apollo-Operation-Name"];

    /// <summary>Answers a <c>POST</c>.</summary>
    public Task Post(HttpContext http, Func<HttpContext, CancellationToken, Task<Caller>> resolve) => Answer(http, resolve, Body);

    /// <summary>Answers a <c>GET</c>.</summary>
    public Task Get(HttpContext http, Func<HttpContext, CancellationToken, Task<Caller>> resolve) => Answer(http, resolve, Address);

    private async Task Answer(HttpContext http, Func<HttpContext, CancellationToken, Task<Caller>> resolve, Func<HttpContext, Task<GraphRequest>> read)
    {
        var type = Accepted(http.Request);
        if (type is null)
        {
            http.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            return;
        }

        using var json = new JsonBuffer { Drain = (bytes, ct) => Send(http, type, bytes, ct) };
        int status;
        GraphResult result = default;
        try
        {
            var request = (await read(http)) with { App = GraphRequest.AppOf(http.Request.Headers) };
            var caller = await resolve(http, http.RequestAborted);
            if (type == EventStreams.MediaType)
            {
                await streams.Answer(http, request, resolve);
                return;
            }

            result = await executor.Execute(
                request, caller, http.Connection.RemoteIpAddress, HttpMethods.IsGet(http.Request.Method), json, http.RequestAborted);
            status = result.Outcome switch
            {
                GraphOutcome.Executed => StatusCodes.Status200OK,
                GraphOutcome.Unauthenticated => StatusCodes.Status401Unauthorized,
                GraphOutcome.Throttled => StatusCodes.Status429TooManyRequests,
                GraphOutcome.Unavailable => StatusCodes.Status503ServiceUnavailable,
                GraphOutcome.WrongMethod => StatusCodes.Status405MethodNotAllowed,
                // Clients that speak plain JSON take a document's faults from the body.
                _ when type == Json => StatusCodes.Status200OK,
                _ => StatusCodes.Status400BadRequest,
            };
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
            return;
        }
        catch (Exception e) when (json.Drained)
        {
            // The status is sent and half of the answer: the client must see that it is not whole.
            log.LogError(e, "An answer broke off");
            http.Abort();
            return;
        }
        catch (BadHttpRequestException e)
        {
            status = e.StatusCode;
            Malformed(json, e.Message, status == StatusCodes.Status413PayloadTooLarge ? "COST_EXCEEDED" : "INVALID");
        }
        catch (JsonException)
        {
            status = StatusCodes.Status400BadRequest;
            Malformed(json, $"The body is not JSON, or nests deeper than {GraphRequest.MaxDepth}.");
        }
        catch (RequestException e)
        {
            status = e.Code == "UNAUTHENTICATED" ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest;
            Malformed(json, e.Message, e.Code);
        }

        if (json.Drained)
        {
            await Send(http, type, json.Memory, http.RequestAborted);
            return;
        }

        http.Response.StatusCode = status;
        if (result.RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (HttpMethods.IsGet(http.Request.Method) && status == StatusCodes.Status200OK && Revalidation.IsKnown(http, json.Written[..result.Bytes]))
        {
            return;
        }

        http.Response.ContentType = (type == EventStreams.MediaType ? Json : type) + "; charset=utf-8";
        http.Response.ContentLength = json.Length;
        http.Response.BodyWriter.Write(json.Written);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static async ValueTask Send(HttpContext http, string type, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.ContentType = type + "; charset=utf-8";
        }

        await http.Response.BodyWriter.WriteAsync(bytes, ct);
    }

    private static void Malformed(JsonBuffer json, string message, string code = "INVALID")
    {
        json.Rewind(0);
        json.Raw("{\"errors\":"u8);
        GraphError.Write(json, [new(code, message)]);
        json.Raw((byte)'}');
    }

    private static string? Accepted(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0)
        {
            return Json;
        }

        // What most clients say, read without taking it apart.
        if (request.Headers.Accept.ToString() is (Json or GraphResponse) and var said)
        {
            return said;
        }

        var types = request.GetTypedHeaders().Accept.Where(t => t.Quality is null or > 0).OrderByDescending(t => t.Quality ?? 1).ToList();
        foreach (var type in types)
        {
            if (type.MediaType.Equals(GraphResponse, StringComparison.OrdinalIgnoreCase))
            {
                return GraphResponse;
            }

            if (type.MatchesMediaType(Json))
            {
                return Json;
            }

            if (type.MediaType.Equals(EventStreams.MediaType, StringComparison.OrdinalIgnoreCase))
            {
                return EventStreams.MediaType;
            }
        }

        return null;
    }

    private static bool IsJson(HttpRequest request) => request.ContentType == Json || (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)));

    private async Task<GraphRequest> Body(HttpContext http)
    {
        if (!IsJson(http.Request))
        {
            throw new BadHttpRequestException("The content type must be application/json.", StatusCodes.Status415UnsupportedMediaType);
        }

        var max = options.Value.MaxBytes;
        if (http.Request.ContentLength > max)
        {
            throw new BadHttpRequestException($"A request has at most {max} bytes.", StatusCodes.Status413PayloadTooLarge);
        }

        using var body = await JsonDocument.ParseAsync(new LimitedStream(http.Request.Body, max), new JsonDocumentOptions { MaxDepth = GraphRequest.MaxDepth }, http.RequestAborted);
        return GraphRequest.Parse(body.RootElement);
    }

    private static Task<GraphRequest> Address(HttpContext http)
    {
        // Another site's page can make a browser send a GET, but neither these headers nor this type without asking first.
        if (!Preflight.Any(h => http.Request.Headers.ContainsKey(h)) && !IsJson(http.Request))
        {
            throw new BadHttpRequestException("A GET needs the header GraphQL-Require-Preflight, or the content type application/json.");
        }

        var query = http.Request.Query;
        var body = new Dictionary<string, object?> { ["query"] = query["query"].Count == 0 ? null : query["query"].ToString(), ["operationName"] = query["operationName"].Count == 0 ? null : query["operationName"].ToString(), ["documentId"] = query["documentId"].Count == 0 ? null : query["documentId"].ToString() };
        foreach (var name in new[] { "variables", "extensions" })
        {
            if (query[name].Count > 0)
            {
                body[name] = JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetBytes(query[name].ToString()));
            }
        }

        return Task.FromResult(GraphRequest.Parse(JsonSerializer.SerializeToElement(body)));
    }
}
