using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace BusinessSuite.Testing;

/// <summary>A mail server on the loopback that keeps what it takes.</summary>
public sealed class MailServer : IAsyncDisposable
{
    /// <summary>Whom a secured server lets in, and by which password.</summary>
    public const string User = "desk", Secret = "let me in";

    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private Task _running = Task.CompletedTask;

    private MailServer(X509Certificate2? certificate) => _certificate = certificate;

    /// <summary>Its port.</summary>
    public int Port { get; private set; }

    /// <summary>SHA-256 of its certificate, hexadecimal.</summary>
    public string Fingerprint => _certificate!.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>What it took, in order.</summary>
    public ConcurrentQueue<MimeMessage> Mails { get; } = [];

    /// <summary>What it answers to the next mails in place of taking them.</summary>
    public ConcurrentQueue<SmtpResponse> Faults { get; } = [];

    /// <summary>The mails to an address.</summary>
    public List<MimeMessage> To(string address) => [.. Mails.Where(m => m.To.Mailboxes.Any(b => b.Address == address))];

    /// <summary>Starts a server. A secured one offers STARTTLS and takes mail from its user only.</summary>
    public static async Task<MailServer> Start(bool secured = false)
    {
        var server = new MailServer(secured ? Certificate() : null);
        var services = new ServiceProvider();
        services.Add(new Store(server));
        services.Add(new Filter());
        services.Add((IUserAuthenticator)new DelegatingUserAuthenticator((user, password) => user == User && password == Secret));
        var listening = new TaskCompletionSource<int>();
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, e) => listening.TrySetResult(((IPEndPoint)e.LocalEndPoint).Port);
        services.Add(listeners);
        var options = new SmtpServerOptionsBuilder().ServerName("mail.example.org").Endpoint(e =>
        {
            e.Endpoint(new IPEndPoint(IPAddress.Loopback, 0));
            if (server._certificate is not null)
            {
                e.Certificate(server._certificate).AuthenticationRequired();
            }
        }).Build();
        server._running = new SmtpServer.SmtpServer(options, services).StartAsync(server._stop.Token);
        server.Port = await listening.Task;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _certificate?.Dispose();
        _stop.Dispose();
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=mail.example.org", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class Store(MailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (server.Faults.TryDequeue(out var fault))
            {
                return fault;
            }

            using var content = new MemoryStream(buffer.ToArray());
            server.Mails.Enqueue(await MimeMessage.LoadAsync(content, cancellationToken));
            return new SmtpResponse(SmtpReplyCode.Ok, $"taken as {server.Mails.Count}");
        }
    }

    /// <summary>Knows everyone but nobody.</summary>
    private sealed class Filter : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) => Task.FromResult(to.User != "nobody");
    }
}
