using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Audit;

/// <summary>How an audited call ended.</summary>
public enum AuditOutcome
{
    /// <summary>It was done.</summary>
    Success,

    /// <summary>The caller had no permission for it.</summary>
    Denied,

    /// <summary>It broke a rule and changed nothing.</summary>
    Rejected,
}

/// <summary>Who did what and when: one entry for every call of an operation and for every job that changed something.</summary>
[Readable(SuitePermissions.ReadAudit, Plural = "auditEntries"), AppendOnly]
internal sealed class AuditEntry : Entity
{
    /// <summary>When, in UTC.</summary>
    [Sortable]
    public DateTimeOffset At { get; init; }

    /// <summary>Whose account; null for the suite itself, and for who did not sign in.</summary>
    [Relation<Account>(Inverse = "auditEntries", InverseDescription = "What the account did.")]
    public Guid? AccountId { get; init; }

    /// <summary>The operation's or the job's name.</summary>
    [Filterable]
    public string Operation { get; init; } = "";

    /// <summary>The module it belongs to.</summary>
    public string Module { get; init; } = "";

    /// <summary>How it ended.</summary>
    [Filterable]
    public AuditOutcome Outcome { get; init; }

    /// <summary>Whether it entered what had happened earlier.</summary>
    [Filterable]
    public bool Historical { get; init; }

    /// <summary>The permission that was missing, or the code of the rule that was broken.</summary>
    public string? Reason { get; init; }

    /// <summary>The id of the request, as in the log and in answers.</summary>
    public string? RequestId { get; init; }

    /// <summary>What was sent, without secrets.</summary>
    public string? Inputs { get; init; }
}

/// <summary>What an audited call changed in one record.</summary>
[Readable(SuitePermissions.ReadAudit), AppendOnly, Rows(Of = nameof(EntryId))]
internal sealed class AuditChange : Entity
{
    /// <summary>The call.</summary>
    [Relation<AuditEntry>(Inverse = "changes", InverseDescription = "What the call changed.")]
    public Guid EntryId { get; init; }

    /// <summary>The kind of record.</summary>
    public string RecordType { get; init; } = "";

    /// <summary>The record's key.</summary>
    [Filterable]
    public Guid RecordId { get; init; }

    /// <summary>The changed values before; null when the record is new.</summary>
    public string? Before { get; init; }

    /// <summary>The changed values after; null when the record was removed.</summary>
    public string? After { get; init; }
}
