using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.WebSockets;
using System.Text.Json;
using BusinessSuite.Host.Http;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Graph.Live;

/// <summary>One socket that speaks graphql-transport-ws.</summary>
/// <param name="socket">The socket.</param>
/// <param name="http">The request that opened it.</param>
/// <param name="resolve">Finds out who a request is from.</param>
/// <param name="operations">Runs the operations.</param>
/// <param name="options">The limits.</param>
/// <param name="maxBytes">The most bytes of a message.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">The log.</param>
internal sealed class SocketSession(
    WebSocket socket, HttpContext http, Func<HttpContext, CancellationToken, Task<Caller>> resolve, LiveOperations operations, LiveOptions options, int maxBytes,
    TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private static readonly UpDownCounter<int> Count = Telemetry.Meter.CreateUpDownCounter<int>("graphql.sockets", description: "How many sockets are open.");

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new();
    private readonly HashSet<Task> _tasks = [];
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _ended = new();

    // Stands for the socket where it is asked who sends something: the request that opened it was asked already, without the token.
    private readonly AsyncServiceScope _services = http.RequestServices.CreateAsyncScope();
    private readonly DefaultHttpContext _bearer = new();
    private bool _initialised;
    private bool _acknowledged;
    private int _closing;

    /// <summary>Serves the socket until it is closed.</summary>
    /// <param name="stopping">Ends with the host.</param>
    public async Task Run(CancellationToken stopping)
    {
        Count.Add(1);
        _bearer.RequestServices = _services.ServiceProvider;
        _bearer.Request.Headers.Authorization = http.Request.Headers.Authorization;
        _bearer.Request.Headers.AcceptLanguage = http.Request.Headers.AcceptLanguage;
        using var gone = http.RequestAborted.Register(_ended.Cancel);
        using var stop = stopping.Register(() => Close(SocketClose.GoingAway, "The host stops."));
        using var late = clock.CreateTimer(_ => CloseUninitialised(), null, options.InitTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            while (await Receive(late))
            {
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The other side is gone, or did not close in time.
        }
        finally
        {
            await _ended.CancelAsync();
            await Task.WhenAll(Tasks());
            Count.Add(-1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _sending.Dispose();
        _ended.Dispose();
        await _services.DisposeAsync();
    }

    /// <summary>Closes the socket from this side; what runs on it ends.</summary>
    public void Close(SocketClose code, string reason) => _ = Closing(code, reason);

    private async Task Closing(SocketClose code, string reason)
    {
        if (Interlocked.Exchange(ref _closing, 1) == 1)
        {
            return;
        }

        try
        {
            _ended.CancelAfter(options.Linger);
            foreach (var running in _running.Values)
            {
                await Cancel(running);
            }

            await _sending.WaitAsync(_ended.Token);
            try
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, _ended.Token);
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }

    private static async Task Cancel(CancellationTokenSource running)
    {
        try
        {
            await running.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    private void CloseUninitialised()
    {
        if (!_initialised)
        {
            Close(SocketClose.InitTimeout, "Connection initialisation timeout");
        }
    }

    private async Task<bool> Receive(IDisposable late)
    {
        // An idle socket waits without a buffer.
        var part = await socket.ReceiveAsync(Memory<byte>.Empty, _ended.Token);
        using var message = new JsonBuffer();
        while (part.MessageType != WebSocketMessageType.Close && !part.EndOfMessage)
        {
            part = await socket.ReceiveAsync(message.GetMemory(1024), _ended.Token);
            message.Advance(part.Count);
            if (message.Length > maxBytes)
            {
                Close(SocketClose.TooBig, $"A message has at most {maxBytes} bytes.");
                message.Rewind(0);
            }
        }

        if (part.MessageType == WebSocketMessageType.Close)
        {
            await Closing((SocketClose)WebSocketCloseStatus.NormalClosure, "");
            return false;
        }

        // After the socket was closed from this side, it is only read until the other side closes too.
        if (Volatile.Read(ref _closing) == 0)
        {
            await Take(part.MessageType, message.Memory, late);
        }

        return true;
    }

    private async Task Take(WebSocketMessageType type, ReadOnlyMemory<byte> text, IDisposable late)
    {
        try
        {
            using var message = type == WebSocketMessageType.Text ? JsonDocument.Parse(text, new() { MaxDepth = GraphRequest.MaxDepth }) : throw new JsonException();
            var root = message.RootElement;
            switch (Text(root, "type"))
            {
                case "connection_init":
                    late.Dispose();
                    await Initialise(root);
                    break;
                case "ping":
                    await Pong(root);
                    break;
                case "pong":
                    break;
                case "subscribe":
                    await Subscribe(Text(root, "id"), root);
                    break;
                case "complete":
                    if (_running.TryRemove(Text(root, "id"), out var running))
                    {
                        await Cancel(running);
                    }

                    break;
                default:
                    throw new JsonException();
            }
        }
        catch (Exception e) when (e is JsonException or RequestException)
        {
            Close(SocketClose.BadRequest, e is RequestException ? e.Message : "Invalid message");
        }
    }

    private Task<Caller> Caller(CancellationToken ct) => resolve(_bearer, ct);

    private async Task Initialise(JsonElement message)
    {
        if (_initialised)
        {
            Close(SocketClose.TooManyInits, "Too many initialisation requests");
            return;
        }

        _initialised = true;
        if (message.TryGetProperty("payload", out var payload) && payload.ValueKind == JsonValueKind.Object
            && payload.EnumerateObject().FirstOrDefault(p => p.Name.Equals("authorization", StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: JsonValueKind.String } given)
        {
            var token = given.Value.GetString()!;
            _bearer.Request.Headers.Authorization = token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? token : $"Bearer {token}";
        }

        try
        {
            await Caller(_ended.Token);
        }
        catch (RequestException e)
        {
            Close(SocketClose.Forbidden, e.Message);
            return;
        }
        catch (Exception e) when (GraphError.IsUnavailable(e))
        {
            Close(SocketClose.TryAgainLater, "The database cannot be reached at the moment.");
            return;
        }

        _acknowledged = true;
        await Send(json => json.Raw("{\"type\":\"connection_ack\"}"u8), _ended.Token);
    }

    private Task Pong(JsonElement ping) => Send(
        json =>
        {
            json.Raw("{\"type\":\"pong\""u8);
            if (ping.TryGetProperty("payload", out var payload))
            {
                json.Raw(",\"payload\":"u8);
                json.Raw(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(payload));
            }

            json.Raw((byte)'}');
        },
        _ended.Token);

    private async Task Subscribe(string id, JsonElement message)
    {
        if (!_acknowledged)
        {
            Close(SocketClose.Unauthorized, "Unauthorized");
            return;
        }

        var request = GraphRequest.Parse(message.TryGetProperty("payload", out var payload) ? payload : default) with { App = GraphRequest.AppOf(http.Request.Headers) };
        if (_running.Count >= options.MaxOperations)
        {
            await Send("error", id, Refused(), _ended.Token);
            return;
        }

        var cancel = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        if (!_running.TryAdd(id, cancel))
        {
            cancel.Dispose();
            Close(SocketClose.SubscriberExists, $"Subscriber for {id} already exists");
            return;
        }

        Track(Operate(id, request, cancel));
    }

    private byte[] Refused()
    {
        using var json = new JsonBuffer();
        GraphError.Write(json, [new("THROTTLED", $"A socket carries at most {options.MaxOperations} operations at a time.")]);
        return json.Written.ToArray();
    }

    private async Task Operate(string id, GraphRequest request, CancellationTokenSource cancel)
    {
        // The socket is read on meanwhile.
        await Task.Yield();
        try
        {
            var channel = new LiveChannel(Caller, http.Connection.RemoteIpAddress, (result, ct) => Send("next", id, result.Memory, ct), Close);
            var errors = await operations.Run(request, channel, queriesOnly: false, cancel.Token);
            // From here on the id is free: the client may use it as soon as it reads that the operation ended.
            _running.TryRemove(new(id, cancel));
            await Send(errors.IsEmpty ? "complete" : "error", id, errors, cancel.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client ended it, or is gone.
        }
        catch (Exception e)
        {
            logger.LogError(e, "An operation on a socket failed");
            Close(SocketClose.InternalError, "Internal server error");
        }
        finally
        {
            _running.TryRemove(new(id, cancel));
            cancel.Dispose();
        }
    }

    private Task Send(string type, string id, ReadOnlyMemory<byte> payload, CancellationToken ct) => Send(
        json =>
        {
            json.Raw("{\"id\":"u8);
            json.String(id);
            json.Raw(",\"type\":"u8);
            json.String(type);
            if (!payload.IsEmpty)
            {
                json.Raw(",\"payload\":"u8);
                json.Raw(payload.Span);
            }

            json.Raw((byte)'}');
        },
        ct);

    /// <summary>Sends a message, one at a time. A message once begun is sent whole: breaking it off would break the socket.</summary>
    private async Task Send(Action<JsonBuffer> write, CancellationToken ct)
    {
        using var json = new JsonBuffer();
        write(json);
        await _sending.WaitAsync(ct);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.SendAsync(json.Memory, WebSocketMessageType.Text, endOfMessage: true, _ended.Token);
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    private void Track(Task task)
    {
        lock (_tasks)
        {
            _tasks.RemoveWhere(t => t.IsCompleted);
            _tasks.Add(task);
        }
    }

    private Task[] Tasks()
    {
        lock (_tasks)
        {
            return [.. _tasks];
        }
    }

    private static string Text(JsonElement message, string name) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= 256 } text
            ? text
            : throw new JsonException();
}
