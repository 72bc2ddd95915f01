using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Messages;

/// <summary>How messages reach people; configuration section <c>Messages</c>.</summary>
internal sealed class MessageOptions
{
    private static readonly TimeSpan[] Usual =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>The mail server; without one there is no mail.</summary>
    public MailOptions Mail { get; set; } = new();

    /// <summary>The channels that a webhook serves, by their names in capitals: SMS, WECHAT.</summary>
    public Dictionary<string, WebhookOptions> Webhooks { get; set; } = [];

    /// <summary>The order of channels for whoever prefers none; unless given: those of webhooks, MAIL, PHONE.</summary>
    public string[]? Order { get; set; }

    /// <summary>When people are not disturbed.</summary>
    public QuietOptions Quiet { get; set; } = new();

    /// <summary>How long to wait after each failed try on a channel before the next; unless given from 5 seconds up to 24 hours.</summary>
    public TimeSpan[]? Retries { get; set; }

    /// <summary>After how many failed tries the next channel is taken; on the last one all of <see cref="Retries"/> are used.</summary>
    public int TriesBeforeNext { get; set; } = 3;

    /// <summary>How many calls may fail to reach someone before the task is given up.</summary>
    public int Calls { get; set; } = 3;

    /// <summary>How long one try may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a host has a message to itself; if it ends meanwhile, another sends the message after this time.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How old a signed callback may be.</summary>
    public TimeSpan ReplayWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The waits in force.</summary>
    public IReadOnlyList<TimeSpan> Waits => Retries ?? Usual;

    /// <summary>The channels that there are, in order.</summary>
    public IReadOnlyList<string> Channels
    {
        get
        {
            IEnumerable<string> there = [.. Webhooks.Keys.Order(StringComparer.Ordinal), .. Mail.Host is null ? [] : new[] { Sdk.Channels.Mail }, Sdk.Channels.Phone];
            return [.. (Order ?? []).Where(there.Contains), .. there.Except(Order ?? [])];
        }
    }

    /// <summary>Why the configuration cannot be used; null when it can.</summary>
    public string? Fault()
    {
        foreach (var (name, webhook) in Webhooks)
        {
            if (name.Any(char.IsLower) || name is Sdk.Channels.Mail or Sdk.Channels.Phone)
            {
                return $"Messages:Webhooks:{name} is no name for a channel of its own; write it in capitals, for example SMS.";
            }

            if (webhook.Url is not { IsAbsoluteUri: true, Scheme: "https" or "http" })
            {
                return $"Messages:Webhooks:{name}:Url is no address.";
            }

            if (WebhookSignature.Keys(webhook.Secret) is null)
            {
                return $"Messages:Webhooks:{name}:Secret is no secret of Standard Webhooks: whsec_ and at least 24 bytes in Base64.";
            }
        }

        if (Mail.Host is not null && MailSender.Parse(Mail.From) is null)
        {
            return "Messages:Mail:From is no mail address.";
        }

        if (Quiet.Zone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            return $"Messages:Quiet:Zone: {zone} is not a time zone of the IANA database.";
        }

        return Lease <= Timeout ? "Messages:Lease must be longer than Messages:Timeout, or two hosts send the same message." : null;
    }
}

/// <summary>A mail server.</summary>
internal sealed class MailOptions
{
    /// <summary>Its name.</summary>
    public string? Host { get; set; }

    /// <summary>Its port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is secured.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Whom to sign in as; null for nobody.</summary>
    public string? User { get; set; }

    /// <summary>The password.</summary>
    public string? Password { get; set; }

    /// <summary>Who writes, for example <c>Service desk &lt;desk@example.org&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>SHA-256 of a certificate, hexadecimal, that is trusted though no authority vouches for it.</summary>
    public string? Fingerprint { get; set; }
}

/// <summary>How a connection to a mail server is secured.</summary>
internal enum MailSecurity
{
    /// <summary>It is plain at first and must then become encrypted; usual on port 587.</summary>
    StartTls,

    /// <summary>It is encrypted from the start; usual on port 465.</summary>
    Tls,

    /// <summary>Not at all; for a server on the same machine.</summary>
    None,
}

/// <summary>A channel that a webhook serves.</summary>
internal sealed class WebhookOptions
{
    /// <summary>Where messages are posted.</summary>
    public Uri? Url { get; set; }

    /// <summary>The secret both sides sign with, <c>whsec_...</c>. While it is being changed two stand here, the new one first, with a space between.</summary>
    public string? Secret { get; set; }

    /// <summary>What proves that a message arrived.</summary>
    public WebhookProof Proof { get; set; } = WebhookProof.Callback;

    /// <summary>How long to wait for the callback before the next channel is taken.</summary>
    public TimeSpan ProofWithin { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>What proves that a message arrived.</summary>
internal enum WebhookProof
{
    /// <summary>The provider calls back.</summary>
    Callback,

    /// <summary>The provider took it; it never calls back.</summary>
    Reply,
}

/// <summary>When people are not disturbed.</summary>
internal sealed class QuietOptions
{
    /// <summary>From this local time.</summary>
    public TimeOnly? From { get; set; }

    /// <summary>To this local time; on the next day when it is earlier.</summary>
    public TimeOnly? Until { get; set; }

    /// <summary>The time zone, IANA; that of the working calendar unless given.</summary>
    public string? Zone { get; set; }

    /// <summary>The channels that disturb nobody; unless given MAIL.</summary>
    public string[]? Except { get; set; }

    /// <summary>When the quiet hours that a moment lies in end; null when it lies in none.</summary>
    public DateTimeOffset? End(DateTimeOffset at, string channel, TimeZoneInfo zone)
    {
        if (From is not { } from || Until is not { } until || from == until || (Except ?? [Channels.Mail]).Contains(channel))
        {
            return null;
        }

        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        if (!TimeOnly.FromDateTime(local).IsBetween(from, until))
        {
            return null;
        }

        var end = local.Date + until.ToTimeSpan();
        end = end > local ? end : end.AddDays(1);
        // An hour that the clocks leave out ends with the hour that follows it.
        end = zone.IsInvalidTime(end) ? end.AddHours(1) : end;
        return new DateTimeOffset(end, zone.GetUtcOffset(end)).ToUniversalTime();
    }
}
