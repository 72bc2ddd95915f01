using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Notices;

/// <summary>Whether a notice reached the customer.</summary>
public enum NoticeStatus
{
    /// <summary>It is under way.</summary>
    Pending,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It arrived by no channel; its tries are used up.</summary>
    Failed,

    /// <summary>It was taken back before it arrived.</summary>
    Withdrawn,
}

/// <summary>That a customer was told something (告知): by which way, and what. What must have been told before a case ends is kept as a notice.</summary>
internal abstract class Notice : Entity
{
    /// <summary>How many tries must have failed before a case may end though the customer was not reached.</summary>
    public const int Tries = 3;

    /// <summary>The message that tells it, with its delivery log; null when it was told by word of mouth.</summary>
    public abstract Guid? MessageId { get; protected set; }

    /// <summary>By which way it was told, for example PHONE or MAIL; while it is under way, the first that is tried.</summary>
    [Filterable]
    public string Channel { get; private set; } = "";

    /// <summary>The number or address it went to.</summary>
    public string Recipient { get; private set; } = "";

    /// <summary>What was told.</summary>
    [WriteOnce]
    public string Text { get; private set; } = "";

    /// <summary>When it was told or handed over.</summary>
    [WriteOnce]
    public DateTimeOffset At { get; private set; }

    /// <summary>Whether it reached the customer.</summary>
    [Filterable]
    public NoticeStatus Status { get; private set; }

    /// <summary>How many tries to reach the customer failed.</summary>
    public int FailedTries { get; private set; }

    /// <summary>When it reached the customer.</summary>
    [WriteOnce]
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>It is under way, by that way first.</summary>
    public void Leave(ContactPoint first, string text, DateTimeOffset at) => (Channel, Recipient, Text, At) = (first.Channel, first.Address, text, at);

    /// <summary>It was told by word of mouth or on paper.</summary>
    /// <exception cref="RuleViolation">Way, person or words are missing.</exception>
    public void Tell(string channel, string recipient, string text, DateTimeOffset at)
    {
        foreach (var (value, field) in new[] { (channel, "channel"), (recipient, "recipient"), (text, "text") })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                throw new RuleViolation(NoticeRules.NothingTold) { Field = [field] };
            }
        }

        (Channel, Recipient, Text, At, Status, DeliveredAt) = (channel, recipient, text, at, NoticeStatus.Delivered, at);
    }

    /// <summary>The message that tells it was handed over.</summary>
    public void Travel(Guid message) => MessageId = message;

    public void Arrive(string channel, string recipient, DateTimeOffset at)
    {
        Go("Arrive");
        (Channel, Recipient, DeliveredAt) = (channel, recipient, at);
    }

    public void Fail(int tries)
    {
        Go("Fail");
        FailedTries = tries;
    }

    public void Withdraw() => Go("Withdraw");

    public void TryAgain() => Go("RedeliverMessage");

    /// <summary>Refuses to end a case of which the customer was not told, unless that was tried often enough.</summary>
    /// <param name="notices">The notices that tell it.</param>
    /// <param name="untold">The rule that demands one.</param>
    public static void Require(IReadOnlyCollection<Notice> notices, Rule untold)
    {
        if (notices.Any(n => n.Status == NoticeStatus.Delivered))
        {
            return;
        }

        if (notices.Any(n => n.Status == NoticeStatus.Pending))
        {
            throw new RuleViolation(NoticeRules.UnderWay);
        }

        var failed = notices.Sum(n => n.FailedTries);
        if (failed < Tries)
        {
            throw notices.Count == 0 ? new RuleViolation(untold) : new RuleViolation(NoticeRules.TriesLeft, failed, Tries);
        }
    }

    /// <summary>What can happen to a notice. What was told by word of mouth is delivered at once.</summary>
    protected static StateMachine<T, NoticeStatus> Steps<T>() where T : Notice =>
        new StateMachine<T, NoticeStatus>(n => n.Status, NoticeStatus.Pending, NoticeStatus.Delivered)
            .Step(NoticeStatus.Pending, "Arrive", NoticeStatus.Delivered, "2.3.1")
            .Step(NoticeStatus.Failed, "Arrive", NoticeStatus.Delivered, "2.3.1")
            .Step(NoticeStatus.Pending, "Fail", NoticeStatus.Failed, "2.3.1")
            .Step(NoticeStatus.Failed, "RedeliverMessage", NoticeStatus.Pending, "2.3.1")
            .Step(NoticeStatus.Pending, "Withdraw", NoticeStatus.Withdrawn)
            .Step(NoticeStatus.Withdrawn, "Arrive", NoticeStatus.Delivered, "2.3.1");

    /// <summary>The state after a step.</summary>
    protected abstract NoticeStatus Next(NoticeStatus status, string operation);

    private void Go(string operation) => Status = Next(Status, operation);
}
