using System.Security.Cryptography;
using System.Text;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

/// <summary>The three written outcomes of a review.</summary>
public enum OutcomeKind
{
    /// <summary>Accepted (受理通知书).</summary>
    Accepted,

    /// <summary>Not accepted (不予受理通知书).</summary>
    NotAccepted,

    /// <summary>To be supplemented (补正通知书).</summary>
    Supplement,
}

/// <summary>A numbered document that tells the outcome of a review. Once issued it never changes.</summary>
[Readable(Permissions.ReadApplications), AppendOnly, Rows(Of = nameof(ApplicationId))]
internal sealed class OutcomeDocument : Entity
{
    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "documents", InverseDescription = "The written outcomes.")]
    public Guid ApplicationId { get; init; }

    /// <summary>Which outcome.</summary>
    [Filterable]
    public OutcomeKind Kind { get; init; }

    /// <summary>The number, dense within a year and kind.</summary>
    [Sortable]
    public string Number { get; init; } = "";

    /// <summary>When it was issued.</summary>
    public DateTimeOffset IssuedAt { get; init; }

    /// <summary>The text, English.</summary>
    public string TextEn { get; init; } = "";

    /// <summary>The text, Chinese.</summary>
    public string TextZh { get; init; } = "";

    /// <summary>SHA-256 of number and texts, hexadecimal.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>Writes a document and numbers it.</summary>
    public static async Task<OutcomeDocument> Issue(
        Application application, OutcomeKind kind, Text text, DateTimeOffset at, DateOnly day, INumbering numbering, CancellationToken ct)
    {
        var prefix = kind switch { OutcomeKind.Accepted => "ACC", OutcomeKind.NotAccepted => "NAC", _ => "SUP" };
        var number = await numbering.Next(prefix + "-{yyyy}-{seq:6}", day, new Dictionary<string, string>(), ct);
        return new()
        {
            ApplicationId = application.Id,
            Kind = kind,
            Number = number,
            IssuedAt = at,
            TextEn = text.En,
            TextZh = text.Zh,
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{number}\n{text.En}\n{text.Zh}"))),
        };
    }
}
