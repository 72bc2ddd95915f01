using BusinessSuite.Intake.Notices;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

/// <summary>That the result was told (结果告知): to whom, by which way, and what.</summary>
[Readable(Permissions.ReadApplications), Rows(Of = nameof(ApplicationId))]
internal sealed class ResultNotice : Notice
{
    public static readonly StateMachine<ResultNotice, NoticeStatus> Lifecycle = Steps<ResultNotice>();

    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "resultNotices", InverseDescription = "How the result was told."), WriteOnce]
    public Guid ApplicationId { get; init; }

    /// <summary>The message that tells it, with its delivery log; null when it was told by word of mouth.</summary>
    [Relation<MessageRef>(Inverse = "resultNotices", InverseDescription = "The notices of results that it is."), WriteOnce]
    public override Guid? MessageId { get; protected set; }

    protected override NoticeStatus Next(NoticeStatus status, string operation) => Lifecycle.Next(status, operation);
}
