using System.IO.Compression;
using System.Text;
using BusinessSuite.Testing;
using static BusinessSuite.Host.Tests.Files.FileSamples;

namespace BusinessSuite.Host.Tests.Files;

/// <summary>Files that are made to deceive or to do harm, as far as a file can be that does none to the one who makes it.</summary>
internal static class HostileFiles
{
    private const uint Symlink = 0xa1ff0000;
    private const uint Device = 0x21ff0000;
    private const string Pdf = "application/pdf";
    private const string Text = "text/plain";
    private const string Archive = "application/zip";
    private const string Html = "<html><body><script>alert(1)</script></body></html>";

    // Written in two parts, so that the source itself is none.
    private static readonly byte[] Eicar = Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");
    private static readonly byte[] Program = [.. "MZ"u8, .. new byte[200]];
    private static readonly byte[] SomePdf = Uploading.Pdf();

    /// <summary>What names alone would do.</summary>
    /// <param name="canary">The name of a file that must never come to be.</param>
    public static IEnumerable<SampleFile> ByName(string canary) =>
        from name in new[] { $"../../{canary}.txt", $"..\\..\\{canary}.txt", $"/tmp/{canary}.txt", "a\r\nLocation: x.txt", new string('a', 1_000) + ".txt", "invoice\u202efdp.txt", "a\0.txt", "a.txt.exe", "page.html", "picture.svg" }
        select new SampleFile($"name {name}", name, name.EndsWith("html", StringComparison.Ordinal) ? "text/html" : name.EndsWith("svg", StringComparison.Ordinal) ? "image/svg+xml" : Text, "x"u8.ToArray());

    /// <summary>What bytes would do.</summary>
    /// <param name="canary">The name of a file that must never come to be.</param>
    public static IEnumerable<SampleFile> ByContent(string canary) => [.. Malware(), .. Bombs(), .. Entries(canary), .. Documents(), .. Pdfs(), .. Pictures(), .. Disguises()];

    private static IEnumerable<SampleFile> Malware()
    {
        yield return new("EICAR", "a.txt", Text, Eicar);
        yield return new("EICAR far inside", "a.txt", Text, [.. Encoding.ASCII.GetBytes(new string('x', (128 * 1024) - 30)), .. Eicar]);
        yield return new("EICAR in a PDF", "a.pdf", Pdf, Uploading.Pdf(Encoding.ASCII.GetString(Eicar)));
        yield return new("EICAR zipped", "a.zip", Archive, Zip(("a.txt", Eicar)));
        yield return new("EICAR zipped twice", "a.zip", Archive, Zip(("a.zip", Zip(("a.txt", Eicar)))));
        yield return new("EICAR in a document", "a.docx", Docx, Word("<d/>", ("word/media/a.bin", Eicar)));
    }

    private static IEnumerable<SampleFile> Bombs()
    {
        var layer = Zip(("0.txt", new byte[1_000_000]));
        for (var i = 0; i < 5; i++)
        {
            layer = Zip([.. Enumerable.Range(0, 16).Select(n => ($"{n}.zip", layer))]);
        }

        yield return new("42.zip", "42.zip", Archive, layer);
        var zeros = TenGigabytes();
        yield return new("10 GB in a document", "a.docx", Docx, RawZip.Of(ContentTypes(), new RawEntry("word/document.xml", []) { Packed = zeros, Method = 8, Claimed = uint.MaxValue - 1 }));
        yield return new("10 GB that claim to be 1,000 bytes", "a.docx", Docx, RawZip.Of(ContentTypes(), new RawEntry("word/document.xml", []) { Packed = zeros, Method = 8, Claimed = 1_000 }));
        yield return new("10 GB as the list of parts", "a.docx", Docx, RawZip.Of(new RawEntry("[Content_Types].xml", []) { Packed = zeros, Method = 8, Claimed = 1_000 }));
        yield return new("1,000 times larger", "a.zip", Archive, RawZip.Of(RawEntry.Deflated("a.txt", [.. Enumerable.Repeat((byte)' ', 64 * 1_048_576)])));
        var shared = RawEntry.Deflated("0.txt", [.. Enumerable.Repeat((byte)' ', 100_000)]);
        yield return new("entries that share their bytes", "a.zip", Archive, RawZip.Of([shared, .. Enumerable.Range(1, 300).Select(i => shared with { Name = $"{i}.txt", Shared = true })]));
        yield return new("10,001 entries", "a.zip", Archive, RawZip.Of([.. Enumerable.Range(0, 10_001).Select(i => new RawEntry($"{i}.txt", [65]))]));
        using var empty = new MemoryStream();
        using (var to = new BinaryWriter(empty, Encoding.ASCII, leaveOpen: true))
        {
            to.Write("PK\x03\x04"u8);
            to.Write(new byte[100]);
            RawZip.End(to, 60_000, 60_000 * 46, 4);
        }

        yield return new("60,000 entries that are not there", "a.zip", Archive, empty.ToArray());
    }

