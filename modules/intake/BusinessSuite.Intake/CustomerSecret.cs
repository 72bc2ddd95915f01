using System.Security.Cryptography;
using System.Text;

namespace BusinessSuite.Intake;

/// <summary>Secrets that customers are given in place of an account. Only their hashes are kept.</summary>
internal static class CustomerSecret
{
    // Without letters and digits that are taken for each other when read aloud.
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static readonly byte[] Decoy = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    /// <summary>A secret of five random bits a letter.</summary>
    public static string New(int length) => RandomNumberGenerator.GetString(Letters, length);

    /// <summary>What is kept of it.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether the hash is that of the secret. Where there is no hash the answer takes as long.</summary>
    public static bool Fits(byte[]? hash, string secret) => CryptographicOperations.FixedTimeEquals(hash ?? Decoy, HashOf(secret)) && hash is not null;
}
