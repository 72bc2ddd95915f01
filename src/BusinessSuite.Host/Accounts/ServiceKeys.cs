using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BusinessSuite.Host.Accounts;

/// <summary>The keys of service accounts: <c>bsk_</c>, a public part, and 256 random bits.</summary>
internal static class ServiceKeys
{
    /// <summary>How every key begins.</summary>
    public const string Start = "bsk_";

    /// <summary>A new key and the record of it, which holds only its hash.</summary>
    public static (string Key, ServiceKey Record) Create(Guid account, DateTimeOffset at, DateTimeOffset? expires)
    {
        var prefix = Start + RandomNumberGenerator.GetHexString(8, lowercase: true);
        var key = $"{prefix}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        return (key, new ServiceKey
        {
            AccountId = account,
            Prefix = prefix,
            Hash = SHA256.HashData(Encoding.UTF8.GetBytes(key)),
            CreatedAt = at,
            ExpiresAt = expires,
        });
    }
}
