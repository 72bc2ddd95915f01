using System.Net.WebSockets;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Graph.Live;

/// <summary>Opens sockets: GraphQL by the protocol graphql-transport-ws.</summary>
internal sealed class Sockets(
    LiveOperations operations, IOptions<LiveOptions> options, IOptions<GraphOptions> graph, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Sockets> logger)
{
    private const string Protocol = "graphql-transport-ws";

    /// <summary>Serves a request that asks for a socket.</summary>
    public async Task Answer(HttpContext http, Func<HttpContext, CancellationToken, Task<Caller>> resolve)
    {
        if (!IsFromHere(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (!http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol))
        {
            // The protocol wants the socket opened and closed, so that browsers are told why.
            using var refused = await http.WebSockets.AcceptWebSocketAsync();
            await refused.CloseOutputAsync((WebSocketCloseStatus)SocketClose.ProtocolNotAcceptable, "Subprotocol not acceptable", http.RequestAborted);
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = Protocol,
            KeepAliveInterval = options.Value.KeepAlive,
            KeepAliveTimeout = options.Value.KeepAlive,
        });
        await using var session = new SocketSession(socket, http, resolve, operations, options.Value, graph.Value.MaxBytes, clock, logger);
        await session.Run(lifetime.ApplicationStopping);
    }

    /// <summary>Whether no page, one of this host, or one of an allowed origin opens it. A proxy may change the scheme, not the name.</summary>
    private bool IsFromHere(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || options.Value.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
