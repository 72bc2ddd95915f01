using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Reports;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessSuite.Intake;

/// <summary>From a customer's first question to the result told: inquiries, applications, materials, tasks, progress.</summary>
internal sealed class IntakeModule : IModule
{
    public ModuleManifest Manifest { get; } = new("intake", "0.1.0", "[0.1,1.0)")
    {
        DependsOn = [new("organization", "[0.1,1.0)")],
        Permissions = typeof(Permissions),
    };

    public void Configure(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ContactOptions>().Bind(configuration.GetSection("Modules:intake:Contacts"))
            .Validate(o => o.IsRegion(), "Modules:intake:Contacts:Region is a region as ISO 3166 names it, for example CN.")
            .ValidateOnStart();
        services.AddOptions<ReportOptions>().Bind(configuration.GetSection("Modules:intake:Reports"))
            .Validate(o => o.IsInBounds(), $"Modules:intake:Reports:MostBytes is from 1 to {Attachment.MostBytes}.")
            .ValidateOnStart();
        services.AddOptions<FeedbackOptions>().Bind(configuration.GetSection("Modules:intake:Feedback"))
            .Validate(o => o.HasUsablePage(), $"Modules:intake:Feedback:RatingPage is an address with {FeedbackOptions.Token} in it, for example https://example.org/rate#{FeedbackOptions.Token}.")
            .ValidateOnStart();
    }
}
