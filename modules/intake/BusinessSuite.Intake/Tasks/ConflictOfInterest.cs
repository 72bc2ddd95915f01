using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Tasks;

/// <summary>The rules of conflicts of interest.</summary>
internal static class InterestRules
{
    public static readonly Rule Declared = new("INTEREST_DECLARED", new("This interest is declared already.", "该利益冲突已申报。"), "2.1.5", "ux_conflicts_of_interest_pair");

    public static readonly Rule NoReason = new("WITHDRAWAL_REASON_MISSING", new("Who withdraws a conflict of interest says why it is none any more.", "撤销利益冲突须说明理由。"), "2.1.5", "ck_conflicts_of_interest_withdrawn");

    public static readonly Rule Withdrawn = new("INTEREST_WITHDRAWN", new("The conflict of interest was withdrawn already.", "该利益冲突已撤销。"), "2.1.5");
}

/// <summary>An interest that keeps an employee from a contact's matters (利益冲突), from its declaration until it is withdrawn.</summary>
[Readable(Permissions.ReadContacts, Plural = "conflictsOfInterest")]
internal sealed class ConflictOfInterest : Entity
{
    /// <summary>The employee.</summary>
    [Relation<EmployeeRef>(Inverse = "conflictsOfInterest", InverseDescription = "Whose matters the employee keeps away from."), WriteOnce]
    public Guid EmployeeId { get; init; }

    /// <summary>The contact.</summary>
    [Relation<Contact>(Inverse = "conflictsOfInterest", InverseDescription = "Who keeps away from the contact's matters."), WriteOnce]
    public Guid ContactId { get; init; }

    /// <summary>What the interest is.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When it was declared; null where that was before this was kept.</summary>
    [WriteOnce]
    public DateTimeOffset? DeclaredAt { get; private init; }

    /// <summary>When it was withdrawn; null while it holds.</summary>
    [WriteOnce]
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Why it was withdrawn; null while it holds.</summary>
    [WriteOnce]
    public string? WithdrawalReason { get; private set; }

    /// <summary>That an employee keeps away from now on.</summary>
    public static ConflictOfInterest Declare(Guid employee, Guid contact, string reason, DateTimeOffset at)
    {
        var conflict = new ConflictOfInterest { EmployeeId = employee, ContactId = contact, Reason = reason, DeclaredAt = at };
        conflict.Raise(new ConflictOfInterestDeclared(employee, contact, at));
        return conflict;
    }

    /// <summary>That there is no such interest any more.</summary>
    /// <exception cref="RuleViolation">It was withdrawn before, or nothing is said of why.</exception>
    public void Withdraw(string reason, DateTimeOffset at)
    {
        if (WithdrawnAt is not null)
        {
            throw new RuleViolation(InterestRules.Withdrawn);
        }

        (WithdrawnAt, WithdrawalReason) = (at, InterestRules.NoReason.Given(reason, "reason"));
    }
}
