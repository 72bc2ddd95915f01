using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Accounts;

/// <summary>Someone's need to know of one confidential record, or of all of a type (知悉范围). Clearance and agreement are needed beside it.</summary>
[Readable(SuitePermissions.ReadDisclosures)]
internal sealed class RecordDisclosure : Entity
{
    /// <summary>Who needs to know.</summary>
    [Relation<Account>(Inverse = "disclosures", InverseDescription = "The confidential records that the account needs to know."), WriteOnce]
    public Guid AccountId { get; init; }

    /// <summary>The kind of record.</summary>
    [Filterable, WriteOnce]
    public string RecordType { get; init; } = "";

    /// <summary>The record's key; null for all records of the kind.</summary>
    [Filterable, WriteOnce]
    public Guid? RecordId { get; init; }

    /// <summary>What for.</summary>
    [WriteOnce]
    public string Reason { get; init; } = "";

    /// <summary>Since when.</summary>
    public DateTimeOffset GrantedAt { get; init; }

    /// <summary>Until when; null for no end.</summary>
    [WriteOnce]
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>When it was taken back; null while it holds.</summary>
    [WriteOnce]
    public DateTimeOffset? EndedAt { get; set; }
}
