using System.IO.Compression;
using System.Text;
using System.Xml;

namespace BusinessSuite.Host.Files.Checks;

/// <summary>Looks into office documents: OOXML (ISO/IEC 29500), OpenDocument (ISO/IEC 26300) and OFD (GB/T 33190).</summary>
internal static class Documents
{
    private const string ContentTypes = "[Content_Types].xml";
    private const string Main = ".main+xml";
    private const long MaxTypes = 1_048_576;
    private static readonly string[] XmlParts = [".xml", ".rels", ".vml", ".svg", ".rdf"];
    private static readonly string[] MacroParts = ["vbaproject.bin", "vbadata.xml", "basic/script-lc.xml"];

    // What an office program would fetch or start by itself; links that a person follows are not among them.
    private static readonly string[] ActiveTargets = ["/attachedTemplate", "/oleObject", "/frame", "/subDocument", "/package"];

    /// <summary>Which kind of document an archive is; the archive itself when it is none.</summary>
    /// <exception cref="FileRefusedException">It is a document with macros.</exception>
    public static FileKind? Kind(ZipArchive archive)
    {
        if (archive.GetEntry(ContentTypes) is { } types)
        {
            return Office(types);
        }

        if (archive.GetEntry("OFD.xml") is not null)
        {
            return FileKind.Of("application/ofd");
        }

        return archive.Entries[0] is { FullName: "mimetype", Length: < 128 } type && FileKind.Of(Text(type)) is { Build: Build.Document } kind ? kind : FileKind.Of("application/zip");
    }

    /// <summary>Checks a part of a document.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="inspection">The inspection of the file that it is in.</param>
    /// <exception cref="FileRefusedException">It holds what is not taken.</exception>
    public static void CheckPart(string name, Stream content, Inspection inspection)
    {
        if (MacroParts.Any(m => name.EndsWith(m, StringComparison.OrdinalIgnoreCase)))
        {
            throw new FileRefusedException(UploadFault.ActiveContent, name);
        }

        if (content.Length == 0)
        {
            return;
        }

        // Pictures and documents within are inspected as if they were sent by themselves; fonts, previews and the like are of no kind.
        inspection.Kind(content, nested: true);
        content.Position = 0;
        Span<byte> head = stackalloc byte[4];
        head = head[..content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.StartsWith("MZ"u8) || head.StartsWith((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F']))
        {
            throw new FileRefusedException(UploadFault.ActiveContent, name);
        }

        if (XmlParts.Contains(FileName.Extension(name)))
        {
            content.Position = 0;
            CheckXml(content, isRelations: name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase));
        }
    }

    private static void CheckXml(Stream content, bool isRelations)
    {
        using var xml = Reader(content, content.Length);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.DocumentType)
            {
                throw new FileRefusedException(UploadFault.ActiveContent);
            }

            if (isRelations && xml.NodeType == XmlNodeType.Element && xml.GetAttribute("TargetMode") == "External" && ActiveTargets.Any(t => xml.GetAttribute("Type")?.EndsWith(t, StringComparison.Ordinal) == true))
            {
                throw new FileRefusedException(UploadFault.ActiveContent);
            }

            if (xml.NodeType == XmlNodeType.Element && xml.LocalName.Equals("script", StringComparison.OrdinalIgnoreCase))
            {
                throw new FileRefusedException(UploadFault.ActiveContent);
            }
        }
    }

    private static FileKind? Office(ZipArchiveEntry types)
    {
        using var part = types.Open();
        using var xml = Reader(part, MaxTypes);
        var main = new List<string>();
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.GetAttribute("ContentType") is { } type)
            {
                if (type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase))
                {
                    throw new FileRefusedException(UploadFault.ActiveContent, type);
                }

                if (type.EndsWith(Main, StringComparison.Ordinal) && FileKind.Of(type[..^Main.Length]) is not null)
                {
                    main.Add(type[..^Main.Length]);
                }
            }
        }

        return main.Distinct().ToList() is [var only] ? FileKind.Of(only) : throw new FileRefusedException(UploadFault.TypeNotAllowed);
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.ASCII);
        var text = new char[128];
        return new string(text, 0, reader.ReadBlock(text));
    }

    /// <summary>Reads XML without following anything out of it; a document type is met as a node before its entities mean anything.</summary>
    private static XmlReader Reader(Stream content, long characters) => XmlReader.Create(content, new XmlReaderSettings
    {
        MaxCharactersInDocument = characters,
        DtdProcessing = DtdProcessing.Parse,
        XmlResolver = null,
        MaxCharactersFromEntities = 1_024,
        IgnoreComments = true,
        IgnoreWhitespace = true,
    });
}
