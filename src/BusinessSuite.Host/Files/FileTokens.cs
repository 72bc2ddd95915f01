using System.Buffers.Binary;
using System.Security.Cryptography;
using BusinessSuite.Sdk;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace BusinessSuite.Host.Files;

/// <summary>Signed addresses of files: for one upload, for one purpose, until a time. All hosts of a database share the keys.</summary>
[Provides]
internal sealed class FileTokens(IDataProtectionProvider keys, TimeProvider clock)
{
    private readonly IDataProtector _put = keys.CreateProtector("files", "put");
    private readonly IDataProtector _get = keys.CreateProtector("files", "get");

    /// <summary>The address to which the bytes of an upload are sent.</summary>
    public string PutAddress(Guid upload, DateTimeOffset until) => Address(_put, upload, until);

    /// <summary>The address from which an upload is downloaded.</summary>
    public string GetAddress(Guid upload, DateTimeOffset until) => Address(_get, upload, until);

    /// <summary>The upload that a token for sending names; null when it is none or its time is over.</summary>
    public Guid? Put(string token) => Read(_put, token);

    /// <summary>The upload that a token for downloading names; null when it is none or its time is over.</summary>
    public Guid? Get(string token) => Read(_get, token);

    private static string Address(IDataProtector key, Guid upload, DateTimeOffset until)
    {
        var bytes = new byte[24];
        upload.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), until.UtcTicks);
        return "/files/" + WebEncoders.Base64UrlEncode(key.Protect(bytes));
    }

    private Guid? Read(IDataProtector key, string token)
    {
        try
        {
            var bytes = key.Unprotect(WebEncoders.Base64UrlDecode(token));
            return BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16)) > clock.GetUtcNow().UtcTicks ? new Guid(bytes.AsSpan(0, 16)) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
