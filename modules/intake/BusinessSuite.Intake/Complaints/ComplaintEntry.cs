using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

/// <summary>A step in the handling of a complaint. It is written once; what a later round of the same complaint changes stays here.</summary>
[Readable(Permissions.ReadFeedback, Plural = "complaintEntries"), AppendOnly, Rows(Of = nameof(ComplaintId))]
internal sealed class ComplaintEntry : Entity
{
    private ComplaintEntry()
    {
    }

    /// <summary>Notes a step.</summary>
    /// <exception cref="RuleViolation">The person complained of would take it.</exception>
    public ComplaintEntry(Complaint complaint, DateTimeOffset at, Guid? by, string note)
    {
        complaint.RequireImpartial(by);
        (ComplaintId, At, Status, ById, Note) = (complaint.Id, at, complaint.Status, by, note);
    }

    /// <summary>The complaint.</summary>
    [Relation<Complaint>(Inverse = "entries", InverseDescription = "The steps of its handling.")]
    public Guid ComplaintId { get; private set; }

    /// <summary>When.</summary>
    [Sortable]
    public DateTimeOffset At { get; private set; }

    /// <summary>Where the complaint stood after it.</summary>
    public ComplaintStatus Status { get; private set; }

    /// <summary>Who took it; null for the customer.</summary>
    [Relation<EmployeeRef>]
    public Guid? ById { get; private set; }

    /// <summary>What was said or done.</summary>
    public string Note { get; private set; } = "";
}
