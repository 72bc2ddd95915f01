namespace BusinessSuite.Testing;

/// <summary>Where the messages of a suite go: a mail server and a provider of short messages, on the loopback.</summary>
/// <param name="Mail">The mail server.</param>
/// <param name="Provider">The provider.</param>
public sealed record MessageServers(MailServer Mail, WebhookReceiver Provider) : IAsyncDisposable
{
    /// <summary>The settings of a suite that sends there, short messages first.</summary>
    public string[] Settings =>
    [
        "--Messages:Mail:Host=127.0.0.1", $"--Messages:Mail:Port={Mail.Port}", "--Messages:Mail:Security=None", "--Messages:Mail:From=Service desk <desk@example.org>",
        $"--Messages:Webhooks:SMS:Url={Provider.Url}", $"--Messages:Webhooks:SMS:Secret={WebhookReceiver.Secret}", "--Messages:Order:0=SMS",
    ];

    /// <summary>Starts both.</summary>
    public static async Task<MessageServers> Start() => new(await MailServer.Start(), await WebhookReceiver.Start());

    public async ValueTask DisposeAsync()
    {
        await Mail.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
