using BusinessSuite.Intake.Notices;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Complaints;

/// <summary>What a customer is told of a complaint; the clauses are those of ISO 10002:2018.</summary>
public enum ComplaintNoticeKind
{
    /// <summary>That it was received (8.4).</summary>
    Acknowledgement,

    /// <summary>What was found and decided (8.8).</summary>
    Response,

    /// <summary>What was corrected.</summary>
    Rectification,

    /// <summary>That the customer is asked again whether all is well now (回访).</summary>
    FollowUp,

    /// <summary>That it is closed, and where else to turn (8.9).</summary>
    Closing,
}

/// <summary>That the customer was told about a complaint (告知): by which way, and what.</summary>
[Readable(Permissions.ReadFeedback), Rows(Of = nameof(ComplaintId))]
internal sealed class ComplaintNotice : Notice
{
    public static readonly StateMachine<ComplaintNotice, NoticeStatus> Lifecycle = Steps<ComplaintNotice>();

    /// <summary>The complaint.</summary>
    [Relation<Complaint>(Inverse = "notices", InverseDescription = "What the customer was told, and whether it arrived."), WriteOnce]
    public Guid ComplaintId { get; init; }

    /// <summary>What it is about.</summary>
    [Filterable, WriteOnce]
    public ComplaintNoticeKind Kind { get; init; }

    /// <summary>The message that tells it, with its delivery log; null when it was told by word of mouth.</summary>
    [Relation<MessageRef>(Inverse = "complaintNotices", InverseDescription = "The notices about complaints that it is."), WriteOnce]
    public override Guid? MessageId { get; protected set; }

    protected override NoticeStatus Next(NoticeStatus status, string operation) => Lifecycle.Next(status, operation);
}
