using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using BusinessSuite.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessSuite.Fuzz.Tests;

/// <summary>An office with a few rows, whose log of errors is kept, and those who send requests.</summary>
public sealed class FuzzWorld : IntakeWorld
{
    private readonly string _log = Path.Combine(Path.GetTempPath(), $"suite-fuzz-{Guid.NewGuid():N}.log");

    /// <summary>Nobody, an account with few permissions, an account with all: as clients.</summary>
    internal IReadOnlyList<Client> Clients { get; private set; } = [];

    /// <summary>The same as callers.</summary>
    internal IReadOnlyList<Caller> Callers { get; private set; } = [];

    // Millions of documents take longer than a token lasts on a clock that stands still.
    protected override bool OwnClock => false;

    protected override string[] Settings =>
    [
        .. base.Settings, "--Serilog:MinimumLevel:Default=Error", "--Serilog:Using:0=Serilog.Sinks.File", "--Serilog:WriteTo:0:Name=File",
        $"--Serilog:WriteTo:0:Args:path={_log}", "--Serilog:WriteTo:0:Args:restrictedToMinimumLevel=Error", "--Serilog:WriteTo:0:Args:shared=true",
    ];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var (application, _) = await Receive(responsible: Clerk);
        await Judge(application, "PRESENT");
        await Accept(application);
        await Receive();
        var all = Services.GetRequiredService<ModuleCatalog>().Modules.SelectMany(ModuleCheck.Permissions).Distinct().Select(p => (p, "ALL"));
        Clients = [Nobody, await Person([("intake.type.read", "ALL"), ("intake.application.read", "OWN"), ("intake.inquiry.record", "OWN"), ("suite.schema.read", "ALL")]), await Person(all)];
        Callers = await Task.WhenAll(Clients.Select(Resolve));
    }

    /// <summary>What the host has written to its log of errors.</summary>
    public string Errors()
    {
        if (!File.Exists(_log))
        {
            return "";
        }

        using var file = new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private async Task<Caller> Resolve(Client client)
    {
        var http = new DefaultHttpContext { RequestServices = Services };
        http.Request.Headers.Authorization = client.Http.DefaultRequestHeaders.Authorization?.ToString();
        return await Services.GetRequiredService<CallerResolver>().Resolve(http, CancellationToken.None);
    }
}
