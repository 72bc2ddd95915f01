using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace BusinessSuite.Host.Http;

/// <summary>Lets clients keep the answer to a read by GET and ask whether it is still the same.</summary>
internal static class Revalidation
{
    /// <summary>Tags the answer; true when the client has it already and was told so.</summary>
    /// <param name="http">The request.</param>
    /// <param name="content">The answer.</param>
    public static bool IsKnown(HttpContext http, ReadOnlySpan<byte> content)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"", isWeak: true);
        var headers = http.Response.Headers;
        headers.ETag = tag.ToString();
        headers.CacheControl = "private, no-cache";
        headers.Vary = "Accept, Accept-Language, Authorization";
        if (!http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)))
        {
            return false;
        }

        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
