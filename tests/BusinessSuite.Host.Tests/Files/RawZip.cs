using System.IO.Compression;
using System.Text;

namespace BusinessSuite.Host.Tests.Files;

/// <summary>An entry as a hostile archive would have it: its list may say something else than is there.</summary>
internal sealed record RawEntry(string Name, byte[] Data)
{
    /// <summary>Its bytes as they are packed; the data itself unless told otherwise.</summary>
    public byte[]? Packed { get; init; }

    public ushort Method { get; init; }

    public ushort Flags { get; init; } = 0x800;

    public uint Attributes { get; init; }

    /// <summary>The unpacked size that the list states.</summary>
    public uint? Claimed { get; init; }

    /// <summary>Shares the bytes of the entry before it.</summary>
    public bool Shared { get; init; }

    public static RawEntry Deflated(string name, byte[] data)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(data);
        }

        return new(name, data) { Packed = packed.ToArray(), Method = 8 };
    }
}

/// <summary>Writes archives byte by byte.</summary>
internal static class RawZip
{
    public static byte[] Of(params RawEntry[] entries)
    {
        using var zip = new MemoryStream();
        using var to = new BinaryWriter(zip);
        var places = new List<uint>();
        foreach (var entry in entries)
        {
            places.Add(entry.Shared ? places[^1] : (uint)zip.Position);
            if (!entry.Shared)
            {
                to.Write(0x04034b50u);
                to.Write((ushort)20);
                Common(to, entry);
                to.Write(Encoding.UTF8.GetBytes(entry.Name));
                to.Write(entry.Packed ?? entry.Data);
            }
        }

        var start = (uint)zip.Position;
        for (var i = 0; i < entries.Length; i++)
        {
            to.Write(0x02014b50u);
            to.Write((ushort)0x0314);
            to.Write((ushort)20);
            Common(to, entries[i]);
            to.Write(new byte[6]);
            to.Write(entries[i].Attributes);
            to.Write(places[i]);
            to.Write(Encoding.UTF8.GetBytes(entries[i].Name));
        }

        End(to, (ushort)entries.Length, (uint)zip.Position - start, start);
        return zip.ToArray();
    }

    /// <summary>The end of an archive that claims a number of entries.</summary>
    public static void End(BinaryWriter to, ushort entries, uint size, uint start)
    {
        to.Write(0x06054b50u);
        to.Write(0u);
        to.Write(entries);
        to.Write(entries);
        to.Write(size);
        to.Write(start);
        to.Write((ushort)0);
    }

    private static void Common(BinaryWriter to, RawEntry entry)
    {
        to.Write(entry.Flags);
        to.Write(entry.Method);
        // Neither time nor checksum: nobody gets as far as to look at them.
        to.Write(0ul);
        to.Write((uint)(entry.Packed ?? entry.Data).Length);
        to.Write(entry.Claimed ?? (uint)entry.Data.Length);
        to.Write((ushort)Encoding.UTF8.GetByteCount(entry.Name));
        to.Write((ushort)0);
    }
}
