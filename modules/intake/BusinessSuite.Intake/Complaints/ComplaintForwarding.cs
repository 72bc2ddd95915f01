using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

/// <summary>That a complaint was handed to a department, which must answer by a date (转办).</summary>
[Readable(Permissions.ReadFeedback), Rows(Of = nameof(ComplaintId))]
internal sealed class ComplaintForwarding : Entity
{
    /// <summary>The complaint.</summary>
    [Relation<Complaint>(Inverse = "forwardings", InverseDescription = "To whom it was handed, and what they answered.")]
    public Guid ComplaintId { get; init; }

    /// <summary>The department.</summary>
    [Relation<DepartmentRef>(Inverse = "complaintForwardings", InverseDescription = "The complaints that were handed to the department.")]
    public Guid DepartmentId { get; init; }

    /// <summary>Why it is for that department.</summary>
    [WriteOnce]
    public string Reason { get; init; } = "";

    /// <summary>When it was handed over.</summary>
    [WriteOnce]
    public DateTimeOffset ForwardedAt { get; init; }

    /// <summary>Until when the department must answer.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset AnswerBy { get; init; }

    /// <summary>What the department answers; null before.</summary>
    [WriteOnce]
    public string? Answer { get; private set; }

    /// <summary>When it answered.</summary>
    [Filterable, WriteOnce]
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Who answered for it.</summary>
    [Relation<EmployeeRef>, WriteOnce]
    public Guid? AnsweredById { get; private set; }

    public void Reply(string answer, Guid? by, DateTimeOffset at)
    {
        if (AnsweredAt is not null)
        {
            throw new RuleViolation(ComplaintRules.Answered);
        }

        (Answer, AnsweredById, AnsweredAt) = (answer, by, at);
    }
}
