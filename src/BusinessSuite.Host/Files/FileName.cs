using System.Globalization;
using System.Text;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Files;

/// <summary>Names of files: what is harmless is put in order, what deceives is refused.</summary>
internal static class FileName
{
    private const int MaxLength = 200;

    // Names of devices, which some systems open in place of a file.
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];

    /// <summary>The name in composed form, with single spaces and without any at its ends.</summary>
    /// <exception cref="RuleViolation">It is empty, too long, a path, or holds characters that are not seen.</exception>
    public static string Normalize(string name)
    {
        if (name.Any(IsUnseen) || !IsUnicode(name) || name.IndexOfAny(['/', '\\', ':']) >= 0)
        {
            throw new RuleViolation(UploadRules.Name) { Field = ["name"] };
        }

        var normal = string.Join(' ', name.Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return normal.Length is > 0 and <= MaxLength && normal[0] != '.' && normal[^1] != '.' && !IsDevice(normal)
            ? normal
            : throw new RuleViolation(UploadRules.Name) { Field = ["name"] };
    }

    /// <summary>The extension in lower case with its point; empty without one.</summary>
    public static string Extension(string name) => Path.GetExtension(name).ToLowerInvariant();

    /// <summary>Whether an entry's name stays within the folder that it is unpacked to, and is what it looks like.</summary>
    public static bool IsSafeEntry(string path)
    {
        var parts = path.TrimEnd('/').Split('/', '\\');
        return path.Length is > 0 and <= 1_024 && path[0] is not ('/' or '\\') && !(path.Length > 1 && path[1] == ':')
            && !parts.Any(p => p is ".." || p.Length > 255) && !path.Any(c => c is < ' ' or '\x7f' || IsTurn(c)) && !IsDevice(parts[^1]);
    }

    /// <summary>A text of someone else's making, fit to be shown: cut to a length, without what is not seen.</summary>
    public static string Shown(string text, int length)
    {
        var seen = string.Concat(text.EnumerateRunes().Where(r => r != Rune.ReplacementChar && !(r.IsBmp && IsUnseen((char)r.Value))));
        return seen.Length <= length ? seen : seen[..(char.IsHighSurrogate(seen[length - 1]) ? length - 1 : length)];
    }

    // Formats are zero-width and turning characters; PostgreSQL takes no NUL.
    private static bool IsUnseen(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsTurn(char c) => c is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].TrimEnd();
        return Devices.Any(d => stem.Equals(d, StringComparison.OrdinalIgnoreCase)
            || (stem.Length == 4 && d is "COM" or "LPT" && char.IsAsciiDigit(stem[3]) && stem.StartsWith(d, StringComparison.OrdinalIgnoreCase)));
    }
}
