using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Contracts;

/// <summary>Whether someone may sign for something, asked at the moment of signature (授权).</summary>
public interface IAuthority
{
    /// <summary>By what right the employee may act, or null without one.</summary>
    /// <param name="employeeId">Who would sign.</param>
    /// <param name="duty">The duty's code.</param>
    /// <param name="amount">The amount to sign for, or null when no money is at stake.</param>
    /// <param name="at">The moment of signature.</param>
    /// <param name="ct">Cancels the read.</param>
    Task<AuthorityProof?> Check(Guid employeeId, string duty, Money? amount, DateTimeOffset at, CancellationToken ct);

    /// <summary>Signs within the running operation: checks the authority at this moment and keeps it with the signature.</summary>
    /// <param name="employeeId">Who signs.</param>
    /// <param name="duty">The duty's code.</param>
    /// <param name="amount">The amount to sign for, or null when no money is at stake.</param>
    /// <param name="recordType">The GraphQL type of what is signed.</param>
    /// <param name="recordId">The key of what is signed.</param>
    /// <param name="at">The moment of signature.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <param name="level">How confidential what is signed is: the signature is as well.</param>
    /// <returns>The signature's key.</returns>
    /// <exception cref="RuleViolation">The employee lacks the authority (MAY_NOT_SIGN).</exception>
    Task<Guid> Sign(Guid employeeId, string duty, Money? amount, string recordType, Guid recordId, DateTimeOffset at, CancellationToken ct, Confidentiality level = Confidentiality.Internal);
}

/// <summary>By what right someone signed; to be kept with the signature.</summary>
/// <param name="Source">POST, DELEGATION, or DEPUTY for who stands in for someone on leave.</param>
/// <param name="SourceId">The post holding, the delegation or the absence.</param>
/// <param name="Limit">Up to which amount; null for any.</param>
/// <param name="At">The moment it was checked for.</param>
public sealed record AuthorityProof(string Source, Guid SourceId, Money? Limit, DateTimeOffset At)
{
    /// <summary>The post holding that it rests on: one's own or, for who stands in, that of the one on leave; null for a delegation.</summary>
    public Guid? PostHoldingId { get; init; }
}
