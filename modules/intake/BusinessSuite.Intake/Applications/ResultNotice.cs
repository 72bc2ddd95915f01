using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

/// <summary>Whether a notice reached the applicant.</summary>
public enum NoticeStatus
{
    /// <summary>It is under way.</summary>
    Pending,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It arrived by no channel; its tries are used up.</summary>
    Failed,
}

/// <summary>That the result was told (结果告知): to whom, by which way, and what.</summary>
[Readable(Permissions.ReadApplications), Rows(Of = nameof(ApplicationId))]
internal sealed class ResultNotice : Entity
{
    /// <summary>How many tries must have failed before an application is closed though its result did not arrive.</summary>
    public const int Tries = 3;

    /// <summary>What can happen to a notice. What was told by word of mouth is delivered at once.</summary>
    public static readonly StateMachine<ResultNotice, NoticeStatus> Lifecycle =
        new StateMachine<ResultNotice, NoticeStatus>(n => n.Status, NoticeStatus.Pending, NoticeStatus.Delivered)
            .Step(NoticeStatus.Pending, "Arrive", NoticeStatus.Delivered, "2.3.1")
            .Step(NoticeStatus.Failed, "Arrive", NoticeStatus.Delivered, "2.3.1")
            .Step(NoticeStatus.Pending, "Fail", NoticeStatus.Failed, "2.3.1")
            .Step(NoticeStatus.Failed, "RedeliverMessage", NoticeStatus.Pending, "2.3.1");

    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "resultNotices", InverseDescription = "How the result was told."), WriteOnce]
    public Guid ApplicationId { get; init; }

    /// <summary>The message that tells it, with its delivery log; null when it was told by word of mouth.</summary>
    [Relation<MessageRef>(Inverse = "resultNotices", InverseDescription = "The notices of results that it is."), WriteOnce]
    public Guid? MessageId { get; private set; }

    /// <summary>By which way it was told, for example PHONE or MAIL; while it is under way, the first that is tried.</summary>
    [Filterable]
    public string Channel { get; private set; } = "";

    /// <summary>The number or address it went to.</summary>
    public string Recipient { get; private set; } = "";

    /// <summary>What was told.</summary>
    [WriteOnce]
    public string Text { get; private init; } = "";

    /// <summary>When it was told or handed over.</summary>
    [WriteOnce]
    public DateTimeOffset At { get; private init; }

    /// <summary>Whether it reached the applicant.</summary>
    [Filterable]
    public NoticeStatus Status { get; private set; }

    /// <summary>How many tries to reach the applicant failed.</summary>
    public int FailedTries { get; private set; }

    /// <summary>When it reached the applicant.</summary>
    [WriteOnce]
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>A notice that was told by word of mouth.</summary>
    public static ResultNotice Told(Application application, string channel, string recipient, string text, DateTimeOffset at) => new()
    {
        ApplicationId = application.Id,
        Channel = channel,
        Recipient = recipient,
        Text = text,
        At = at,
        Status = NoticeStatus.Delivered,
        DeliveredAt = at,
    };

    /// <summary>A notice under way.</summary>
    public static ResultNotice UnderWay(Application application, ContactPoint first, string text, DateTimeOffset at) =>
        new() { ApplicationId = application.Id, Channel = first.Channel, Recipient = first.Address, Text = text, At = at };

    /// <summary>The message that tells it was handed over.</summary>
    public void Travel(Guid message) => MessageId = message;

    public void Arrive(string channel, string recipient, DateTimeOffset at)
    {
        Status = Lifecycle.Next(Status, "Arrive");
        (Channel, Recipient, DeliveredAt) = (channel, recipient, at);
    }

    public void Fail(int tries)
    {
        Status = Lifecycle.Next(Status, "Fail");
        FailedTries = tries;
    }

    public void TryAgain() => Status = Lifecycle.Next(Status, "RedeliverMessage");
}
