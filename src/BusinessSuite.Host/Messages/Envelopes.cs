using System.Reflection;
using System.Text.Json;
using BusinessSuite.Host.Audit;
using BusinessSuite.Sdk;
using Microsoft.AspNetCore.DataProtection;

namespace BusinessSuite.Host.Messages;

/// <summary>
/// Keeps what messages say in secret. Whoever reads a message sees a mark in its place; the texts as they are sent are encrypted until
/// the message arrived. All hosts of a database share the keys.
/// </summary>
internal sealed class Envelopes(IDataProtectionProvider keys)
{
    private static readonly MethodInfo Clone = typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly IDataProtector _key = keys.CreateProtector("messages");

    /// <summary>A secret member of such data that cannot be replaced by a mark; null when there is none.</summary>
    public static string? Fault(Type data) => Secrets(data).FirstOrDefault(p => p.PropertyType != typeof(string) || !p.CanWrite)?.Name;

    /// <summary>The data with a mark in place of what is secret; null when nothing is.</summary>
    public static object? Conceal(object data)
    {
        var secrets = Secrets(data.GetType()).ToList();
        if (secrets.Count == 0)
        {
            return null;
        }

        var concealed = Clone.Invoke(data, null)!;
        secrets.ForEach(p => p.SetValue(concealed, AuditTrail.Mark));
        return concealed;
    }

    /// <summary>Encrypts texts.</summary>
    public byte[] Close(MessageText text) => _key.Protect(JsonSerializer.SerializeToUtf8Bytes(text));

    /// <summary>Decrypts them.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The database does not have the key.</exception>
    public MessageText Open(byte[] closed) => JsonSerializer.Deserialize<MessageText>(_key.Unprotect(closed))!;

    private static IEnumerable<PropertyInfo> Secrets(Type data) =>
        data.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.IsDefined(typeof(SecretAttribute)));
}