    private static IEnumerable<SampleFile> Entries(string canary)
    {
        foreach (var name in new[] { $"../../{canary}.txt", $"/tmp/{canary}.txt", $"..\\..\\{canary}.txt", $"C:\\{canary}.txt", $"a/../../{canary}.txt", "a\r\nb.txt", "fdp\u202etxt.txt", "a\0b.txt", "nul.txt" })
        {
            yield return new($"entry {name}", "a.zip", Archive, RawZip.Of(new RawEntry(name, "x"u8.ToArray())));
        }

        yield return new("entry in UTF-8 that does not say so", "a.zip", Archive, RawZip.Of(new RawEntry("fdp\u202etxt.txt", "x"u8.ToArray()) { Flags = 0 }));
        yield return new("link", "a.zip", Archive, RawZip.Of(new RawEntry("a.txt", "/etc/passwd"u8.ToArray()) { Attributes = Symlink }));
        yield return new("device", "a.zip", Archive, RawZip.Of(new RawEntry("a.txt", "x"u8.ToArray()) { Attributes = Device }));
        yield return new("one name twice", "a.zip", Archive, RawZip.Of(new RawEntry("a.txt", "x"u8.ToArray()), new RawEntry("A.txt", "y"u8.ToArray())));
        yield return new("encrypted entry", "a.zip", Archive, RawZip.Of(new RawEntry("a.txt", "0123456789abx"u8.ToArray()) { Flags = 0x801 }));
        yield return new("unknown packing", "a.zip", Archive, RawZip.Of(new RawEntry("a.txt", "x"u8.ToArray()) { Method = 97 }));
        yield return new("cut archive", "a.zip", Archive, Zip(("a.pdf", SomePdf))[..^30]);
        yield return new("nothing in it", "a.zip", Archive, [.. "PK\x05\x06"u8, .. new byte[18]]);
        foreach (var (name, content) in new[] { ("a.exe", Program), ("a.pdf", Program), ("a.exe", SomePdf), ("a.html", Encoding.ASCII.GetBytes(Html)), ("a.svg", "<svg onload='alert(1)'/>"u8.ToArray()), ("a.gz", [0x1f, 0x8b, 8, 0]), ("a.rar", [.. "Rar!\x1a\x07\0"u8]), ("run.js", "alert(1)"u8.ToArray()) })
        {
            yield return new($"entry {name} of {content.Length} bytes", "a.zip", Archive, Zip((name, content)));
        }
    }

