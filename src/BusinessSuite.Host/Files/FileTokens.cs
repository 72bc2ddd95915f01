using System.Buffers.Binary;
using System.Security.Cryptography;
using BusinessSuite.Sdk;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace BusinessSuite.Host.Files;

/// <summary>What a signed address lets one do.</summary>
/// <param name="Upload">With which upload.</param>
/// <param name="Account">Who was given the address.</param>
/// <param name="Original">Whether the file is given out as it was received, without a watermark.</param>
internal readonly record struct FileToken(Guid Upload, Guid Account, bool Original = false);

/// <summary>Signed addresses of files: for one upload, for one purpose, until a time. All hosts of a database share the keys.</summary>
[Provides]
internal sealed class FileTokens(IDataProtectionProvider keys, TimeProvider clock)
{
    private const int Length = 41;

    private readonly IDataProtector _put = keys.CreateProtector("files", "put");
    private readonly IDataProtector _get = keys.CreateProtector("files", "get");

    /// <summary>The address to which the bytes of an upload are sent.</summary>
    public string PutAddress(Guid upload, DateTimeOffset until) => Address(_put, new(upload, Guid.Empty), until);

    /// <summary>The address from which an upload is downloaded.</summary>
    public string GetAddress(FileToken token, DateTimeOffset until) => Address(_get, token, until);

    /// <summary>The upload that a token for sending names; null when it is none or its time is over.</summary>
    public Guid? Put(string token) => Read(_put, token)?.Upload;

    /// <summary>What a token for downloading allows; null when it is none or its time is over.</summary>
    public FileToken? Get(string token) => Read(_get, token);

    private static string Address(IDataProtector key, FileToken token, DateTimeOffset until)
    {
        var bytes = new byte[Length];
        token.Upload.TryWriteBytes(bytes);
        token.Account.TryWriteBytes(bytes.AsSpan(16));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), until.UtcTicks);
        bytes[40] = token.Original ? (byte)1 : (byte)0;
        return "/files/" + WebEncoders.Base64UrlEncode(key.Protect(bytes));
    }

    private FileToken? Read(IDataProtector key, string token)
    {
        try
        {
            var bytes = key.Unprotect(WebEncoders.Base64UrlDecode(token));
            return bytes.Length == Length && BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(32)) > clock.GetUtcNow().UtcTicks
                ? new(new(bytes.AsSpan(0, 16)), new(bytes.AsSpan(16, 16)), bytes[40] == 1)
                : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
