using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace BusinessSuite.Tools.Replay;

/// <summary>A mail server on the loopback that takes every mail and keeps the name that it was sent under.</summary>
internal sealed partial class MailSink : MessageStore, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    /// <summary>Starts it at a port.</summary>
    public MailSink(int port)
    {
        var services = new ServiceProvider();
        services.Add(this);
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(e => e.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    /// <summary>What stands in the <c>Message-ID</c> of every mail that it took, without the domain.</summary>
    public ConcurrentBag<string> Taken { get; } = [];

    public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        Taken.Add(Id().Match(Encoding.UTF8.GetString(buffer)).Groups[1].Value);
        return Task.FromResult(SmtpResponse.Ok);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    [GeneratedRegex("^Message-ID:\\s*<([^@\\s]+)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Id();
}
