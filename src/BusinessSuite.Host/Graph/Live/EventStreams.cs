using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using BusinessSuite.Sdk;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Graph.Live;

/// <summary>GraphQL by server-sent events, where sockets are blocked: the protocol graphql-sse with a connection for each operation.</summary>
internal sealed class EventStreams(
    LiveOperations operations, IOptions<LiveOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock) : BackgroundService
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/event-stream";

    private readonly ConcurrentDictionary<EventStream, bool> _open = new();

    /// <summary>Answers a request by a stream of events.</summary>
    public async Task Answer(HttpContext http, GraphRequest request, Func<HttpContext, CancellationToken, Task<Caller>> resolve)
    {
        http.Response.ContentType = MediaType;
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        using var stream = new EventStream(http.Response.BodyWriter, ended.Token);
        _open[stream] = true;
        try
        {
            await stream.Ping();
            var channel = new LiveChannel(ct => resolve(http, ct), http.Connection.RemoteIpAddress, (result, _) => stream.Write("next", default, result.Memory, default), (_, _) => http.Abort());
            var errors = await operations.Run(request, channel, HttpMethods.IsGet(http.Request.Method), ended.Token);
            if (!errors.IsEmpty)
            {
                await stream.Write("next", "{\"errors\":"u8.ToArray(), errors, "}"u8.ToArray());
            }

            await stream.Write("complete", default, default, default);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client is gone, or the host stops: without "complete" the client knows that it may ask again.
        }
        finally
        {
            _open.TryRemove(stream, out _);
            await stream.End();
        }
    }

    /// <summary>Writes to all idle streams by one clock, so that proxies keep them.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.KeepAlive, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var stream in _open.Keys)
            {
                _ = stream.Ping();
            }
        }
    }

    private sealed class EventStream(PipeWriter body, CancellationToken ended) : IDisposable
    {
        private readonly SemaphoreSlim _writing = new(1);

        /// <summary>Writes a comment, unless something is being written anyway.</summary>
        public async Task Ping()
        {
            if (!await _writing.WaitAsync(0, CancellationToken.None))
            {
                return;
            }

            try
            {
                body.Write(":\n\n"u8);
                await body.FlushAsync(ended);
            }
            catch (OperationCanceledException)
            {
                // The stream ends.
            }
            finally
            {
                _writing.Release();
            }
        }

        /// <summary>Writes an event.</summary>
        public async Task Write(string name, ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> after)
        {
            await _writing.WaitAsync(ended);
            try
            {
                body.Write("event: "u8);
                body.Write(System.Text.Encoding.UTF8.GetBytes(name));
                body.Write("\ndata: "u8);
                body.Write(before.Span);
                body.Write(data.Span);
                body.Write(after.Span);
                body.Write("\n\n"u8);
                await body.FlushAsync(ended);
            }
            finally
            {
                _writing.Release();
            }
        }

        /// <summary>Nothing is written any more once this returns.</summary>
        public Task End() => _writing.WaitAsync(CancellationToken.None);

        public void Dispose() => _writing.Dispose();
    }
}
