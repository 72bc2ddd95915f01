using BusinessSuite.Host;
using BusinessSuite.Host.Files.Marking;
using BusinessSuite.Host.Modules;
using BusinessSuite.Host.Postgres;
using Microsoft.Extensions.Options;

if (args is [Marker.Command])
{
    return Marker.Run();
}

try
{
    await using var app = await SuiteHost.Build(args);
    await app.RunAsync();
    return Environment.ExitCode;
}
catch (Exception e) when (e is ModuleRefusedException or PostgresUnavailableException or OptionsValidationException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 78;
}
