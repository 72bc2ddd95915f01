using BusinessSuite.Host.Files.Checks;
using BusinessSuite.Host.Files.Marking;
using BusinessSuite.Host.Files.Storage;
using BusinessSuite.Sdk;
using Microsoft.AspNetCore.RateLimiting;

namespace BusinessSuite.Host.Files;

/// <summary>Sets up uploads and the store that keeps them.</summary>
internal static class FilesSetup
{
    /// <summary>The limit on how many files are received at a time.</summary>
    public const string Receiving = "files";

    /// <summary>Registers them.</summary>
    public static IHostApplicationBuilder AddFiles(this IHostApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Files");
        var services = builder.Services;
        services.AddOptions<FilesOptions>().Bind(section)
            .PostConfigure(o =>
            {
                o.Folder = System.IO.Path.GetFullPath(o.Folder.Length > 0 ? o.Folder : System.IO.Path.Combine(builder.Configuration["Data"] ?? "data", "files"));
                o.Types = o.Types.Count > 0 ? o.Types : [.. FileKind.All.Select(k => k.MediaType)];
            })
            .Validate(o => o.Types.All(t => FileKind.Of(t) is not null), $"Files:Types names a type that the suite cannot check. It can: {string.Join(", ", FileKind.All.Select(k => k.MediaType))}.")
            .Validate(o => o.Scanner is null or { Scheme: "unix" } or { Scheme: "tcp", Port: > 0 }, "Files:Scanner reads tcp://host:port or unix:///path.")
            .ValidateOnStart();
        services.AddSingleton<Incoming>();
        services.AddSingleton<StoredFiles>();
        services.AddSingleton<Receiving>();
        services.AddSingleton<MarkedCopies>();
        services.AddSingleton<Downloads>();
        if (section["S3:Bucket"] is { Length: > 0 })
        {
            services.AddSingleton<IFileStore, S3Store>();
        }
        else
        {
            services.AddSingleton<IFileStore, FolderStore>();
        }

        if (section["Scanner"] is { Length: > 0 })
        {
            services.AddSingleton<IFileScanner, Clamd>();
        }

        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
            o.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "5";
                return ValueTask.CompletedTask;
            };
            o.AddConcurrencyLimiter(Receiving, c => (c.PermitLimit, c.QueueLimit) = (section.GetValue(nameof(FilesOptions.Concurrent), new FilesOptions().Concurrent), 0));
        });
        return builder;
    }
}
