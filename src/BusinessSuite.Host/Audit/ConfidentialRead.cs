using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Audit;

/// <summary>That an answer told something of a secret record: kept in the transaction that read it, before the answer left.</summary>
[Readable(SuitePermissions.ReadAudit), AppendOnly]
internal sealed class ConfidentialRead : Entity
{
    /// <summary>When.</summary>
    [Sortable]
    public DateTimeOffset At { get; init; }

    /// <summary>Whose account read it.</summary>
    [Relation<Account>(Inverse = "confidentialReads", InverseDescription = "What the account read of secret records.")]
    public Guid? AccountId { get; init; }

    /// <summary>The kind of record.</summary>
    [Filterable]
    public string RecordType { get; init; } = "";

    /// <summary>The record's key; null when a list was counted or grouped as a whole.</summary>
    [Filterable]
    public Guid? RecordId { get; init; }

    /// <summary>How confidential the record was; null for a list as a whole.</summary>
    [Filterable]
    public Confidentiality? Level { get; init; }

    /// <summary>The fields that were told.</summary>
    public List<string> Fields { get; init; } = [];

    /// <summary>The id of the request, as in the log and in answers.</summary>
    public string? RequestId { get; init; }
}
