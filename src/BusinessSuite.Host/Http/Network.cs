using System.Net;

namespace BusinessSuite.Host.Http;

/// <summary>Networks as one that is asked from and not signed in to sees them.</summary>
internal static class Network
{
    /// <summary>The network of an address: who holds one IPv6 address holds as a rule the 2^64 beside it.</summary>
    public static Guid Of(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        var mapped = (address ?? IPAddress.IPv6None).MapToIPv6();
        mapped.TryWriteBytes(bytes, out _);
        if (!mapped.IsIPv4MappedToIPv6)
        {
            bytes[8..].Clear();
        }

        return new(bytes);
    }
}
