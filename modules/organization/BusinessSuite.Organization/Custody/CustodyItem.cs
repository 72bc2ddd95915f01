using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Custody;

/// <summary>What was entrusted.</summary>
public enum CustodyKind
{
    /// <summary>A thing: keys, a computer, a seal (物品).</summary>
    Asset,

    /// <summary>Cash to be accounted for (备用金).</summary>
    Cash,

    /// <summary>A loan to be paid back (借款).</summary>
    Loan,
}

/// <summary>Something that the company entrusted to an employee: a thing, cash, or a loan.</summary>
[Readable(Permissions.ReadStaffChanges), Rows(Of = nameof(EmployeeId))]
internal sealed class CustodyItem : Entity
{
    /// <summary>Who has it.</summary>
    [Relation<Employee>(Inverse = "custodyItems", InverseDescription = "What the company entrusted to the employee."), WriteOnce]
    public Guid EmployeeId { get; init; }

    /// <summary>What kind of thing it is.</summary>
    [Filterable, WriteOnce]
    public CustodyKind Kind { get; init; }

    /// <summary>What it is.</summary>
    [WriteOnce]
    public string Description { get; init; } = "";

    /// <summary>How much; for cash and loans.</summary>
    [WriteOnce]
    public Money? Amount { get; init; }

    /// <summary>When it was handed out.</summary>
    [WriteOnce]
    public DateTimeOffset HandedOutAt { get; init; }

    /// <summary>When it was given back, accounted for or paid back; null while it is not.</summary>
    [Filterable, WriteOnce]
    public DateTimeOffset? ReturnedAt { get; set; }
}
