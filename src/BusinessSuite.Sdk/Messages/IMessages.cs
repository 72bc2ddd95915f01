namespace BusinessSuite.Sdk;

/// <summary>
/// Sends messages to people. A message is kept in the transaction of the operation and sent after its commit, at least once and
/// under one id, by the first of the recipient's channels that works. What became of it is told by <see cref="MessageDelivered"/>,
/// <see cref="MessageFailed"/> and <see cref="MessageWithdrawn"/>.
/// </summary>
public interface IMessages
{
    /// <summary>The channels of this installation, in the order in which they are tried for whoever prefers none.</summary>
    IReadOnlyList<string> Channels { get; }

    /// <summary>Writes a message from its template and hands it over for sending.</summary>
    /// <typeparam name="T">The data, which names the template.</typeparam>
    /// <param name="data">What the template shows.</param>
    /// <param name="to">Who gets it.</param>
    /// <param name="sending">How it is sent.</param>
    /// <param name="ct">Ends the work.</param>
    /// <returns>The message's id; that of the earlier one when a message of this key was sent before.</returns>
    Task<Guid> Send<T>(T data, Recipient to, Sending sending, CancellationToken ct) where T : IMessageData<T>;

    /// <summary>
    /// Takes back a message that need not be told any more: it is not tried again, and nobody calls. What a provider has already may still arrive. One that
    /// has arrived or failed stays so.
    /// </summary>
    /// <param name="messageId">The message.</param>
    /// <param name="ct">Ends the work.</param>
    Task Withdraw(Guid messageId, CancellationToken ct);

    /// <summary>Takes back the message of a key, if there is one.</summary>
    /// <param name="key">What it is named by.</param>
    /// <param name="ct">Ends the work.</param>
    Task Withdraw(string key, CancellationToken ct);

    /// <summary>Gives the messages about some records to others, who see them and make the calls from then on.</summary>
    /// <param name="aboutIds">The records.</param>
    /// <param name="departmentId">The department whose people may see them.</param>
    /// <param name="responsibleId">The employee who answers for them.</param>
    /// <param name="ct">Ends the work.</param>
    Task HandOver(IReadOnlyCollection<Guid> aboutIds, Guid? departmentId, Guid? responsibleId, CancellationToken ct);
}

/// <summary>
/// What a template shows: a record of plain values whose members are the template's variables in camelCase. Beside it the module
/// embeds the texts as resources <c>{code}.en.liquid</c> and <c>{code}.zh-CN.liquid</c>: first the lines <c>Subject: ...</c> and, where short
/// messages and calls say less, <c>Short: ...</c>, then a blank line and the body. A text among the data that only the recipient is to know is
/// marked <c>[property: Secret]</c>.
/// </summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IMessageData<TSelf> where TSelf : IMessageData<TSelf>
{
    /// <summary>The template's code, <c>module.what-it-tells</c>.</summary>
    static abstract string Template { get; }

    /// <summary>An example, by which templates are checked and shown to those who write them. Every member has a value.</summary>
    static abstract TSelf Sample { get; }
}

/// <summary>The channels that are always meant by the same word. Others, such as WECHAT, come by configuration.</summary>
public static class Channels
{
    /// <summary>Electronic mail.</summary>
    public const string Mail = "MAIL";

    /// <summary>Short messages.</summary>
    public const string Sms = "SMS";

    /// <summary>A person calls: a task with a record of each call.</summary>
    public const string Phone = "PHONE";
}

/// <summary>Who gets a message.</summary>
/// <param name="Name">The person's name.</param>
/// <param name="Language">The language to write in.</param>
/// <param name="Routes">Where the person can be reached, the first choice first. What this installation has no channel for is left out.</param>
public sealed record Recipient(string Name, Language Language, IReadOnlyList<ContactPoint> Routes);

/// <summary>A way to a person.</summary>
/// <param name="Channel">The channel, for example MAIL.</param>
/// <param name="Address">The address or number in it.</param>
public sealed record ContactPoint(string Channel, string Address);

/// <summary>How a message is sent.</summary>
/// <param name="Key">Names the message among all: of one key there is one message, however often it is asked for.</param>
public sealed record Sending(string Key)
{
    /// <summary>The record that the message is about; the events of its delivery name it.</summary>
    public Guid? AboutId { get; init; }

    /// <summary>The department whose people may see the message.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>The employee who answers for it and may see it.</summary>
    public Guid? ResponsibleId { get; init; }

    /// <summary>Whether it is sent in quiet hours too.</summary>
    public bool Urgent { get; init; }

    /// <summary>What goes with it by mail, at most 20 MiB together. Other channels are told the names only.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
}

/// <summary>A file that goes with a message.</summary>
public sealed record Attachment
{
    /// <summary>How many bytes go with a message at most, all its attachments together.</summary>
    public const int MostBytes = 20 * 1_048_576;

    /// <summary>A file given as bytes, which are kept with the message.</summary>
    /// <param name="name">Its name, with extension.</param>
    /// <param name="mediaType">Its media type, for example application/pdf.</param>
    /// <param name="content">Its bytes.</param>
    public Attachment(string name, string mediaType, byte[] content) => (Name, MediaType, Content) = (name, mediaType, content);

    /// <summary>A file that is kept elsewhere and read when the message is sent.</summary>
    /// <param name="name">Its name, with extension.</param>
    /// <param name="mediaType">Its media type, for example application/pdf.</param>
    /// <param name="reference">Where it is, for the <see cref="IAttachmentSource"/> of its scheme.</param>
    public Attachment(string name, string mediaType, Uri reference) => (Name, MediaType, Reference) = (name, mediaType, reference);

    /// <summary>Its name, with extension.</summary>
    public string Name { get; }

    /// <summary>Its media type.</summary>
    public string MediaType { get; }

    /// <summary>Its bytes; null when it is kept elsewhere.</summary>
#pragma warning disable CA1819 // Handed through unchanged.
    public byte[]? Content { get; }
#pragma warning restore CA1819

    /// <summary>Where it is kept; null when it was given as bytes.</summary>
    public Uri? Reference { get; }
}

/// <summary>Opens files that messages refer to. A module that keeps files provides one for the scheme of its references.</summary>
public interface IAttachmentSource
{
    /// <summary>The scheme of the references, for example <c>suite-file</c>.</summary>
    string Scheme { get; }

    /// <summary>Opens the file. Called when the message is sent, as the suite itself.</summary>
    Task<Stream> Open(Uri reference, CancellationToken ct);
}

/// <summary>Tells in which time zone the company lives. Implemented by the module that keeps the working calendar.</summary>
public interface ICompanyZone
{
    /// <summary>The time zone.</summary>
    Task<TimeZoneInfo> Zone(CancellationToken ct);
}
