using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Messages;

/// <summary>The states of a phone task.</summary>
public enum PhoneTaskStatus
{
    /// <summary>Someone has to call.</summary>
    Open,

    /// <summary>The person was reached.</summary>
    Reached,

    /// <summary>All calls failed to reach the person.</summary>
    GivenUp,

    /// <summary>The message arrived another way, or was taken back.</summary>
    Dropped,
}

/// <summary>A task (电话任务): call someone and tell a message.</summary>
[Readable(SuitePermissions.ReadMessages), Rows(Of = nameof(MessageId))]
internal sealed class PhoneTask : Entity
{
    /// <summary>What can happen to a phone task.</summary>
    public static readonly StateMachine<PhoneTask, PhoneTaskStatus> Lifecycle =
        new StateMachine<PhoneTask, PhoneTaskStatus>(t => t.Status, PhoneTaskStatus.Open)
            .Step(PhoneTaskStatus.Open, "RecordCall", PhoneTaskStatus.Reached, "2.3.1")
            .Step(PhoneTaskStatus.Open, "Give up", PhoneTaskStatus.GivenUp, "2.3.1")
            .Step(PhoneTaskStatus.Open, "Drop", PhoneTaskStatus.Dropped);

    /// <summary>The message to tell.</summary>
    [Relation<Message>(Inverse = "phoneTasks", InverseDescription = "The tasks to tell it by phone.")]
    public Guid MessageId { get; init; }

    /// <summary>The number to call.</summary>
    [WriteOnce]
    public string PhoneNumber { get; init; } = "";

    /// <summary>Whether someone has to call.</summary>
    [Filterable]
    public PhoneTaskStatus Status { get; private set; }

    /// <summary>How many calls failed to reach the person.</summary>
    public int FailedCalls { get; private set; }

    /// <summary>Since when.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was last told to whoever answers for it.</summary>
    public DateTimeOffset? ToldAt { get; private set; }

    /// <summary>When it ended.</summary>
    [WriteOnce]
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>A task to tell a message.</summary>
    public static PhoneTask Open(Message message, string number, DateTimeOffset at)
    {
        var task = new PhoneTask { MessageId = message.Id, PhoneNumber = number, OpenedAt = at };
        task.Tell(message, at);
        return task;
    }

    /// <summary>Lets whoever answers for it be told that it is open.</summary>
    public void Tell(Message message, DateTimeOffset at)
    {
        ToldAt = at;
        Raise(new CallDue(Id, MessageId, message.DepartmentId, message.ResponsibleId, PhoneNumber, OpenedAt, at));
    }

    /// <summary>The person was reached.</summary>
    public void Reach(DateTimeOffset at) => (Status, EndedAt) = (Lifecycle.Next(Status, "RecordCall"), at);

    /// <summary>A call failed to reach the person.</summary>
    /// <returns>Whether it was the last one.</returns>
    public bool Miss(int calls, DateTimeOffset at)
    {
        var next = Lifecycle.Next(Status, "Give up");
        FailedCalls++;
        if (FailedCalls < calls)
        {
            return false;
        }

        (Status, EndedAt) = (next, at);
        return true;
    }

    /// <summary>Nobody needs to call any more.</summary>
    public void Drop(DateTimeOffset at) => (Status, EndedAt) = (Lifecycle.Next(Status, "Drop"), at);
}
