using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Messages;

/// <summary>A message on its way: all that a channel needs to send it.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="AttemptId">The try.</param>
/// <param name="SentAs">The id that the channel knows it by.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Address">The address or number.</param>
/// <param name="Name">The recipient's name.</param>
/// <param name="Language">The language that it is written in.</param>
/// <param name="Template">The code of its template.</param>
/// <param name="CreatedAt">When it was handed over.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Short">The text for channels that say little.</param>
/// <param name="Body">The text.</param>
/// <param name="Attachments">What goes with it.</param>
/// <param name="IsSecret">Whether it says what only its recipient is to know.</param>
internal sealed record Letter(
    Guid MessageId, Guid AttemptId, string SentAs, string Channel, string Address, string Name, Language Language, string Template,
    DateTimeOffset CreatedAt, string Subject, string Short, string Body, IReadOnlyList<Enclosure> Attachments, bool IsSecret)
{
    /// <summary>The language as RFC 5646 names it.</summary>
    public string LanguageTag => Language == Language.Zh ? "zh-CN" : "en";
}

/// <summary>A file that goes with a letter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Content">Its bytes; empty on channels that are told the name only.</param>
internal sealed record Enclosure(string Name, string MediaType, byte[] Content);

/// <summary>What a channel answered.</summary>
/// <param name="Outcome">Whether the message arrived, was taken, or failed.</param>
/// <param name="Text">In its own words.</param>
/// <param name="Lasting">Whether another try is useless.</param>
/// <param name="NotBefore">How long it wants to be left alone before the next try.</param>
internal sealed record Reply(AttemptOutcome Outcome, string Text, bool Lasting = false, TimeSpan NotBefore = default);
