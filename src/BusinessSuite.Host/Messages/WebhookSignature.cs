using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BusinessSuite.Host.Messages;

/// <summary>Signatures of Standard Webhooks, version 1: HMAC-SHA256 over id, time and body.</summary>
internal static class WebhookSignature
{
    /// <summary>The header with the id.</summary>
    public const string Id = "webhook-id";

    /// <summary>The header with the time, in seconds since 1970.</summary>
    public const string Timestamp = "webhook-timestamp";

    /// <summary>The header with the signatures, separated by spaces.</summary>
    public const string Signature = "webhook-signature";

    private const string SecretStart = "whsec_";
    private const string Version = "v1,";
    private const int MinKeyBytes = 24;

    /// <summary>The keys in a secret, the one in force first; null when it is no secret.</summary>
    public static IReadOnlyList<byte[]>? Keys(string? secrets)
    {
        var keys = new List<byte[]>();
        foreach (var secret in (secrets ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var key = new byte[secret.Length];
            if (!secret.StartsWith(SecretStart, StringComparison.Ordinal) || !Convert.TryFromBase64String(secret[SecretStart.Length..], key, out var length) || length < MinKeyBytes)
            {
                return null;
            }

            keys.Add(key[..length]);
        }

        return keys.Count > 0 ? keys : null;
    }

    /// <summary>The header that signs a body: a signature for each key.</summary>
    public static string Sign(IEnumerable<byte[]> keys, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var signatures = new List<string>();
        foreach (var key in keys)
        {
            signatures.Add(Version + Convert.ToBase64String(Hash(key, id, Seconds(at), body)));
        }

        return string.Join(' ', signatures);
    }

    /// <summary>Whether one of the keys signed a body, not longer ago than the window.</summary>
    public static bool Verify(IEnumerable<byte[]> keys, string id, string timestamp, string signatures, ReadOnlySpan<byte> body, DateTimeOffset now, TimeSpan window)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - seconds) > window.TotalSeconds)
        {
            return false;
        }

        foreach (var key in keys)
        {
            var expected = Encoding.ASCII.GetBytes(Version + Convert.ToBase64String(Hash(key, id, timestamp, body)));
            if (signatures.Split(' ').Any(s => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(s), expected)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A time as the header gives it.</summary>
    public static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static byte[] Hash(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body) =>
        HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]);
}
