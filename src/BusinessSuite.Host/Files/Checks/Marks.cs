using System.Buffers;

namespace BusinessSuite.Host.Files.Checks;

/// <summary>What was seen in the bytes of a file, wherever in it.</summary>
[Flags]
internal enum Seen
{
    None = 0,

    /// <summary>Bytes that no text has.</summary>
    Binary = 1,

    /// <summary>A script or the start of a web page.</summary>
    Script = 2,

    /// <summary>The pattern by which malware scanners are tried (EICAR).</summary>
    Malware = 4,

    /// <summary>A PDF that is encrypted.</summary>
    PdfEncrypted = 8,

    /// <summary>A PDF that acts when it is opened.</summary>
    PdfActive = 16,

    /// <summary>A PDF that packs its objects.</summary>
    PdfPacked = 32,
}

/// <summary>Looks through bytes in one pass, with little memory however many they are.</summary>
internal static class Marks
{
    // No pattern, with every character of a PDF name escaped, is longer.
    private const int Overlap = 128;
    private const int Chunk = 128 * 1024;

    private static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Where(b => b is not ('\t' or '\n' or '\r' or '\f')).Select(b => (byte)b), 0x7f]);

    private static readonly byte[][] Tags = [.. new[] { "<script", "<html", "<!doctype html", "<?php", "<iframe" }.Select(System.Text.Encoding.ASCII.GetBytes)];

    private static readonly (byte[] Name, Seen Mark)[] PdfNames =
    [
        ("Encrypt"u8.ToArray(), Seen.PdfEncrypted), ("JavaScript"u8.ToArray(), Seen.PdfActive), ("Launch"u8.ToArray(), Seen.PdfActive),
        ("RichMedia"u8.ToArray(), Seen.PdfActive), ("ObjStm"u8.ToArray(), Seen.PdfPacked),
    ];

    // In two halves, so that scanners leave this program alone.
    private static ReadOnlySpan<byte> Eicar => "X5O!P%@AP[4\\PZX54(P^)7CC)7}$"u8;

    private static ReadOnlySpan<byte> EicarEnd => "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"u8;

    /// <summary>Reads to the end.</summary>
    /// <param name="content">The bytes, from where it stands.</param>
    /// <param name="pdf">Whether the names of PDF are looked for.</param>
    /// <param name="most">How many bytes to read at most.</param>
    public static Seen Find(Stream content, bool pdf, long most = long.MaxValue)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk + Overlap);
        try
        {
            var seen = Seen.None;
            var kept = 0;
            int read;
            while (most > 0 && (read = content.Read(buffer, kept, (int)Math.Min(Chunk, most))) > 0)
            {
                most -= read;
                var window = buffer.AsSpan(0, kept + read);
                seen |= Within(window, pdf);
                kept = Math.Min(Overlap, window.Length);
                window[^kept..].CopyTo(buffer);
            }

            return seen;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Seen Within(ReadOnlySpan<byte> window, bool pdf)
    {
        var seen = window.ContainsAny(Controls) ? Seen.Binary : Seen.None;
        if (window.IndexOf(Eicar) is >= 0 and var at && window[(at + Eicar.Length)..].StartsWith(EicarEnd))
        {
            seen |= Seen.Malware;
        }

        for (var rest = window; rest.IndexOf((byte)'<') is >= 0 and var open; rest = rest[(open + 1)..])
        {
            if (IsTag(rest[open..]))
            {
                seen |= Seen.Script;
                break;
            }
        }

        if (pdf)
        {
            for (var rest = window; rest.IndexOf((byte)'/') is >= 0 and var slash; rest = rest[(slash + 1)..])
            {
                seen |= PdfName(rest[(slash + 1)..]);
            }
        }

        return seen;
    }

    private static bool IsTag(ReadOnlySpan<byte> text)
    {
        foreach (var tag in Tags)
        {
            if (text.Length > tag.Length && System.Text.Ascii.EqualsIgnoreCase(text[..tag.Length], tag) && text[tag.Length] is (byte)'>' or (byte)'/' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The mark of a name in PDF, whose characters may be written as #xx.</summary>
    private static Seen PdfName(ReadOnlySpan<byte> text)
    {
        foreach (var (name, mark) in PdfNames)
        {
            var at = 0;
            var known = 0;
            var hidden = false;
            while (known < name.Length && at < text.Length)
            {
                var escaped = text[at] == (byte)'#' && at + 2 < text.Length;
                var c = escaped ? Hex(text[at + 1], text[at + 2]) : text[at];
                if (c != name[known])
                {
                    break;
                }

                known++;
                at += escaped ? 3 : 1;
                hidden |= escaped;
            }

            if (known == name.Length && (at >= text.Length || !(char.IsAsciiLetterOrDigit((char)text[at]) || text[at] == (byte)'#')))
            {
                // Writers of documents escape none of these letters; who does so hides something.
                return hidden ? Seen.PdfActive : mark;
            }
        }

        return Seen.None;
    }

    private static int Hex(byte high, byte low) =>
        char.IsAsciiHexDigit((char)high) && char.IsAsciiHexDigit((char)low) ? (Convert.ToInt32(((char)high).ToString(), 16) << 4) | Convert.ToInt32(((char)low).ToString(), 16) : -1;
}
