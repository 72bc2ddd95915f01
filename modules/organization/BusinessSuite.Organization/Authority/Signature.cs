using BusinessSuite.Organization.Absences;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Posts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Authority;

/// <summary>Where authority comes from.</summary>
public enum AuthoritySource
{
    /// <summary>A post of one's own.</summary>
    Post,

    /// <summary>A delegation in writing.</summary>
    Delegation,

    /// <summary>The post of someone on leave, in whose place the signer stands.</summary>
    Deputy,
}

/// <summary>A signature (签署) with the authority that it was given under, as it was at that moment.</summary>
[Readable(Permissions.ReadDelegations), AppendOnly, Rows(Of = nameof(SignerId)), ConfidentialRows(nameof(Level), Subject = nameof(SignerId))]
internal sealed class Signature : Entity
{
    /// <summary>Who signed.</summary>
    [Relation<Employee>(Inverse = "signatures", InverseDescription = "What the employee signed.")]
    public Guid SignerId { get; init; }

    /// <summary>How confidential it is: as the record that was signed.</summary>
    public Confidentiality Level { get; init; } = Confidentiality.Internal;

    /// <summary>The duty that it was signed under.</summary>
    [Relation<Duty>]
    public Guid DutyId { get; init; }

    /// <summary>The kind of record that was signed.</summary>
    [Filterable]
    public string RecordType { get; init; } = "";

    /// <summary>The key of the record that was signed.</summary>
    [Filterable]
    public Guid RecordId { get; init; }

    /// <summary>The amount that was signed for; null where no money was at stake.</summary>
    public Money? Sum { get; init; }

    /// <summary>Where the authority came from.</summary>
    public AuthoritySource Source { get; init; }

    /// <summary>The post holding that gave the authority: the signer's own or, where he stood in, that of the one for whom he signed.</summary>
    [Relation<PostHolding>]
    public Guid? PostHoldingId { get; init; }

    /// <summary>The delegation that gave the authority.</summary>
    [Relation<Delegation>(Inverse = "signatures", InverseDescription = "What was signed under the delegation.")]
    public Guid? DelegationId { get; init; }

    /// <summary>The absence in which the signer stood in for the holder of a post.</summary>
    [Relation<Absence>]
    public Guid? AbsenceId { get; init; }

    /// <summary>Up to which amount the signer could sign at that moment; null where there was no limit for money.</summary>
    public Money? Limit { get; init; }

    /// <summary>When.</summary>
    [Sortable]
    public DateTimeOffset SignedAt { get; init; }
}
