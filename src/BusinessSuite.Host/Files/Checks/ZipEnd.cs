using System.Buffers.Binary;

namespace BusinessSuite.Host.Files.Checks;

/// <summary>The end of an archive, which says how many entries there are, read before anything is made of them.</summary>
/// <param name="Entries">How many entries it claims.</param>
/// <param name="Directory">How many bytes the list of the entries has.</param>
/// <param name="Position">Where the list begins.</param>
internal sealed record ZipEnd(long Entries, long Directory, long Position)
{
    private const int Length = 22;
    private const int MaxComment = 65_535;

    /// <summary>Finds the end of an archive at the end of a file; null when it is none.</summary>
    public static ZipEnd? Find(Stream content)
    {
        var size = (int)Math.Min(content.Length, Length + MaxComment);
        var tail = new byte[size];
        content.Position = content.Length - size;
        content.ReadExactly(tail);
        for (var at = size - Length; at >= 0; at--)
        {
            var end = tail.AsSpan(at);
            if (end.StartsWith("PK\x05\x06"u8) && BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) == end.Length - Length)
            {
                return Read(content, content.Length - size + at, end);
            }
        }

        return null;
    }

    private static ZipEnd Read(Stream content, long at, ReadOnlySpan<byte> end)
    {
        var small = new ZipEnd(BinaryPrimitives.ReadUInt16LittleEndian(end[10..]), BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));
        if (small.Entries != ushort.MaxValue && small.Directory != uint.MaxValue && small.Position != uint.MaxValue)
        {
            return small;
        }

        // Too large for these fields: a locator before them leads to larger ones.
        var locator = new byte[20];
        content.Position = Math.Max(0, at - locator.Length);
        content.ReadExactly(locator);
        var large = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
        if (!locator.AsSpan().StartsWith("PK\x06\x07"u8) || large < 0 || large > content.Length - 56)
        {
            return small;
        }

        var record = new byte[56];
        content.Position = large;
        content.ReadExactly(record);
        return record.AsSpan().StartsWith("PK\x06\x06"u8)
            ? new(BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32)), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40)), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)))
            : throw new FileRefusedException(UploadFault.Malformed);
    }
}
