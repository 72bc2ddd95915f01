using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BusinessSuite.Testing;

/// <summary>A client of graphql-transport-ws that says and hears exactly what a test wants.</summary>
public sealed class LiveSocket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();

    private LiveSocket()
    {
    }

    /// <summary>The close code, once the host closed.</summary>
    public int? Code => (int?)_socket.CloseStatus;

    /// <summary>The close reason, once the host closed.</summary>
    public string? Reason => _socket.CloseStatusDescription;

    /// <summary>Opens a socket.</summary>
    public static async Task<LiveSocket> Open(Uri url, Action<ClientWebSocketOptions>? configure = null, HttpMessageInvoker? http = null)
    {
        var live = new LiveSocket();
        live._socket.Options.AddSubProtocol("graphql-transport-ws");
        configure?.Invoke(live._socket.Options);
        await live._socket.ConnectAsync(new UriBuilder(url) { Scheme = "ws", Path = "/graphql" }.Uri, http, CancellationToken.None);
        return live;
    }

    /// <summary>Opens a socket and signs in as a client does.</summary>
    public static async Task<LiveSocket> Open(Client client, HttpMessageInvoker? http = null)
    {
        var live = await Open(client.Http.BaseAddress!, http: http);
        await live.Send(new { type = "connection_init", payload = new { authorization = client.Http.DefaultRequestHeaders.Authorization!.ToString() } });
        (await live.Receive())["type"]!.GetValue<string>().Should().Be("connection_ack");
        return live;
    }

    /// <summary>Sends a message.</summary>
    public Task Send(object message) => SendText(JsonSerializer.Serialize(message));

    /// <summary>Sends a text, whatever it says.</summary>
    public Task SendText(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Starts an operation.</summary>
    public Task Subscribe(string id, string query, object? variables = null) => Send(new { id, type = "subscribe", payload = new { query, variables } });

    /// <summary>The next message.</summary>
    /// <exception cref="InvalidOperationException">The host closed the socket.</exception>
    public async Task<JsonNode> Receive() => await Next() ?? throw new InvalidOperationException($"The host closed the socket: {Code} {Reason}");

    /// <summary>The data of the next result.</summary>
    public async Task<JsonNode> Data()
    {
        var message = await Receive();
        message["type"]!.GetValue<string>().Should().Be("next", message.ToJsonString());
        message["payload"]!["errors"].Should().BeNull(message.ToJsonString());
        return message["payload"]!["data"]!;
    }

    /// <summary>Reads until the host closes, and tells the code.</summary>
    public async Task<int> Closed()
    {
        while (await Next() is not null)
        {
        }

        return Code!.Value;
    }

    /// <summary>Goes away without a word.</summary>
    public void Abort() => _socket.Abort();

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonNode?> Next()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
                return null;
            }

            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return JsonNode.Parse(message.ToArray());
            }
        }
    }
}
