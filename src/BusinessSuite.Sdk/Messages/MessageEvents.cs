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
