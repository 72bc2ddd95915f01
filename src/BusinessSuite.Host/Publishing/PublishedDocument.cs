using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Publishing;

/// <summary>A GraphQL document that an app was published with; clients send its id in place of its text.</summary>
[Readable(SuitePermissions.PublishDocuments), AppendOnly]
internal sealed class PublishedDocument : Entity
{
    /// <summary>The app, for example desk.</summary>
    [Filterable]
    public string App { get; init; } = "";

    /// <summary>The app's version, for example 1.4.0.</summary>
    public string AppVersion { get; init; } = "";

    /// <summary>SHA-256 of the text, 64 hexadecimal digits in lower case; clients send it as sha256:HASH.</summary>
    [Filterable]
    public string Hash { get; init; } = "";

    /// <summary>The text.</summary>
    public string Body { get; init; } = "";

    /// <summary>When it was published.</summary>
    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>Who published it.</summary>
    [Relation<Account>(Inverse = "publishedDocuments", InverseDescription = "The documents that the account published.")]
    public Guid AccountId { get; init; }
}
