using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Files;

/// <summary>A file to send.</summary>
/// <param name="What">What it is, for messages.</param>
/// <param name="Name">The name that is announced.</param>
/// <param name="MediaType">The type that is announced.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record SampleFile(string What, string Name, string MediaType, byte[] Content);

/// <summary>Files of every type that is taken, and the pieces of which they are made.</summary>
internal static class FileSamples
{
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Odt = "application/vnd.oasis.opendocument.text";

    /// <summary>Files without fault.</summary>
    public static IEnumerable<SampleFile> Sound()
    {
        yield return new("pdf", "a.pdf", "application/pdf", Uploading.Pdf());
        yield return new("pdf with packed objects", "a.pdf", "application/pdf", PdfPacked("<< /Type /Page /Contents 5 0 R >>"));
        yield return new("png", "a.png", "image/png", Png(100, 50));
        yield return new("jpeg", "a.JPG", "image/jpeg", Jpeg(100, 50));
        yield return new("gif", "a.gif", "image/gif", Gif(100, 50));
        yield return new("webp", "a.webp", "image/webp", WebP(100, 50));
        yield return new("tiff", "a.tif", "image/tiff", Tiff(100, 50, 0));
        yield return new("text", "a.txt", "text/plain", "Ein Text, 一段文字\r\n"u8.ToArray());
        yield return new("text in GB 18030", "a.txt", "text/plain", [0xd2, 0xbb, 0xb6, 0xce, 0xce, 0xc4, 0xd7, 0xd6]);
        yield return new("csv", "a.csv", "text/csv", Encoding.UTF8.GetBytes("\ufeffa;b\r\n1;2\r\n"));
        yield return new("docx", "a.docx", Docx, Document("word/document.xml", "<w:document xmlns:w='w'/>", Docx, ("word/media/image1.png", Png(10, 10)), ("word/embeddings/sheet.xlsx", Workbook()), ("word/media/i.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray())));
        yield return new("xlsx", "a.xlsx", Xlsx, Workbook());
        yield return new("odt", "a.odt", Odt, OpenDocument());
        yield return new("ofd", "a.ofd", "application/ofd", Zip(("OFD.xml", "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'/>"u8.ToArray())));
        yield return new("zip", "a.zip", "application/zip", Zip(("plans/a.pdf", Uploading.Pdf()), ("b.png", Png(1, 1)), ("c.docx", Document("word/document.xml", "<w:document xmlns:w='w'/>", Docx)), ("d.csv", "1;2"u8.ToArray())));
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>An office document with a main part and others.</summary>
    public static byte[] Document(string part, string main, string type, params (string Name, byte[] Content)[] others) => Zip(
    [
        ("[Content_Types].xml", Encoding.UTF8.GetBytes($"<?xml version='1.0'?><Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='xml' ContentType='application/xml'/><Override PartName='/{part}' ContentType='{type}.main+xml'/></Types>")),
        (part, Encoding.UTF8.GetBytes(main)),
        .. others,
    ]);

    public static byte[] Word(string main, params (string Name, byte[] Content)[] others) => Document("word/document.xml", main, Docx, others);

    public static byte[] OpenDocument(params (string Name, byte[] Content)[] others) =>
        Zip([("mimetype", Encoding.ASCII.GetBytes(Odt)), ("content.xml", "<office:document-content xmlns:office='o'/>"u8.ToArray()), .. others]);

    /// <summary>A PDF whose objects are packed.</summary>
    public static byte[] PdfPacked(string objects)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(Encoding.Latin1.GetBytes(objects));
        }

        return [.. "%PDF-1.5\n4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\r\n"u8, .. packed.ToArray(), .. "\nendstream\nendobj\n%%EOF\n"u8];
    }

    public static byte[] PdfWith(string dictionary) => Encoding.Latin1.GetBytes($"%PDF-1.7\n1 0 obj\n<< {dictionary} >>\nendobj\n%%EOF\n");

    public static byte[] Png(uint width, uint height, params byte[] text)
    {
        var size = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(size, width);
        BinaryPrimitives.WriteUInt32BigEndian(size.AsSpan(4), height);
        size[8] = 8;
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. PngChunk("IHDR", size), .. text.Length > 0 ? PngChunk("tEXt", text) : [], .. PngChunk("IDAT", [0]), .. PngChunk("IEND", [])];
    }

    public static byte[] Jpeg(ushort width, ushort height, params byte[] comment) =>
    [
        0xff, 0xd8, .. comment.Length > 0 ? (byte[])[0xff, 0xfe, .. Big((ushort)(comment.Length + 2)), .. comment] : [],
        0xff, 0xc0, 0, 11, 8, .. Big(height), .. Big(width), 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x55, 0xff, 0xd9,
    ];

    public static byte[] Gif(ushort width, ushort height) =>
        [.. "GIF89a"u8, .. Little(width), .. Little(height), 0, 0, 0, 0x2c, 0, 0, 0, 0, .. Little(width), .. Little(height), 0, 2, 1, 0x55, 0, 0x3b];

    public static byte[] WebP(int width, int height)
    {
        byte[] body = [.. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, .. Little24(width - 1), .. Little24(height - 1)];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(body.Length), .. body];
    }

    public static byte[] Tiff(int width, int height, int next) =>
        [.. "II*\0"u8, 8, 0, 0, 0, 2, 0, 0, 1, 4, 0, 1, 0, 0, 0, .. BitConverter.GetBytes(width), 1, 1, 4, 0, 1, 0, 0, 0, .. BitConverter.GetBytes(height), .. BitConverter.GetBytes(next)];

    private static byte[] Workbook() => Document("xl/workbook.xml", "<workbook xmlns='x'/>", Xlsx);

    private static byte[] PngChunk(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];
    }

    private static byte[] Big(ushort number) => [(byte)(number >> 8), (byte)number];

    private static byte[] Little(ushort number) => [(byte)number, (byte)(number >> 8)];

    private static byte[] Little24(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16)];
}
