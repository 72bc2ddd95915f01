using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Reports;

/// <summary>How reports are sent; configuration section <c>Modules:intake:Reports</c>.</summary>
internal sealed class ReportOptions
{
    /// <summary>How many bytes may be attached to a mail with a report. A report that has more is sent without the list of its cases.</summary>
    public int MostBytes { get; set; } = Attachment.MostBytes;

    /// <summary>Whether messages take that much.</summary>
    public bool IsInBounds() => MostBytes is > 0 and <= Attachment.MostBytes;
}
