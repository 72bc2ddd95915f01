using System.Buffers.Binary;

namespace BusinessSuite.Host.Files.Checks;

/// <summary>Reads how large a picture is, and whether it is built as it should be, without decoding it.</summary>
internal static class Pictures
{
    private const int MaxPages = 1_000;

    /// <summary>The pixels of all its pages or frames together.</summary>
    /// <exception cref="FileRefusedException">It is not built as its type demands.</exception>
    public static long Pixels(Stream content, Build build)
    {
        content.Position = 0;
        var bytes = new ByteReader(new BufferedStream(content, 4_096));
        return build switch
        {
            Build.Png => Png(bytes),
            Build.Jpeg => Jpeg(bytes),
            Build.Gif => Gif(bytes),
            Build.WebP => WebP(bytes),
            _ => Tiff(bytes),
        };
    }

    private static long Png(ByteReader bytes)
    {
        bytes.Skip(8);
        long pixels = 0;
        for (var first = true; ; first = false)
        {
            var length = bytes.UInt32();
            var type = bytes.Text(4);
            Demand(length <= int.MaxValue && (!first || type == "IHDR"));
            if (first)
            {
                pixels = (long)bytes.UInt32() * bytes.UInt32();
                length -= 8;
            }

            bytes.Skip(length + 4);
            if (type == "IEND")
            {
                // What stands behind the end is not part of the picture.
                return bytes.AtEnd ? pixels : throw new FileRefusedException(UploadFault.Polyglot);
            }
        }
    }

    private static long Jpeg(ByteReader bytes)
    {
        bytes.Skip(2);
        while (true)
        {
            Demand(bytes.Byte() == 0xff);
            byte marker;
            do
            {
                marker = bytes.Byte();
            }
            while (marker == 0xff);
            var length = bytes.UInt16();
            // A start of frame: any of C0 to CF that is not a table.
            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
            {
                bytes.Skip(1);
                return (long)bytes.UInt16() * bytes.UInt16();
            }

            Demand(length >= 2 && marker is not (0xd9 or 0xda or 0x00));
            bytes.Skip(length - 2);
        }
    }

    private static long Gif(ByteReader bytes)
    {
        bytes.Skip(6);
        var screen = (long)bytes.UInt16(little: true) * bytes.UInt16(little: true);
        long pixels = 0;
        bytes.Skip(ColorTable(bytes.Byte()) + 2);
        while (true)
        {
            switch (bytes.Byte())
            {
                case 0x21:
                    bytes.Skip(1);
                    Blocks(bytes);
                    break;
                case 0x2c:
                    bytes.Skip(4);
                    var frame = (long)bytes.UInt16(little: true) * bytes.UInt16(little: true);
                    pixels += Math.Max(frame, screen);
                    bytes.Skip(ColorTable(bytes.Byte()) + 1);
                    Blocks(bytes);
                    break;
                case 0x3b:
                    return bytes.AtEnd ? Math.Max(pixels, screen) : throw new FileRefusedException(UploadFault.Polyglot);
                default:
                    throw new FileRefusedException(UploadFault.Malformed);
            }
        }
    }

    private static int ColorTable(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static void Blocks(ByteReader bytes)
    {
        for (var length = bytes.Byte(); length != 0; length = bytes.Byte())
        {
            bytes.Skip(length);
        }
    }

    private static long WebP(ByteReader bytes)
    {
        bytes.Skip(4);
        var size = bytes.UInt32(little: true);
        if (size + 8L != bytes.Length)
        {
            throw new FileRefusedException(size + 8L < bytes.Length ? UploadFault.Polyglot : UploadFault.Malformed);
        }

        bytes.Skip(4);
        var type = bytes.Text(4);
        bytes.Skip(4);
        switch (type)
        {
            case "VP8 ":
                bytes.Skip(6);
                return (long)(bytes.UInt16(little: true) & 0x3fff) * (bytes.UInt16(little: true) & 0x3fff);
            case "VP8L":
                Demand(bytes.Byte() == 0x2f);
                var bits = bytes.UInt32(little: true);
                return ((bits & 0x3fff) + 1L) * (((bits >> 14) & 0x3fff) + 1L);
            case "VP8X":
                bytes.Skip(4);
                return (bytes.UInt24() + 1L) * (bytes.UInt24() + 1L);
            default:
                throw new FileRefusedException(UploadFault.Malformed);
        }
    }

    private static long Tiff(ByteReader bytes)
    {
        var little = bytes.Byte() == 'I';
        bytes.Skip(3);
        long pixels = 0;
        var page = bytes.UInt32(little);
        for (var pages = 0; page != 0; pages++)
        {
            Demand(pages < MaxPages);
            bytes.Seek(page);
            long width = 0, height = 0;
            for (var entries = bytes.UInt16(little); entries > 0; entries--)
            {
                var tag = bytes.UInt16(little);
                var type = bytes.UInt16(little);
                bytes.Skip(4);
                var value = bytes.UInt32(little);
                // A short stands in the first two of the four bytes.
                var number = type == 3 && !little ? value >> 16 : type == 3 ? value & 0xffff : value;
                (width, height) = tag switch { 256 => (number, height), 257 => (width, number), _ => (width, height) };
            }

            Demand(width > 0 && height > 0);
            pixels += width * height;
            page = bytes.UInt32(little);
        }

        Demand(pixels > 0);
        return pixels;
    }

    private static void Demand(bool holds)
    {
        if (!holds)
        {
            throw new FileRefusedException(UploadFault.Malformed);
        }
    }
}

/// <summary>Reads numbers from a file; one that ends too early is malformed.</summary>
internal sealed class ByteReader(BufferedStream bytes)
{
    public long Length => bytes.Length;

    public bool AtEnd => bytes.Position == bytes.Length;

    public void Seek(long position) => bytes.Position = position <= bytes.Length ? position : throw new FileRefusedException(UploadFault.Malformed);

    public void Skip(long count) => Seek(bytes.Position + count);

    public byte Byte()
    {
        Span<byte> number = stackalloc byte[1];
        Fill(number);
        return number[0];
    }

    public int UInt16(bool little = false)
    {
        Span<byte> number = stackalloc byte[2];
        Fill(number);
        return little ? BinaryPrimitives.ReadUInt16LittleEndian(number) : BinaryPrimitives.ReadUInt16BigEndian(number);
    }

    public long UInt24() => Byte() | (Byte() << 8) | (Byte() << 16);

    public uint UInt32(bool little = false)
    {
        Span<byte> number = stackalloc byte[4];
        Fill(number);
        return little ? BinaryPrimitives.ReadUInt32LittleEndian(number) : BinaryPrimitives.ReadUInt32BigEndian(number);
    }

    public string Text(int count)
    {
        Span<byte> number = stackalloc byte[count];
        Fill(number);
        return System.Text.Encoding.Latin1.GetString(number);
    }

    private void Fill(Span<byte> number)
    {
        if (bytes.ReadAtLeast(number, number.Length, throwOnEndOfStream: false) < number.Length)
        {
            throw new FileRefusedException(UploadFault.Malformed);
        }
    }
}
