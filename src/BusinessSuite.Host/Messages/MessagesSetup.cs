using BusinessSuite.Host.Data;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Messages;

/// <summary>Sets up messages to people.</summary>
internal static class MessagesSetup
{
    /// <summary>Registers channels, delivery and templates.</summary>
    public static IHostApplicationBuilder AddMessages(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MessageOptions>().Bind(builder.Configuration.GetSection("Messages")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MessageOptions>, Check>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<Envelopes>();
        services.AddSingleton<MessageDelivery>();
        services.AddSingleton<MessageTemplates>();
        services.AddSingleton<IDatabaseSeed>(s => s.GetRequiredService<MessageTemplates>());
        return builder;
    }

    private sealed class Check : IValidateOptions<MessageOptions>
    {
        public ValidateOptionsResult Validate(string? name, MessageOptions options) =>
            options.Fault() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
    }
}
