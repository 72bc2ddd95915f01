namespace BusinessSuite.Host.Evolution;

/// <summary>Sets up what lets the schema change without breaking applications.</summary>
internal static class EvolutionSetup
{
    /// <summary>Registers the count of what is used and the guard of it.</summary>
    public static IHostApplicationBuilder AddEvolution(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<UsageOptions>().Bind(builder.Configuration.GetSection("Usage"));
        builder.Services.AddSingleton<SchemaGuard>();
        builder.Services.AddSingleton<UsageCount>();
        builder.Services.AddHostedService(s => s.GetRequiredService<UsageCount>());
        return builder;
    }
}