    private static IEnumerable<SampleFile> Documents()
    {
        const string Entity = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d>&x;</d>";
        yield return new("XXE", "a.docx", Docx, Word(Entity));
        yield return new("XXE in UTF-16", "a.docx", Docx, Word("<d/>", ("word/a.xml", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Entity)])));
        yield return new("a billion laughs", "a.docx", Docx, Word("<!DOCTYPE d [<!ENTITY a 'ha'>" + string.Concat(Enumerable.Range(0, 9).Select(i => $"<!ENTITY {(char)('b' + i)} '{string.Concat(Enumerable.Repeat($"&{(char)('a' + i)};", 10))}'>")) + "]><d>&j;</d>"));
        yield return new("XXE in OpenDocument", "a.odt", Odt, OpenDocument(("styles.xml", Encoding.UTF8.GetBytes(Entity))));
        yield return new("macros", "a.docx", Docx, Word("<d/>", ("word/vbaProject.bin", [1, 2])));
        yield return new("a document type with macros", "a.docx", Docx, Document("word/document.xml", "<d/>", "application/vnd.ms-word.document.macroEnabled"));
        yield return new("Basic in OpenDocument", "a.odt", Odt, OpenDocument(("Basic/script-lc.xml", "<l/>"u8.ToArray())));
        foreach (var type in new[] { "attachedTemplate", "oleObject" })
        {
            yield return new($"external {type}", "a.docx", Docx, Word("<d/>", ("word/_rels/settings.xml.rels", Encoding.UTF8.GetBytes($"<Relationships><Relationship Id='1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{type}' Target='https://example.org/x' TargetMode='External'/></Relationships>"))));
        }

        yield return new("program in a document", "a.docx", Docx, Word("<d/>", ("word/embeddings/a.bin", Program)));
        yield return new("web page in a document", "a.docx", Docx, Word("<d/>", ("word/afchunk.htm", Encoding.ASCII.GetBytes(Html))));
        yield return new("script in a picture of a document", "a.docx", Docx, Word("<d/>", ("word/media/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script >alert(1)</script></svg>"u8.ToArray())));
        yield return new("archive in a document", "a.docx", Docx, Word("<d/>", ("word/embeddings/a.zip", Zip(("a.txt", "x"u8.ToArray())))));
        yield return new("huge picture in a document", "a.docx", Docx, Word("<d/>", ("word/media/a.png", Png(50_000, 50_000))));
    }

    private static IEnumerable<SampleFile> Pdfs()
    {
        yield return new("script", "a.pdf", Pdf, PdfWith("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"));
        yield return new("script, escaped", "a.pdf", Pdf, PdfWith("/OpenAction << /S /J#61vaScript /JS (app.alert(1)) >>"));
        yield return new("script, packed", "a.pdf", Pdf, PdfPacked("<< /S /JavaScript /JS (app.alert(1)) >>"));
        yield return new("script, packed by an escaped name", "a.pdf", Pdf, PdfWith("/Type /Obj#53tm"));
        yield return new("objects that cannot be unpacked", "a.pdf", Pdf, [.. "%PDF-1.5\n<< /Type /ObjStm >>\nstream\nnot packed\nendstream\n%%EOF\n"u8]);
        yield return new("start of a program", "a.pdf", Pdf, PdfWith("/OpenAction << /S /Launch /F (cmd.exe) >>"));
        yield return new("encrypted", "a.pdf", Pdf, PdfWith("/Encrypt 5 0 R"));
        yield return new("without an end", "a.pdf", Pdf, SomePdf[..20]);
        yield return new("PDF and web page", "a.pdf", Pdf, [.. SomePdf[..9], .. Encoding.ASCII.GetBytes(Html), .. SomePdf[9..]]);
        yield return new("web page and PDF", "a.pdf", Pdf, [.. Encoding.ASCII.GetBytes(Html), .. SomePdf]);
        yield return new("PDF and archive", "a.pdf", Pdf, [.. SomePdf, .. Zip(("a.txt", "x"u8.ToArray()))]);
    }

    private static IEnumerable<SampleFile> Pictures()
    {
        yield return new("50,000 x 50,000", "a.png", "image/png", Png(50_000, 50_000));
        yield return new("65,000 x 65,000", "a.jpg", "image/jpeg", Jpeg(65_000, 65_000));
        yield return new("65,000 x 65,000", "a.gif", "image/gif", Gif(65_000, 65_000));
        yield return new("16,000,000 x 16,000,000", "a.webp", "image/webp", WebP(16_000_000, 16_000_000));
        yield return new("1,000,000 x 1,000,000", "a.tif", "image/tiff", Tiff(1_000_000, 1_000_000, 0));
        yield return new("pages in a circle", "a.tif", "image/tiff", Tiff(10, 10, 8));
        yield return new("cut off", "a.png", "image/png", Png(10, 10)[..30]);
        yield return new("picture and web page", "a.png", "image/png", [.. Png(1, 1), .. Encoding.ASCII.GetBytes(Html)]);
        yield return new("web page in its text", "a.png", "image/png", Png(1, 1, Encoding.ASCII.GetBytes(Html)));
        yield return new("web page in its comment", "a.jpg", "image/jpeg", Jpeg(1, 1, Encoding.ASCII.GetBytes(Html)));
        yield return new("picture and archive", "a.jpg", "image/jpeg", [.. Jpeg(1, 1), .. Zip(("a.txt", "x"u8.ToArray()))]);
        yield return new("picture and archive", "a.gif", "image/gif", [.. Gif(1, 1), .. Zip(("a.class", "x"u8.ToArray()))]);
        yield return new("picture and PDF", "a.jpg", "image/jpeg", Jpeg(1, 1, SomePdf));
        yield return new("picture and script", "a.gif", "image/gif", "GIF89a=1;alert(document.domain)//"u8.ToArray());
    }

    private static IEnumerable<SampleFile> Disguises()
    {
        yield return new("program", "a.pdf", Pdf, Program);
        yield return new("program", "a.txt", Text, [0x7f, .. "ELF"u8, 2, 1, 1, 0]);
        yield return new("drawing with script", "a.png", "image/png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray());
        yield return new("drawing with script", "a.txt", Text, "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray());
        yield return new("web page", "a.txt", Text, Encoding.ASCII.GetBytes("hello " + Html));
        yield return new("web page", "a.csv", "text/csv", Encoding.ASCII.GetBytes(Html));
        yield return new("shell script", "a.txt", Text, "#!/bin/sh\nrm -rf /\n"u8.ToArray());
        yield return new("rich text", "a.txt", Text, "{\\rtf1\\ansi}"u8.ToArray());
        yield return new("compound file", "a.docx", Docx, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
        yield return new("RAR", "a.zip", Archive, [.. "Rar!\x1a\x07\0"u8]);
        yield return new("PDF", "a.png", "image/png", SomePdf);
        yield return new("archive", "a.docx", Docx, Zip(("a.txt", "x"u8.ToArray())));
        yield return new("document", "a.xlsx", Xlsx, Word("<d/>"));
        yield return new("text in UTF-16", "a.txt", Text, [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Html)]);
    }

    private static RawEntry ContentTypes() => new("[Content_Types].xml", Encoding.UTF8.GetBytes($"<Types><Override ContentType='{Docx}.main+xml'/></Types>"));

    /// <summary>10 GiB of zeros as a compressor leaves them: after the first piece each is the same, so it is made once.</summary>
    private static byte[] TenGigabytes()
    {
        const int Piece = 1_048_576;
        using var packed = new MemoryStream();
        using var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true);
        deflate.Write(new byte[Piece]);
        deflate.Flush();
        var first = packed.Length;
        deflate.Write(new byte[Piece]);
        deflate.Flush();
        var next = packed.ToArray()[(int)first..];
        var whole = new byte[first + (next.Length * 10_239L) + 2];
        packed.ToArray().AsSpan(0, (int)first).CopyTo(whole);
        for (var i = 0; i < 10_239; i++)
        {
            next.CopyTo(whole, first + (i * (long)next.Length));
        }

        // An empty last block.
        whole[^2] = 3;
        return whole;
    }
}
