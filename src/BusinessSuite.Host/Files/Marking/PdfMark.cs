using System.Globalization;
using System.Text;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace BusinessSuite.Host.Files.Marking;

/// <summary>
/// Writes a watermark on each page of a PDF: a line at the foot, and faintly across the page. It embeds no font: Latin text is in
/// Helvetica, other text in the standard Song of Adobe-GB1, both of which every reader of PDF replaces by what it has.
/// </summary>
internal static class PdfMark
{
    private const string Latin = "/SuiteMarkLatin";
    private const string Song = "/SuiteMarkSong";
    private const string Faint = "/SuiteMarkFaint";
    private const double FootSize = 7;
    private const double Margin = 14;

    /// <summary>Writes the line on a copy.</summary>
    public static byte[] Write(byte[] original, string line)
    {
        using var content = new MemoryStream(original);
        using var document = PdfReader.Open(content, PdfDocumentOpenMode.Modify);
        if (document.PageCount == 0)
        {
            throw new InvalidDataException("The document has no page to write on.");
        }

        var (latin, song, faint) = (LatinFont(document), SongFont(document), FaintState(document));
        foreach (var page in document.Pages)
        {
            Entry(document, page.Resources, "/Font").Elements.SetReference(Latin, latin);
            Entry(document, page.Resources, "/Font").Elements.SetReference(Song, song);
            Entry(document, page.Resources, "/ExtGState").Elements.SetReference(Faint, faint);
            // What the page leaves set is put back before the mark is written.
            page.Contents.PrependContent().CreateStream("q\n"u8.ToArray());
            page.Contents.AppendContent().CreateStream(Encoding.ASCII.GetBytes($"\nQ\n{Foot(page, line)}{Across(page, line)}"));
        }

        using var marked = new MemoryStream();
        document.Save(marked);
        return marked.ToArray();
    }

    /// <summary>A line at the left of the foot, as the page is turned when it is shown.</summary>
    private static string Foot(PdfPage page, string line)
    {
        var (left, bottom, right, top) = Box(page);
        var turn = (((page.Rotate % 360) + 360) % 360) switch
        {
            90 => Matrix(0, 1, -1, 0, right - Margin, bottom + Margin),
            180 => Matrix(-1, 0, 0, -1, right - Margin, top - Margin),
            270 => Matrix(0, -1, 1, 0, left + Margin, top - Margin),
            _ => Matrix(1, 0, 0, 1, left + Margin, bottom + Margin),
        };
        return $"q 0.35 g BT {turn} Tm {Text(line, FootSize)} ET Q\n";
    }

    /// <summary>The same faintly from corner to corner.</summary>
    private static string Across(PdfPage page, string line)
    {
        var (left, bottom, right, top) = Box(page);
        var length = double.Hypot(right - left, top - bottom);
        var size = Math.Clamp(length / Math.Max(line.Length, 1) * 1.4, 6, 24);
        var (cos, sin) = ((right - left) / length, (top - bottom) / length);
        return $"q {Faint} gs 0.3 g BT {Matrix(cos, sin, -sin, cos, left + (length * 0.06 * cos), bottom + (length * 0.06 * sin))} Tm {Text(line, size)} ET Q\n";
    }

    private static (double Left, double Bottom, double Right, double Top) Box(PdfPage page)
    {
        var box = page.Elements.ContainsKey("/CropBox") ? page.CropBox : page.MediaBox;
        return (Math.Min(box.X1, box.X2), Math.Min(box.Y1, box.Y2), Math.Max(box.X1, box.X2), Math.Max(box.Y1, box.Y2));
    }

    /// <summary>Shows a text, each stretch of it in the font that has its characters.</summary>
    private static string Text(string text, double size)
    {
        var operators = new StringBuilder();
        for (var from = 0; from < text.Length;)
        {
            var isLatin = text[from] <= 0xff;
            var until = from;
            while (until < text.Length && text[until] <= 0xff == isLatin)
            {
                until++;
            }

            var bytes = (isLatin ? Encoding.Latin1 : Encoding.BigEndianUnicode).GetBytes(text[from..until]);
            operators.Append(CultureInfo.InvariantCulture, $"{(isLatin ? Latin : Song)} {size:0.##} Tf <{Convert.ToHexString(bytes)}> Tj ");
            from = until;
        }

        return operators.ToString();
    }

    private static string Matrix(params double[] numbers) => string.Join(' ', numbers.Select(n => n.ToString("0.####", CultureInfo.InvariantCulture)));

    private static PdfDictionary Entry(PdfDocument document, PdfDictionary resources, string name)
    {
        if (resources.Elements.GetDictionary(name) is { } known)
        {
            return known;
        }

        var entry = new PdfDictionary(document);
        resources.Elements[name] = entry;
        return entry;
    }

    private static PdfDictionary LatinFont(PdfDocument document)
    {
        var font = Named(document, "/Font", ("/Subtype", "/Type1"), ("/BaseFont", "/Helvetica"), ("/Encoding", "/WinAnsiEncoding"));
        document.Internals.AddObject(font);
        return font;
    }

    private static PdfDictionary SongFont(PdfDocument document)
    {
        var system = new PdfDictionary(document);
        system.Elements.SetString("/Registry", "Adobe");
        system.Elements.SetString("/Ordering", "GB1");
        system.Elements.SetInteger("/Supplement", 5);

        var descriptor = Named(document, "/FontDescriptor", ("/FontName", "/STSong-Light"));
        descriptor.Elements["/FontBBox"] = new PdfArray(document, new PdfInteger(-25), new PdfInteger(-254), new PdfInteger(1000), new PdfInteger(880));
        foreach (var (key, value) in new[] { ("/Flags", 6), ("/ItalicAngle", 0), ("/Ascent", 880), ("/Descent", -120), ("/CapHeight", 880), ("/StemV", 93) })
        {
            descriptor.Elements.SetInteger(key, value);
        }

        document.Internals.AddObject(descriptor);
        var glyphs = Named(document, "/Font", ("/Subtype", "/CIDFontType0"), ("/BaseFont", "/STSong-Light"));
        glyphs.Elements["/CIDSystemInfo"] = system;
        glyphs.Elements.SetReference("/FontDescriptor", descriptor);
        document.Internals.AddObject(glyphs);

        var font = Named(document, "/Font", ("/Subtype", "/Type0"), ("/BaseFont", "/STSong-Light"), ("/Encoding", "/UniGB-UTF16-H"));
        font.Elements["/DescendantFonts"] = new PdfArray(document, glyphs.Reference!);
        document.Internals.AddObject(font);
        return font;
    }

    private static PdfDictionary FaintState(PdfDocument document)
    {
        var state = Named(document, "/ExtGState");
        state.Elements.SetReal("/ca", 0.15);
        document.Internals.AddObject(state);
        return state;
    }

    private static PdfDictionary Named(PdfDocument document, string type, params (string Key, string Value)[] names)
    {
        var dictionary = new PdfDictionary(document);
        dictionary.Elements.SetName("/Type", type);
        foreach (var (key, value) in names)
        {
            dictionary.Elements.SetName(key, value);
        }

        return dictionary;
    }
}
