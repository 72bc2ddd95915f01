using System.Security.Cryptography;
using System.Text;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake;

/// <summary>Secrets that customers are given in place of an account. Only their hashes are kept.</summary>
internal static class CustomerSecret
{
    // Without letters and digits that are taken for each other when read aloud.
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static readonly Rule Unexplained = new("SECRET_RENEWAL_UNEXPLAINED", new("Who gives a new secret says how it was made sure that the customer asks for it.", "重新发放查询密钥须说明如何核实客户身份。"));
    private static readonly byte[] Decoy = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    /// <summary>A secret of five random bits a letter.</summary>
    public static string New(int length) => RandomNumberGenerator.GetString(Letters, length);

    /// <summary>A secret as it was given, however it was typed: in capitals, without space around it.</summary>
    public static string Normal(string typed) => typed.Trim().ToUpperInvariant();

    /// <summary>What was said for a new secret.</summary>
    /// <exception cref="RuleViolation">Nothing was.</exception>
    public static string RequireReason(string reason) => Unexplained.Given(reason, "reason");

    /// <summary>What is kept of it.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether the hash is that of the secret. Where there is no hash the answer takes as long.</summary>
    public static bool Fits(byte[]? hash, string secret) => CryptographicOperations.FixedTimeEquals(hash ?? Decoy, HashOf(secret)) && hash is not null;

    /// <summary>
    /// Opens a door for whoever knows the secret. The guess is counted before anything is looked up, and forgiven when it was right; of
    /// what does not exist no more is told, and no sooner, than of a wrong secret.
    /// </summary>
    /// <param name="attempts">Counts guesses.</param>
    /// <param name="door">What is guessed at.</param>
    /// <param name="subject">The number or the open part of the token.</param>
    /// <param name="secret">What was given, however it was typed.</param>
    /// <param name="find">Looks the subject up.</param>
    /// <param name="hash">What is kept of its secret.</param>
    /// <param name="ct">Ends the work.</param>
    /// <returns>What was found, or null when subject and secret do not fit.</returns>
    /// <exception cref="RuleViolation"><see cref="PlatformRules.TooManyAttempts"/> after ten wrong guesses.</exception>
    public static async Task<T?> Open<T>(
        IAttempts attempts, string door, string subject, string secret, Func<Task<T?>> find, Func<T, byte[]?> hash, CancellationToken ct)
        where T : class
    {
        await attempts.Count(door, subject, ct);
        var found = await find();
        if (!Fits(found is null ? null : hash(found), Normal(secret)))
        {
            return null;
        }

        await attempts.Forgive(door, subject, ct);
        return found;
    }
}
