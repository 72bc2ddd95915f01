using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BusinessSuite.Testing;

/// <summary>A stream of server-sent events as graphql-sse has them.</summary>
public sealed class LiveStream : IDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private LiveStream(HttpResponseMessage answer, Stream body) => (_answer, _lines) = (answer, new StreamReader(body));

    /// <summary>The answer's head.</summary>
    public HttpResponseMessage Answer => _answer;

    /// <summary>Sends an operation and opens the stream.</summary>
    public static async Task<LiveStream> Open(Client client, string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }), Headers = { { "Accept", "text/event-stream" } } };
        var answer = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new(answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event, or null at the end of the stream. Comments come as the event <c>:</c>.</summary>
    public async Task<(string Event, JsonNode? Data)?> Next()
    {
        var name = "";
        while (await _lines.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) is { } line)
        {
            switch (line)
            {
                case ":":
                    await _lines.ReadLineAsync();
                    return (":", null);
                case var _ when line.StartsWith("event: ", StringComparison.Ordinal):
                    name = line[7..];
                    break;
                case var _ when line.StartsWith("data: ", StringComparison.Ordinal):
                    await _lines.ReadLineAsync();
                    return (name, line.Length > 6 ? JsonNode.Parse(line[6..]) : null);
            }
        }

        return null;
    }

    public void Dispose()
    {
        _lines.Dispose();
        _answer.Dispose();
    }
}
