using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Http;

/// <summary>
/// Answers are compressed for clients that ask for it, at the level that costs the least. An answer that fits into one packet
/// is not: it would arrive no sooner.
/// </summary>
internal sealed class AnswerCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options)
{
    private const int Packet = 1_400;

    public override bool ShouldCompressResponse(HttpContext context) => context.Response.ContentLength is not < Packet && base.ShouldCompressResponse(context);
}

/// <summary>Sets up compression.</summary>
internal static class AnswerCompressionSetup
{
    /// <summary>Registers it for what the API answers with.</summary>
    public static IHostApplicationBuilder AddAnswerCompression(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IResponseCompressionProvider, AnswerCompression>();
        builder.Services.AddResponseCompression(o =>
        {
            // Callers bear tokens in a header that no page of someone else can make a browser send, so lengths tell an attacker nothing.
            o.EnableForHttps = true;
            o.MimeTypes = ["application/graphql-response+json", "application/json", "text/plain"];
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        return builder;
    }
}
