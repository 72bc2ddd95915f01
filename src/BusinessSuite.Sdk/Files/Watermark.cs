using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BusinessSuite.Sdk;

/// <summary>What a file says that leaves the suite (水印): how confidential it is, who got it, when, and by which request.</summary>
/// <param name="Level">How confidential it is.</param>
/// <param name="Reader">Who got it: name and number, or the address that it was sent to.</param>
/// <param name="At">When.</param>
/// <param name="RequestId">The id of the request, as in the log and in the audit trail; where nobody asked, what made the file.</param>
public sealed record Watermark(Confidentiality Level, string Reader, DateTimeOffset At, string RequestId)
{
    private const int MaxReader = 120;

    private static readonly string[] Levels = ["公开", "内部", "秘密", "核心机密"];

    /// <summary>The level in both languages.</summary>
    public string Grade => $"{UpperSnake.Of(Level)} {Levels[(int)Level]}";

    /// <summary>All of it in one line, for readers of both languages.</summary>
    public string Line => string.Create(
        CultureInfo.InvariantCulture, $"{Grade} | {Shown} | {At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z | {RequestId}");

    /// <summary>The reader without line breaks and the like, and not longer than fits a line.</summary>
    private string Shown => string.Concat(Reader.EnumerateRunes().Take(MaxReader).Select(r => Rune.IsControl(r) ? " " : r.ToString()));

    /// <summary>For what a caller gets now.</summary>
    public static Watermark For(Caller reader, Confidentiality level, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new(level, reader.Number.Length > 0 ? $"{reader.Name} ({reader.Number})" : reader.Name, at, Activity.Current?.TraceId.ToString() ?? "");
    }
}
