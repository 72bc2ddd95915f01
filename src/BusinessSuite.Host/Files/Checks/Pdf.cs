using System.Buffers;
using System.IO.Compression;

namespace BusinessSuite.Host.Files.Checks;

/// <summary>Looks into a PDF: whether it ends as one, and whether it acts when it is opened, also within packed objects.</summary>
internal static class Pdf
{
    private const int Tail = 1_024;
    private const int MaxPacked = 50_000;
    private const int Window = 256 * 1_024;

    // How far the data may be from the name in the dictionary before it, twice.
    private const int Reach = 4_096;
    private const long MaxUnpacked = 64 * 1_048_576;

    /// <summary>Checks it.</summary>
    /// <param name="content">The file.</param>
    /// <param name="seen">What was seen in its bytes.</param>
    /// <exception cref="FileRefusedException">It is damaged, encrypted or active.</exception>
    public static void Check(Stream content, Seen seen)
    {
        if (seen.HasFlag(Seen.PdfEncrypted))
        {
            throw new FileRefusedException(UploadFault.Encrypted);
        }

        content.Position = Math.Max(0, content.Length - Tail);
        var tail = new byte[Tail];
        var read = content.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false);
        if (tail.AsSpan(0, read).IndexOf("%%EOF"u8) < 0)
        {
            throw new FileRefusedException(UploadFault.Malformed);
        }

        if (seen.HasFlag(Seen.PdfActive) || (seen.HasFlag(Seen.PdfPacked) && Packed(content).Any(p => Unpack(content, p).HasFlag(Seen.PdfActive))))
        {
            throw new FileRefusedException(UploadFault.ActiveContent);
        }
    }

    /// <summary>Where the data of packed objects begins.</summary>
    private static List<long> Packed(Stream content)
    {
        var found = new List<long>();
        var buffer = ArrayPool<byte>.Shared.Rent(Window + Reach);
        try
        {
            for (long start = 0; start < content.Length; start += Window)
            {
                content.Position = start;
                var read = content.ReadAtLeast(buffer.AsSpan(0, Window + Reach), Window + Reach, throwOnEndOfStream: false);
                foreach (var at in Packed(buffer.AsSpan(0, read)))
                {
                    found.Add(start + at);
                }

                if (found.Count > MaxPacked)
                {
                    throw new FileRefusedException(UploadFault.TooManyEntries);
                }
            }

            return found;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static List<int> Packed(ReadOnlySpan<byte> window)
    {
        var found = new List<int>();
        for (var from = 0; window[from..].IndexOf("ObjStm"u8) is >= 0 and var name && from + name < Window;)
        {
            from += name + "ObjStm".Length;
            var near = window.Slice(from, Math.Min(Reach / 2, window.Length - from));
            if (near.IndexOf("stream"u8) is >= 0 and var data && data + "stream".Length + 1 < near.Length)
            {
                var at = data + "stream".Length;
                found.Add(from + at + (near[at] == '\r' ? 2 : 1));
            }
        }

        return found;
    }

    private static Seen Unpack(Stream content, long at)
    {
        content.Position = at;
        try
        {
            using var objects = new ZLibStream(content, CompressionMode.Decompress, leaveOpen: true);
            return Marks.Find(objects, pdf: true, MaxUnpacked);
        }
        catch (InvalidDataException)
        {
            // Objects packed otherwise cannot be looked into, and writers of documents do not make them.
            throw new FileRefusedException(UploadFault.Malformed);
        }
    }
}
