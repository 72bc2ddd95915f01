using System.Security.Cryptography;
using System.Text;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Organization.Contracts;
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

    /// <summary>The department whose stamp (印章) it bears.</summary>
    [Relation<DepartmentRef>(Inverse = "stampedDocuments", InverseDescription = "The written outcomes that bear the department's stamp.")]
    public Guid StampedById { get; init; }

    /// <summary>When it was stamped and issued.</summary>
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
        var document = new OutcomeDocument
        {
            ApplicationId = application.Id,
            StampedById = application.DepartmentId,
            Kind = kind,
            Number = number,
            IssuedAt = at,
            TextEn = text.En,
            TextZh = text.Zh,
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{number}\n{text.En}\n{text.Zh}"))),
        };
        document.Raise(new OutcomeIssued(document.Id, application.Id, at));
        return document;
    }
}

/// <summary>That an outcome document was sent (送达): by which way and to whom. It is recorded, never changed.</summary>
[Readable(Permissions.ReadApplications, Plural = "outcomeDispatches"), AppendOnly, Rows(Of = nameof(DocumentId))]
internal sealed class OutcomeDispatch : Entity
{
    /// <summary>The document.</summary>
    [Relation<OutcomeDocument>(Inverse = "dispatches", InverseDescription = "When and to whom it was sent.")]
    public Guid DocumentId { get; init; }

    /// <summary>The message that carried it, with its delivery log; null when it was handed over or sent on paper.</summary>
    [Relation<MessageRef>(Inverse = "outcomeDispatches", InverseDescription = "The outcome documents that it carried.")]
    public Guid? MessageId { get; init; }

    /// <summary>By which way, for example DESK or MAIL.</summary>
    [Filterable]
    public string Channel { get; init; } = "";

    /// <summary>The person or address it went to.</summary>
    public string Recipient { get; init; } = "";

    /// <summary>When it was sent.</summary>
    public DateTimeOffset At { get; init; }
}
