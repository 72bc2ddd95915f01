using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Posts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Authority;

/// <summary>A delegation in writing (书面授权): of one duty, up to a limit, for a time.</summary>
[Readable(Permissions.ReadDelegations), Rows(Of = nameof(FromId), Owner = nameof(ToId)), Period(nameof(ValidFrom), nameof(ValidUntil))]
internal sealed class Delegation : Entity
{
    /// <summary>Who delegates.</summary>
    [Relation<Employee>(Inverse = "delegationsGiven", InverseDescription = "What the employee delegated."), WriteOnce]
    public Guid FromId { get; init; }

    /// <summary>To whom.</summary>
    [Relation<Employee>(Inverse = "delegationsHeld", InverseDescription = "What was delegated to the employee."), WriteOnce]
    public Guid ToId { get; init; }

    /// <summary>The duty that is delegated.</summary>
    [Relation<Duty>, WriteOnce]
    public Guid DutyId { get; init; }

    /// <summary>Up to which amount; null where no money is at stake.</summary>
    [WriteOnce]
    public Money? Limit { get; init; }

    /// <summary>What exactly is delegated, in words.</summary>
    [WriteOnce]
    public string ScopeText { get; init; } = "";

    /// <summary>The document that says so.</summary>
    [WriteOnce]
    public string Document { get; init; } = "";

    /// <summary>From when.</summary>
    [WriteOnce]
    public DateTimeOffset ValidFrom { get; init; }

    /// <summary>Until when.</summary>
    [WriteOnce]
    public DateTimeOffset ValidUntil { get; init; }

    /// <summary>When it was taken back; null while it holds.</summary>
    [WriteOnce]
    public DateTimeOffset? RevokedAt { get; set; }
}
