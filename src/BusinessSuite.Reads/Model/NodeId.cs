using System.Buffers.Text;
using System.Text;

namespace BusinessSuite.Reads;

/// <summary>A global id: base64url of <c>module:Type:uuid</c>, opaque to clients.</summary>
/// <param name="Type">The type's name; empty when the text was no id.</param>
/// <param name="Key">The key.</param>
public readonly record struct NodeId(string Type, Guid Key)
{
    /// <summary>The id of nothing.</summary>
    public static readonly NodeId None = new("", Guid.Empty);

    /// <summary>Writes an id.</summary>
    public static string Encode(ReadType type, Guid key)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{type.Module}:{type.Name}:{key:D}"));
    }

    /// <summary>Reads an id; <see cref="None"/> when the text is none.</summary>
    public static NodeId Decode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> bytes = stackalloc byte[256];
        if (text.Length > 300 || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var written))
        {
            return None;
        }

        var parts = Encoding.UTF8.GetString(bytes[..written]).Split(':');
        return parts is [_, var type, var key] && Guid.TryParseExact(key, "D", out var guid) ? new(type, guid) : None;
    }
}

/// <summary>The name of an enumeration value, told apart from a string.</summary>
/// <param name="Name">UPPER_SNAKE.</param>
public readonly record struct EnumName(string Name);
