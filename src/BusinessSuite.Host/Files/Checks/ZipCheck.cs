using System.IO.Compression;
using System.Text;
using System.Xml;
using BusinessSuite.Host.Files.Storage;

namespace BusinessSuite.Host.Files.Checks;

/// <summary>Looks into an archive, or into a document that is packed as one. Its list of entries is believed in nothing: each entry is unpacked and counted.</summary>
/// <param name="inspection">The inspection that it is part of.</param>
/// <param name="incoming">Where entries are laid out.</param>
internal sealed class ZipCheck(Inspection inspection, Incoming incoming)
{
    private const long MaxDirectoryBytesPerEntry = 2_048;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>What kind of archive or document it is.</summary>
    /// <param name="content">The file.</param>
    /// <param name="nested">Whether it is itself an entry.</param>
    /// <exception cref="FileRefusedException">It holds what is not taken.</exception>
    public FileKind? Kind(Stream content, bool nested)
    {
        var end = ZipEnd.Find(content) ?? throw new FileRefusedException(UploadFault.Malformed);
        if (end.Entries > inspection.EntriesLeft || end.Directory > inspection.EntriesLeft * MaxDirectoryBytesPerEntry)
        {
            throw new FileRefusedException(UploadFault.TooManyEntries);
        }

        try
        {
            // Names in other scripts than the archive says are taken byte by byte: they need to be told apart, not read.
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true, Encoding.Latin1);
            if (archive.Entries.Count == 0 || archive.Entries.Count != end.Entries)
            {
                throw new FileRefusedException(UploadFault.Malformed);
            }

            inspection.EntriesLeft -= archive.Entries.Count;
            CheckList(archive, content.Length);
            var kind = Documents.Kind(archive);
            if (kind?.Build != Build.Document && nested)
            {
                throw new FileRefusedException(UploadFault.NestedArchive);
            }

            foreach (var entry in archive.Entries.Where(e => !e.FullName.EndsWith('/')))
            {
                CheckEntry(entry, kind);
            }

            return kind;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or XmlException or NotSupportedException)
        {
            throw new FileRefusedException(UploadFault.Malformed);
        }
    }

    /// <summary>What the list alone tells, before anything is unpacked.</summary>
    private void CheckList(ZipArchive archive, long size)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long packed = 0, unpacked = 0;
        foreach (var entry in archive.Entries)
        {
            // A name taken byte by byte may be UTF-8 to the program that unpacks it.
            if (!FileName.IsSafeEntry(entry.FullName) || !FileName.IsSafeEntry(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(entry.FullName))) || !names.Add(entry.FullName))
            {
                throw new FileRefusedException(UploadFault.EntryName, entry.FullName);
            }

            if (((entry.ExternalAttributes >> 16) & 0xf000) is not (0 or RegularFile or Folder))
            {
                throw new FileRefusedException(UploadFault.Link, entry.FullName);
            }

            if (entry.IsEncrypted)
            {
                throw new FileRefusedException(UploadFault.Encrypted, entry.FullName);
            }

            packed += entry.CompressedLength;
            unpacked += entry.Length;
            if (entry.Length < 0 || unpacked < 0)
            {
                throw new FileRefusedException(UploadFault.Malformed, entry.FullName);
            }
        }

        // Entries that share bytes are how a small file unpacks to more than its compression allows.
        if (packed > size)
        {
            throw new FileRefusedException(UploadFault.Malformed);
        }

        if (unpacked > inspection.BytesLeft || unpacked > Math.Max(FilesOptions.HarmlessInflation, size * inspection.Options.MaxInflation))
        {
            throw new FileRefusedException(UploadFault.InflatesTooFar);
        }
    }

    private void CheckEntry(ZipArchiveEntry entry, FileKind? kind)
    {
        using var file = incoming.New();
        Unpack(entry, file.Content);
        try
        {
            if (kind?.Build == Build.Document)
            {
                Documents.CheckPart(entry.FullName, file.Content, inspection);
            }
            else
            {
                CheckFile(entry, file.Content);
            }
        }
        catch (FileRefusedException e) when (e.Detail is null)
        {
            throw new FileRefusedException(e.Fault, entry.FullName);
        }
    }

    /// <summary>A file of an archive must be one that could have been sent by itself.</summary>
    private void CheckFile(ZipArchiveEntry entry, Stream content)
    {
        var kind = content.Length == 0 ? null : inspection.Kind(content, nested: true);
        var extension = FileName.Extension(entry.Name);
        if (kind is null || !FileKind.All.Any(k => k.Build == kind.Build && (k == kind || kind.Build == Build.Text) && k.Extensions.Contains(extension)))
        {
            throw new FileRefusedException(UploadFault.TypeNotAllowed, entry.FullName);
        }
    }

    private void Unpack(ZipArchiveEntry entry, Stream to)
    {
        using var from = entry.Open();
        var buffer = new byte[81_920];
        long count = 0;
        int read;
        while ((read = from.Read(buffer)) > 0)
        {
            count += read;
            if (count > entry.Length || (inspection.BytesLeft -= read) < 0)
            {
                throw new FileRefusedException(UploadFault.InflatesTooFar, entry.FullName);
            }

            to.Write(buffer, 0, read);
        }

        if (count != entry.Length)
        {
            throw new FileRefusedException(UploadFault.Malformed, entry.FullName);
        }
    }
}
