namespace BusinessSuite.Host.Graph.Live;

/// <summary>Sets up subscriptions.</summary>
internal static class LiveSetup
{
    /// <summary>Registers them.</summary>
    public static IHostApplicationBuilder AddLive(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<LiveOptions>(builder.Configuration.GetSection("Live"));
        services.AddSingleton<EventLog>();
        services.AddSingleton<Subscribers>();
        services.AddSingleton<LiveOperations>();
        services.AddSingleton<Sockets>();
        services.AddSingleton<EventStreams>();
        services.AddHostedService(s => s.GetRequiredService<EventStreams>());
        services.AddHostedService<EventFeed>();
        return builder;
    }
}
