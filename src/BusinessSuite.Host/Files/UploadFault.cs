using System.Collections.Frozen;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Files;

/// <summary>Why an upload was refused or is in quarantine.</summary>
public enum UploadFault
{
    /// <summary>It has more or fewer bytes than announced.</summary>
    SizeMismatch,

    /// <summary>Its SHA-256 is not the one announced.</summary>
    HashMismatch,

    /// <summary>Its bytes are not of the type announced.</summary>
    TypeMismatch,

    /// <summary>Its bytes, or a part of it, are of no type that is taken.</summary>
    TypeNotAllowed,

    /// <summary>It is damaged, or not built as its type demands.</summary>
    Malformed,

    /// <summary>It is encrypted, so that it can be neither checked nor kept for long.</summary>
    Encrypted,

    /// <summary>It can be read as a file of another type too.</summary>
    Polyglot,

    /// <summary>It holds scripts, macros or other things that act when it is opened.</summary>
    ActiveContent,

    /// <summary>It holds too many entries.</summary>
    TooManyEntries,

    /// <summary>It would grow too large when it is unpacked.</summary>
    InflatesTooFar,

    /// <summary>An entry's name leads out of the folder, is there twice, or deceives the eye.</summary>
    EntryName,

    /// <summary>An entry is a link or a device.</summary>
    Link,

    /// <summary>It holds archives in archives.</summary>
    NestedArchive,

    /// <summary>A picture has too many pixels.</summary>
    TooManyPixels,

    /// <summary>Malware was found.</summary>
    Malware,

    /// <summary>The malware scanner could not tell.</summary>
    ScannerUnavailable,

    /// <summary>The malware scanner could not tell for so long that it is not waited for any more.</summary>
    Unscannable,
}

/// <summary>The content of a file is not taken.</summary>
internal sealed class FileRefusedException(UploadFault fault, string? detail = null) : Exception($"{fault}: {detail}")
{
    private const int MaxDetail = 200;

    public UploadFault Fault { get; } = fault;

    /// <summary>What exactly, fit to be shown.</summary>
    public string? Detail { get; } = detail is null ? null : FileName.Shown(detail, MaxDetail);
}

/// <summary>The faults as people read them.</summary>
internal static class UploadFaults
{
    private static readonly FrozenDictionary<UploadFault, Text> Texts = new Dictionary<UploadFault, Text>
    {
        [UploadFault.SizeMismatch] = new("The file has not the size that was announced.", "文件大小与申报不符。"),
        [UploadFault.HashMismatch] = new("The file has not the SHA-256 that was announced.", "文件的 SHA-256 与申报不符。"),
        [UploadFault.TypeMismatch] = new("The file is not of the type that was announced.", "文件类型与申报不符。"),
        [UploadFault.TypeNotAllowed] = new("The file, or a part of it, is of a type that is not taken.", "文件或其中的内容属于不接受的类型。"),
        [UploadFault.Malformed] = new("The file is damaged.", "文件已损坏。"),
        [UploadFault.Encrypted] = new("The file is encrypted. Send it without a password.", "文件已加密，请提交无密码的文件。"),
        [UploadFault.Polyglot] = new("The file can be read as another type too.", "文件同时可按其他类型解读。"),
        [UploadFault.ActiveContent] = new("The file holds scripts or macros.", "文件含有脚本或宏。"),
        [UploadFault.TooManyEntries] = new("The archive has too many entries.", "压缩包内的文件过多。"),
        [UploadFault.InflatesTooFar] = new("The file grows too large when it is unpacked.", "文件解压后过大。"),
        [UploadFault.EntryName] = new("The archive has an entry with a name that is not safe.", "压缩包内含有不安全的文件名。"),
        [UploadFault.Link] = new("The archive has an entry that is a link.", "压缩包内含有链接。"),
        [UploadFault.NestedArchive] = new("The archive holds another archive. Send the files themselves.", "压缩包内含有其他压缩包，请直接提交文件。"),
        [UploadFault.TooManyPixels] = new("The picture has too many pixels.", "图片像素过多。"),
        [UploadFault.Malware] = new("Malware was found in the file.", "文件中发现恶意软件。"),
        [UploadFault.ScannerUnavailable] = new("The file could not be scanned for malware yet. It is used once that is done.", "文件尚未完成恶意软件扫描，扫描后方可使用。"),
        [UploadFault.Unscannable] = new("The file could not be scanned for malware within the time allowed, so it is not taken. Send it again, or in another form.", "文件未能在规定时间内完成恶意软件扫描，不予接收。请重新提交或换一种形式提交。"),
    }.ToFrozenDictionary();

    /// <summary>The fault in a language, with what exactly was at fault.</summary>
    public static string Told(UploadFault fault, string? detail, Language language) => detail is null ? Texts[fault].In(language) : $"{Texts[fault].In(language)} ({detail})";
}
