using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessSuite.Sdk;

/// <summary>
/// A part of the suite: one assembly, one database schema, one permission prefix. The host finds the class,
/// checks its manifest against the other modules and registers whatever the assembly declares by marker:
/// readable types, operations, queries, fields, event handlers, reactors and jobs.
/// </summary>
public interface IModule
{
    /// <summary>Who the module is and what it needs.</summary>
    ModuleManifest Manifest { get; }

    /// <summary>Registers services of the module's own that no marker covers.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration; a module reads below <c>Modules:&lt;name&gt;</c>.</param>
    void Configure(IServiceCollection services, IConfiguration configuration) { }
}
