using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BusinessSuite.Tools.Bench;

/// <summary>A request of a measurement.</summary>
/// <param name="Path">Where to.</param>
/// <param name="Body">What is posted, as JSON; null for a GET.</param>
internal sealed record Call(string Path, string? Body = null)
{
    /// <summary>A GraphQL request.</summary>
    public static Call Graph(string query, object? variables = null) => new("/graphql", JsonSerializer.Serialize(new { query, variables }));
}

/// <summary>One that answers a question, and whose speed is measured.</summary>
internal abstract class Contender(string name)
{
    /// <summary>What it is called in the results.</summary>
    public string Name => name;

    /// <summary>How many different requests it is sent in turn.</summary>
    public abstract int Calls { get; }

    /// <summary>Answers one of its requests.</summary>
    public abstract Task<JsonNode> Answer(int call);

    /// <summary>Is asked over 8 connections for a while.</summary>
    public abstract Task<Load> Measure(double seconds);
}

/// <summary>A server that is asked over HTTP.</summary>
/// <param name="name">What it is called in the results.</param>
/// <param name="server">The process.</param>
/// <param name="token">The bearer token, or null.</param>
/// <param name="calls">What it is asked, in turn.</param>
/// <param name="database">The processor time of its database server.</param>
/// <param name="map">Brings its answer into the form in which answers are compared.</param>
internal sealed class HttpContender(string name, Server server, string? token, IReadOnlyList<Call> calls, Func<TimeSpan> database, Func<JsonNode, JsonNode>? map = null)
    : Contender(name)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(2) };

    public override int Calls => calls.Count;

    public override async Task<JsonNode> Answer(int call)
    {
        using var request = new HttpRequestMessage(calls[call].Body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(server.Url, calls[call].Path));
        if (calls[call].Body is { } body)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var json = answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new BenchException($"{Name} answers {(int)answer.StatusCode}: {text}");
        if (json is JsonObject graph && graph["errors"] is { } errors)
        {
            throw new BenchException($"{Name} answers {errors.ToJsonString()}");
        }

        var data = (json as JsonObject)?["data"] ?? json;
        return map is null ? data : map(data);
    }

    public override async Task<Load> Measure(double seconds)
    {
        var (processor, work) = (server.Processor, database());
        var load = await Wrk.Run(server.Url, token, calls, seconds);
        return load with { Processor = (server.Processor - processor) / load.Requests, Database = (database() - work) / load.Requests };
    }
}
