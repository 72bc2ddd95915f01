using System.Diagnostics;
using System.Diagnostics.Metrics;
using BusinessSuite.Host.Files;
using BusinessSuite.Reads;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Settings.Configuration;

namespace BusinessSuite.Host.Http;

/// <summary>Logs, traces and metrics. None holds names, tokens, queries or variables; the request id ties them to answers.</summary>
internal static class Telemetry
{
    /// <summary>The suite's own source of traces.</summary>
    public static readonly ActivitySource Source = new("BusinessSuite");

    /// <summary>The suite's own measures.</summary>
    public static readonly Meter Meter = new(Source.Name);

    /// <summary>Registers them; OTLP is sent when OTEL_EXPORTER_OTLP_ENDPOINT names where to.</summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog((_, log) =>
        {
            log.MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
                // Keys are first asked for before the database is there; the start tells of that itself.
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Fatal)
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal)
                // Said outright, since Serilog would read all assemblies of the folder to find its own.
                .ReadFrom.Configuration(builder.Configuration, new ConfigurationReaderOptions(typeof(Serilog.ILogger).Assembly, typeof(ConsoleLoggerConfigurationExtensions).Assembly))
                .Enrich.FromLogContext();
            if (builder.Configuration.GetValue("Logging:Json", Console.IsOutputRedirected))
            {
                log.WriteTo.Console(new RenderedCompactJsonFormatter());
            }
            else
            {
                log.WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture);
            }
        });
        var export = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("BusinessSuite"))
            .WithTracing(t =>
            {
                t.AddSource(Source.Name, SharedReads.Spans.Name)
                    // The address of a file is a secret.
                    .AddAspNetCoreInstrumentation(o => o.EnrichWithHttpRequest = (activity, request) =>
                    {
                        if (request.Path.StartsWithSegments(FileEndpoint.Path, StringComparison.Ordinal))
                        {
                            activity.SetTag("url.path", FileEndpoint.Path + "/…");
                        }
                    })
                    .AddNpgsql();
                if (export)
                {
                    t.AddOtlpExporter();
                }
            })
            .WithMetrics(m =>
            {
                m.AddMeter(Meter.Name, "Npgsql").AddAspNetCoreInstrumentation();
                if (export)
                {
                    m.AddOtlpExporter();
                }
            });
        return builder;
    }
}
