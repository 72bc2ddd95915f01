using BusinessSuite.Sdk;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace BusinessSuite.Intake.Reports;

/// <summary>Writes a watermark into a workbook.</summary>
internal static class WorkbookMark
{
    /// <summary>Into its properties, and at the head and the foot of each page that is printed.</summary>
    public static void Write(Stream file, string title, Watermark mark)
    {
        using var workbook = SpreadsheetDocument.Open(file, isEditable: true);
        var properties = workbook.PackageProperties;
        (properties.Title, properties.Category, properties.Description, properties.Modified) = (title, mark.Grade, mark.Line, mark.At.UtcDateTime);
        foreach (var sheet in workbook.WorkbookPart!.WorksheetParts)
        {
            // The writer of the workbook leaves an empty drawing among the rows, where it has no place.
            sheet.Worksheet.Descendants<SheetData>().SelectMany(d => d.ChildElements.Where(c => c is not Row)).ToList().ForEach(c => c.Remove());
            sheet.DeleteParts(sheet.GetPartsOfType<DrawingsPart>().ToList());
            // An ampersand begins an instruction there.
            sheet.Worksheet.AddChild(new HeaderFooter(new OddHeader($"&C{mark.Grade}"), new OddFooter($"&C{mark.Line.Replace("&", "&&", StringComparison.Ordinal)}")));
        }
    }
}
