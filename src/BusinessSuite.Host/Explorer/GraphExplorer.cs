using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using BusinessSuite.Host.Graph;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BusinessSuite.Host.Explorer;

/// <summary>
/// GraphiQL, for browsers that open <c>/graphql</c>: a page that asks to sign in and knows nothing until then. Its parts lie
/// within the host (<c>clients/explorer</c> makes them), so that no other address is asked. <c>Graph:Explorer=false</c> turns it off.
/// </summary>
internal static class GraphExplorer
{
    private const string Prefix = "explorer/";
    private static readonly FrozenDictionary<string, Asset> Assets = typeof(GraphExplorer).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(Asset.Read).ToFrozenDictionary(a => a.Name);

    /// <summary>Maps what the page is made of.</summary>
    public static void MapExplorer(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<GraphOptions>>().Value.Explorer)
        {
            return;
        }

        app.MapGet("/graphql/explorer/{name}", (string name, HttpContext http) =>
        {
            if (!Assets.TryGetValue(name, out var asset))
            {
                return Results.NotFound();
            }

            http.Response.Headers.CacheControl = "no-cache";
            http.Response.Headers.Vary = "Accept-Encoding";
            if (!http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
            {
                return Results.Stream(asset.Plain(), asset.Type);
            }

            http.Response.Headers.ContentEncoding = "gzip";
            return Results.Bytes(asset.Zipped, asset.Type, entityTag: asset.Tag);
        });
    }

    /// <summary>Whether a request is a browser's for the page, not a client's for an answer.</summary>
    public static bool IsMeant(HttpContext http) =>
        http.Request.QueryString.Value is null or "" or "?"
        && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && http.RequestServices.GetRequiredService<IOptions<GraphOptions>>().Value.Explorer;

    /// <summary>Answers with the page.</summary>
    public static Task Page(HttpContext http)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var headers = http.Response.Headers;
        // The editor puts its styles into the page while it runs; scripts come from the host alone, and only this one starts.
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; "
            + "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.Vary = "Accept";
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync($"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>BusinessSuite API</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="graphql/explorer/explorer.css">
              <script type="module" nonce="{nonce}" src="graphql/explorer/explorer.js"></script>
            </head>
            <body><div id="explorer"></div></body>
            </html>

            """, http.RequestAborted);
    }

    private sealed record Asset(string Name, string Type, byte[] Zipped, EntityTagHeaderValue Tag)
    {
        public static Asset Read(string resource)
        {
            using var stream = typeof(GraphExplorer).Assembly.GetManifestResourceStream(resource)!;
            using var content = new MemoryStream();
            stream.CopyTo(content);
            var name = resource[Prefix.Length..];
            return new(
                name, name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8", content.ToArray(),
                new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content.ToArray()))[..32]}\""));
        }

        public GZipStream Plain() => new GZipStream(new MemoryStream(Zipped), CompressionMode.Decompress);
    }
}
