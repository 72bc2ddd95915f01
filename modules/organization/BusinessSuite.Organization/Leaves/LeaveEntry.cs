using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Overtime;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Leaves;

/// <summary>What an entry of the leave ledger does.</summary>
public enum LeaveEntryKind
{
    /// <summary>Gives (授予).</summary>
    Grant,

    /// <summary>Moves what is left of one grant into another that holds longer (结转); always in pairs.</summary>
    Carry,

    /// <summary>Takes (使用).</summary>
    Use,

    /// <summary>Ends what was not taken (过期).</summary>
    Expire,

    /// <summary>Undoes an entry as if it had not been (冲销).</summary>
    Reverse,
}

/// <summary>
/// An entry in the ledger of leave (休假台账). Entries are never changed: the balance on any day is the sum of all entries up to
/// it. An account is an employee's leave of one type that expires on one day.
/// </summary>
[Readable(Permissions.ReadLeave, Plural = "leaveEntries"), AppendOnly, Rows(Of = nameof(EmployeeId))]
internal sealed class LeaveEntry : Entity
{
    /// <summary>Whose leave.</summary>
    [Relation<Employee>(Inverse = "leaveEntries", InverseDescription = "The ledger of the employee's leave.")]
    public Guid EmployeeId { get; init; }

    /// <summary>Of which type.</summary>
    [Relation<LeaveType>(Inverse = "entries", InverseDescription = "The ledger of the type.")]
    public Guid LeaveTypeId { get; init; }

    /// <summary>What it does.</summary>
    [Filterable]
    public LeaveEntryKind Kind { get; init; }

    /// <summary>How much, in the unit of the type; what takes is negative.</summary>
    public decimal Amount { get; init; }

    /// <summary>The day from which on it counts.</summary>
    [Sortable]
    public DateOnly Day { get; init; }

    /// <summary>The last day on which it can be taken; null for no end.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>When it was entered.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>The request that it is for.</summary>
    [Relation<LeaveRequest>(Inverse = "entries", InverseDescription = "What the request took from the ledger.")]
    public Guid? RequestId { get; init; }

    /// <summary>The overtime for which it gives rest.</summary>
    [Relation<OvertimeRequest>(Inverse = "rest", InverseDescription = "The rest that is given for it.")]
    public Guid? OvertimeId { get; init; }

    /// <summary>The rule that grants it for a year of service; null for what was entered by hand or follows from something else.</summary>
    [Relation<LeaveRule>(Inverse = "grants", InverseDescription = "What it granted.")]
    public Guid? RuleId { get; init; }

    /// <summary>The year for which the rule grants it.</summary>
    public int? Year { get; init; }

    /// <summary>The entry that it undoes.</summary>
    [Relation<LeaveEntry>(Inverse = "reversal", InverseDescription = "What undid it.")]
    public Guid? ReversesId { get; init; }

    /// <summary>What two entries that carry have in common.</summary>
    [Hidden]
    public Guid? TransferId { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it was entered by hand.</summary>
    public bool IsManual => Kind switch
    {
        LeaveEntryKind.Grant => OvertimeId is null && RuleId is null,
        LeaveEntryKind.Use => RequestId is null,
        _ => false,
    };

    /// <summary>The entry that undoes this one.</summary>
    public LeaveEntry Reversed(DateTimeOffset at, string? reason = null) => new()
    {
        EmployeeId = EmployeeId,
        LeaveTypeId = LeaveTypeId,
        Kind = LeaveEntryKind.Reverse,
        Amount = -Amount,
        Day = Day,
        ExpiresOn = ExpiresOn,
        RecordedAt = at,
        RequestId = RequestId,
        OvertimeId = OvertimeId,
        ReversesId = Id,
        Reason = reason,
    };
}
