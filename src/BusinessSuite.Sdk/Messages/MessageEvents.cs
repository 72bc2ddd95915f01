namespace BusinessSuite.Sdk;

/// <summary>Stands for a message in relations of modules.</summary>
[NodeType("Message")]
public sealed class MessageRef;

/// <summary>A message reached its recipient, as the mail server, the channel's provider or a call proves.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Template">The code of its template.</param>
/// <param name="AboutId">The record that it is about.</param>
/// <param name="Channel">By which channel it arrived.</param>
/// <param name="Address">Where.</param>
/// <param name="At">When.</param>
public sealed record MessageDelivered(Guid MessageId, string Template, Guid? AboutId, string Channel, string Address, DateTimeOffset At) : IEvent;

/// <summary>A message reached its recipient by none of the channels. An administrator may have it delivered again.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Template">The code of its template.</param>
/// <param name="AboutId">The record that it is about.</param>
/// <param name="Tries">How many tries failed so far.</param>
/// <param name="At">When.</param>
public sealed record MessageFailed(Guid MessageId, string Template, Guid? AboutId, int Tries, DateTimeOffset At) : IEvent;

/// <summary>A message that had failed is under way again.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Template">The code of its template.</param>
/// <param name="AboutId">The record that it is about.</param>
/// <param name="At">When.</param>
public sealed record MessageRedelivered(Guid MessageId, string Template, Guid? AboutId, DateTimeOffset At) : IEvent;

/// <summary>A message that was under way was taken back; should it arrive all the same, <see cref="MessageDelivered"/> tells.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Template">The code of its template.</param>
/// <param name="AboutId">The record that it is about.</param>
/// <param name="At">When.</param>
public sealed record MessageWithdrawn(Guid MessageId, string Template, Guid? AboutId, DateTimeOffset At) : IEvent;

/// <summary>Somebody has to call and tell a message: a phone task came, or is open for another day.</summary>
/// <param name="PhoneTaskId">The phone task.</param>
/// <param name="MessageId">The message to tell.</param>
/// <param name="DepartmentId">The department whose people may see it.</param>
/// <param name="ResponsibleId">The employee who answers for it.</param>
/// <param name="PhoneNumber">The number to call.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="At">When; as the task came, or later.</param>
public sealed record CallDue(Guid PhoneTaskId, Guid MessageId, Guid? DepartmentId, Guid? ResponsibleId, string PhoneNumber, DateTimeOffset OpenedAt, DateTimeOffset At) : IEvent;
