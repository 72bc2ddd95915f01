namespace BusinessSuite.Sdk;

/// <summary>
/// UUIDs of version 7 whose order is the order of their making, also within a millisecond: the 12 bits behind the millisecond
/// hold its fraction (RFC 9562, 6.2, method 3), and of two made at once the later is moved on. So rows sort by age by their keys.
/// </summary>
public static class TimeOrderedId
{
    private const int FractionsOfMillisecond = 4096;
    private static long _last;

    /// <summary>The next id.</summary>
    public static Guid Next()
    {
        var ticks = DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks;
        var now = (ticks / TimeSpan.TicksPerMillisecond * FractionsOfMillisecond) + (ticks % TimeSpan.TicksPerMillisecond * FractionsOfMillisecond / TimeSpan.TicksPerMillisecond);
        long last, next;
        do
        {
            last = Interlocked.Read(ref _last);
            next = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);

        Span<byte> bytes = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(bytes, bigEndian: true, out _);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, (next / FractionsOfMillisecond << 16) | 0x7000L | (next % FractionsOfMillisecond));
        return new Guid(bytes, bigEndian: true);
    }
}
