using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Publishing;

/// <summary>A GraphQL document that an app was published with; clients send its id in place of its text.</summary>
[Readable(SuitePermissions.PublishDocuments)]
internal sealed class PublishedDocument : Entity
{
    /// <summary>The app, for example desk.</summary>
    [Filterable, WriteOnce]
    public string App { get; init; } = "";

    /// <summary>The app's version, for example 1.4.0.</summary>
    [Filterable, WriteOnce]
    public string AppVersion { get; init; } = "";

    /// <summary>SHA-256 of the text, 64 hexadecimal digits in lower case; clients send it as sha256:HASH.</summary>
    [Filterable, WriteOnce]
    public string Hash { get; init; } = "";

    /// <summary>The text.</summary>
    [WriteOnce]
    public string Body { get; init; } = "";

    /// <summary>When it was published.</summary>
    [WriteOnce]
    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>When the app's version was withdrawn: it is not answered by its id any more, unless another version has it too. Null while it is in use.</summary>
    [Filterable]
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Who published it.</summary>
    [Relation<Account>(Inverse = "publishedDocuments", InverseDescription = "The documents that the account published.")]
    [WriteOnce]
    public Guid AccountId { get; init; }
}
