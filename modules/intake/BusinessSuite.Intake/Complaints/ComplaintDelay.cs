using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

/// <summary>That a term of a complaint was missed (逾期). It stays when what was late is done.</summary>
[Readable(Permissions.ReadFeedback), AppendOnly, Rows(Of = nameof(ComplaintId))]
internal sealed class ComplaintDelay : Entity
{
    /// <summary>The complaint.</summary>
    [Relation<Complaint>(Inverse = "delays", InverseDescription = "The terms that were missed, also those met later.")]
    public Guid ComplaintId { get; init; }

    /// <summary>What was late.</summary>
    [Filterable]
    public ComplaintDuty Duty { get; init; }

    /// <summary>Until when it had to be done.</summary>
    [Sortable]
    public DateTimeOffset Due { get; init; }

    /// <summary>When it was found to be late, and told to those who answer for it.</summary>
    public DateTimeOffset FoundAt { get; init; }
}
