using System.Net.Security;
using System.Security.Cryptography;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BusinessSuite.Host.Messages;

/// <summary>Sends by mail. That the server took the mail, and what it said, is the proof of delivery.</summary>
internal sealed class MailSender(IOptions<MessageOptions> options)
{
    private const int LastingError = 500;

    /// <summary>Sends one mail. Its Message-ID is the same at every try, so that a mailbox that gets it twice shows it once.</summary>
    public async Task<Reply> Send(Letter letter, CancellationToken ct)
    {
        var server = options.Value.Mail;
        if (Parse(letter.Address) is not { } address)
        {
            return new(AttemptOutcome.Failed, $"{letter.Address} is no mail address.", Lasting: true);
        }

        using var mail = Compose(letter, Parse(server.From)!, new MailboxAddress(letter.Name, address.Address));
        using var client = new SmtpClient();
        if (server.Fingerprint is { } fingerprint)
        {
            client.ServerCertificateValidationCallback = (_, certificate, _, errors) =>
                errors == SslPolicyErrors.None || string.Equals(certificate?.GetCertHashString(HashAlgorithmName.SHA256), fingerprint.Replace(":", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        }

        try
        {
            await client.ConnectAsync(server.Host!, server.Port, Security(server.Security), ct);
            if (server.User is { } user)
            {
                await client.AuthenticateAsync(user, server.Password ?? "", ct);
            }

            var reply = await client.SendAsync(mail, ct);
            await Leave(client, ct);
            return new(AttemptOutcome.Delivered, reply);
        }
        catch (SmtpCommandException e)
        {
            // That it does not want this sender is for an administrator to mend; what it says of recipient and text holds.
            return new(AttemptOutcome.Failed, $"{(int)e.StatusCode} {e.Message}", Lasting: (int)e.StatusCode >= LastingError && e.ErrorCode != SmtpErrorCode.SenderNotAccepted);
        }
    }

    /// <summary>A mail address; null when it is none.</summary>
    public static MailboxAddress? Parse(string? address) => MailboxAddress.TryParse(address, out var parsed) && parsed.Domain.Length > 0 ? parsed : null;

    /// <summary>Says good-bye. The server has the mail, so nothing that goes wrong now may count.</summary>
    private static async Task Leave(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception e) when (e is IOException or SmtpProtocolException or SmtpCommandException or OperationCanceledException)
        {
        }
    }

    private static MimeMessage Compose(Letter letter, MailboxAddress from, MailboxAddress to)
    {
        var body = new BodyBuilder { TextBody = letter.Body };
        foreach (var file in letter.Attachments)
        {
            if (body.Attachments.Add(file.Name, file.Content, ContentType.Parse(file.MediaType)) is MimePart part)
            {
                // Otherwise the ends of its lines change on the way.
                part.ContentTransferEncoding = ContentEncoding.Base64;
            }
        }

        var content = body.ToMessageBody();
        content.Headers.Add(HeaderId.ContentLanguage, letter.LanguageTag);
        return new MimeMessage([from], [to], letter.Subject, content)
        {
            MessageId = $"{letter.SentAs}@{from.Domain}",
            Date = letter.CreatedAt,
            Headers = { { HeaderId.AutoSubmitted, "auto-generated" } },
        };
    }

    private static SecureSocketOptions Security(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };
}
