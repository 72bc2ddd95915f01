namespace BusinessSuite.Host.Files.Checks;

/// <summary>How a file is built.</summary>
internal enum Build
{
    Text,
    Pdf,
    Png,
    Jpeg,
    Gif,
    WebP,
    Tiff,

    /// <summary>An archive of files, each of which must itself be of a kind that is taken.</summary>
    Archive,

    /// <summary>A document whose parts are packed as an archive.</summary>
    Document,
}

/// <summary>A type of file that the suite can check.</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Build">How it is built.</param>
/// <param name="Extensions">What its names may end in.</param>
internal sealed record FileKind(string MediaType, Build Build, params string[] Extensions)
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<FileKind> All =
    [
        new("application/pdf", Build.Pdf, ".pdf"),
        new("image/png", Build.Png, ".png"),
        new("image/jpeg", Build.Jpeg, ".jpg", ".jpeg", ".jfif"),
        new("image/gif", Build.Gif, ".gif"),
        new("image/webp", Build.WebP, ".webp"),
        new("image/tiff", Build.Tiff, ".tif", ".tiff"),
        new("text/plain", Build.Text, ".txt", ".log", ".md"),
        new("text/csv", Build.Text, ".csv"),
        new(Office + "wordprocessingml.document", Build.Document, ".docx"),
        new(Office + "spreadsheetml.sheet", Build.Document, ".xlsx"),
        new(Office + "presentationml.presentation", Build.Document, ".pptx"),
        new("application/vnd.oasis.opendocument.text", Build.Document, ".odt"),
        new("application/vnd.oasis.opendocument.spreadsheet", Build.Document, ".ods"),
        new("application/vnd.oasis.opendocument.presentation", Build.Document, ".odp"),
        new("application/ofd", Build.Document, ".ofd"),
        new("application/zip", Build.Archive, ".zip"),
    ];

    /// <summary>The kind of a media type, or null.</summary>
    public static FileKind? Of(string mediaType) => All.FirstOrDefault(k => k.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase));

    /// <summary>How a file is built, by its first bytes; null when it is of no kind known.</summary>
    /// <param name="head">The first bytes, up to 64.</param>
    /// <param name="seen">What was seen in it.</param>
    public static Build? Sniff(ReadOnlySpan<byte> head, Seen seen)
    {
        if (head.StartsWith("%PDF-1."u8) || head.StartsWith("%PDF-2."u8))
        {
            return Checks.Build.Pdf;
        }

        if (head.StartsWith("PK\x03\x04"u8))
        {
            return Checks.Build.Archive;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]))
        {
            return Checks.Build.Png;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]))
        {
            return Checks.Build.Jpeg;
        }

        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
        {
            return Checks.Build.Gif;
        }

        if (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8))
        {
            return Checks.Build.WebP;
        }

        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8))
        {
            return Checks.Build.Tiff;
        }

        return IsText(head, seen) ? Checks.Build.Text : null;
    }

    private static bool IsText(ReadOnlySpan<byte> head, Seen seen)
    {
        var start = (head.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? head[3..] : head).TrimStart(" \t\r\n\f"u8);
        // Text that other programs take for instructions: markup, shell scripts, PostScript, rich text, e-mail.
        return !seen.HasFlag(Seen.Binary) && head.Length > 0 && !start.StartsWith("<"u8) && !start.StartsWith("#!"u8) && !start.StartsWith("%!PS"u8)
            && !start.StartsWith("{\\rtf"u8) && !start.StartsWith("MIME-Version:"u8) && !start.StartsWith("[InternetShortcut]"u8);
    }
}
