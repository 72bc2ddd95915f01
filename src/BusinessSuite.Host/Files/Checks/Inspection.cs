using BusinessSuite.Host.Files.Storage;

namespace BusinessSuite.Host.Files.Checks;

/// <summary>The inspection of one uploaded file with all that is packed in it. What it may cost is counted over the whole.</summary>
/// <param name="options">The limits.</param>
/// <param name="incoming">Where packed files are laid out, one at a time.</param>
internal sealed class Inspection(FilesOptions options, Incoming incoming)
{
    private const int Head = 64;

    /// <summary>The limits.</summary>
    public FilesOptions Options => options;

    /// <summary>How many entries may still come.</summary>
    public long EntriesLeft { get; set; } = options.MaxEntries;

    /// <summary>How many bytes may still be unpacked.</summary>
    public long BytesLeft { get; set; } = options.MaxInflatedBytes;

    /// <summary>Inspects the file that was announced as of a kind.</summary>
    /// <exception cref="FileRefusedException">It is not of that kind, or holds what is not taken.</exception>
    public void Require(Stream content, FileKind announced)
    {
        var found = Kind(content, nested: false);
        if (found is null)
        {
            throw new FileRefusedException(UploadFault.TypeNotAllowed);
        }

        // Any text is of any type of text: its bytes do not tell more.
        if (found != announced && !(found.Build == Build.Text && announced.Build == Build.Text))
        {
            throw new FileRefusedException(UploadFault.TypeMismatch, found.MediaType);
        }
    }

    /// <summary>The kind of a file, which was inspected; null when it is none that is known.</summary>
    /// <param name="content">The file.</param>
    /// <param name="nested">Whether it is an entry of an archive.</param>
    /// <exception cref="FileRefusedException">It holds what is not taken.</exception>
    public FileKind? Kind(Stream content, bool nested)
    {
        Span<byte> head = stackalloc byte[Head];
        content.Position = 0;
        head = head[..content.ReadAtLeast(head, Head, throwOnEndOfStream: false)];
        var isPdf = head.StartsWith("%PDF"u8);
        content.Position = 0;
        var seen = Marks.Find(content, isPdf);
        if (seen.HasFlag(Seen.Malware))
        {
            throw new FileRefusedException(UploadFault.Malware, "EICAR");
        }

        var build = FileKind.Sniff(head, seen);
        if (seen.HasFlag(Seen.Script))
        {
            throw new FileRefusedException(UploadFault.ActiveContent);
        }

        switch (build)
        {
            case null:
                return null;
            case Build.Archive:
                return new ZipCheck(this, incoming).Kind(content, nested);
            case Build.Text:
                break;
            case Build.Pdf:
                Pdf.Check(content, seen);
                break;
            default:
                if (Pictures.Pixels(content, build.Value) > options.MaxPixels)
                {
                    throw new FileRefusedException(UploadFault.TooManyPixels);
                }

                break;
        }

        RefuseOtherReadings(content, build.Value);
        return FileKind.All.First(k => k.Build == build);
    }

    /// <summary>Archives are read from their end and PDF from near its start: either can hide in a file of another type.</summary>
    private static void RefuseOtherReadings(Stream content, Build build)
    {
        var start = new byte[1_024];
        content.Position = 0;
        var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if ((build != Build.Pdf && start.AsSpan(0, read).IndexOf("%PDF-"u8) >= 0) || (content.Length > 22 && ZipEnd.Find(content) is { Entries: > 0 }))
        {
            throw new FileRefusedException(UploadFault.Polyglot);
        }
    }
}
