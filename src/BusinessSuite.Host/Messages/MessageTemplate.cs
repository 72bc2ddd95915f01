using System.Text.Json.Serialization;
using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Messages;

/// <summary>Where the text of a template comes from.</summary>
public enum TemplateOrigin
{
    /// <summary>It came with the module.</summary>
    Shipped,

    /// <summary>An administrator wrote it.</summary>
    Written,
}

/// <summary>A version of a template in one language, in the Liquid language. The one with the highest number is in force.</summary>
[Readable(SuitePermissions.ReadMessages), AppendOnly]
internal sealed class MessageTemplate : Entity
{
    /// <summary>The code, <c>module.what-it-tells</c>.</summary>
    [Filterable]
    public string Code { get; init; } = "";

    /// <summary>The language.</summary>
    [Filterable]
    public Language Language { get; init; }

    /// <summary>Which version, from 1.</summary>
    [Sortable]
    public int Number { get; init; }

    /// <summary>Where it comes from.</summary>
    public TemplateOrigin Origin { get; init; }

    /// <summary>The subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The text for channels that say little; null when they say the body.</summary>
    public string? Short { get; init; }

    /// <summary>The text.</summary>
    public string Body { get; init; } = "";

    /// <summary>Since when it is in force.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who wrote it; null when it came with the module.</summary>
    [Relation<Account>]
    public Guid? AccountId { get; init; }

    /// <summary>Its texts.</summary>
    [Hidden]
    public MessageText Text => new(Subject, Short, Body);
}

/// <summary>The texts of a message or of its template.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Short">The text for channels that say little; null when they say the body.</param>
/// <param name="Body">The text.</param>
internal sealed record MessageText(string Subject, string? Short, string Body)
{
    /// <summary>What channels say that say little.</summary>
    [JsonIgnore]
    public string Brief => Short ?? Body.Trim();

    /// <summary>Reads the texts that a module embeds: lines of headers, a blank line, the body.</summary>
    /// <exception cref="FormatException">It has no subject.</exception>
    public static MessageText Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var headers = lines.TakeWhile(l => l.Length > 0).Select(l => l.Split(':', 2, StringSplitOptions.TrimEntries)).Where(h => h.Length == 2).ToDictionary(h => h[0], h => h[1]);
        return new(
            headers.GetValueOrDefault("Subject") ?? throw new FormatException("It has no line Subject."),
            headers.GetValueOrDefault("Short"),
            string.Join('\n', lines.SkipWhile(l => l.Length > 0).Skip(1)).Trim() + "\n");
    }
}
