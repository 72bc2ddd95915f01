using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Files;

/// <summary>What became of an upload.</summary>
public enum UploadState
{
    /// <summary>Waits for its bytes.</summary>
    Pending,

    /// <summary>Received, checked and kept.</summary>
    Stored,

    /// <summary>Received and found unfit; nothing of it is kept.</summary>
    Refused,

    /// <summary>Received and kept apart until the malware scanner can tell; it cannot be downloaded or attached.</summary>
    Quarantined,

    /// <summary>Not sent, or not attached to a record, in time; nothing of it is kept.</summary>
    Expired,
}

/// <summary>A file that a client sends: announced, received under a signed address, checked, and attached to a record of a module.</summary>
[Readable(SuitePermissions.ReadUploads), Rows(Account = nameof(AccountId), Related = true), ConfidentialRows(nameof(Level))]
internal sealed class Upload : Entity
{
    /// <summary>What an upload goes through.</summary>
    public static readonly StateMachine<Upload, UploadState> Lifecycle = new StateMachine<Upload, UploadState>(u => u.State, UploadState.Pending)
        .Step(UploadState.Pending, "Receive", UploadState.Stored)
        .Step(UploadState.Pending, "Refuse", UploadState.Refused)
        .Step(UploadState.Pending, "Quarantine", UploadState.Quarantined)
        .Step(UploadState.Pending, "Expire", UploadState.Expired)
        .Step(UploadState.Quarantined, "Receive", UploadState.Stored)
        .Step(UploadState.Quarantined, "Refuse", UploadState.Refused)
        .Step(UploadState.Stored, "Expire", UploadState.Expired);

    private Upload()
    {
    }

    public Upload(Guid account, string name, string mediaType, long size, string? sha256, DateTimeOffset at, DateTimeOffset until) =>
        (AccountId, Name, MediaType, SizeBytes, ExpectedSha256, CreatedAt, ExpiresAt) = (account, name, mediaType, size, sha256, at, until);

    /// <summary>Who sends it.</summary>
    [Relation<Account>(Inverse = "uploads", InverseDescription = "The files that the account uploaded.")]
    public Guid AccountId { get; private set; }

    /// <summary>The name of the file, without path.</summary>
    [Sortable]
    public string Name { get; private set; } = "";

    /// <summary>How confidential it is: as the record is that it is attached to.</summary>
    public Confidentiality Level { get; private set; } = Confidentiality.Internal;

    /// <summary>The media type, as announced and, once stored, as the bytes are.</summary>
    [Filterable]
    public string MediaType { get; private set; } = "";

    /// <summary>How many bytes, as announced and, once stored, as received.</summary>
    public long SizeBytes { get; private set; }

    /// <summary>The SHA-256 that the client announced, 64 hexadecimal digits in upper case.</summary>
    public string? ExpectedSha256 { get; private set; }

    /// <summary>SHA-256 of the bytes received, 64 hexadecimal digits in upper case; null unless they are kept.</summary>
    [Filterable, WriteOnce]
    public string? Sha256 { get; private set; }

    /// <summary>What became of it.</summary>
    [Filterable]
    public UploadState State { get; private set; }

    /// <summary>Why it was refused or is in quarantine.</summary>
    [Filterable]
    public UploadFault? Fault { get; private set; }

    /// <summary>What exactly was at fault, for example an entry of an archive.</summary>
    public string? FaultDetail { get; private set; }

    /// <summary>When it was announced.</summary>
    [Sortable]
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Until when its bytes can begin to be sent.</summary>
    [Filterable]
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When its bytes were received.</summary>
    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>When it was attached to a record; one that never is expires.</summary>
    [WriteOnce]
    public DateTimeOffset? AttachedAt { get; private set; }

    /// <summary>The name under which the store keeps it.</summary>
    [Hidden, WriteOnce]
    public string? StoredAs { get; private set; }

    /// <summary>Notes that the bytes were received: kept, for use or in quarantine.</summary>
    public void Receive(string mediaType, string sha256, string storedAs, UploadFault? quarantine, DateTimeOffset at)
    {
        State = Lifecycle.Next(State, quarantine is null ? "Receive" : "Quarantine");
        (MediaType, Sha256, StoredAs, Fault, ReceivedAt) = (mediaType, sha256, storedAs, quarantine, at);
    }

    /// <summary>Lets it out of quarantine.</summary>
    public void Release()
    {
        State = Lifecycle.Next(State, "Receive");
        Fault = null;
    }

    /// <summary>Refuses it.</summary>
    public void Refuse(UploadFault fault, string? detail, DateTimeOffset at)
    {
        State = Lifecycle.Next(State, "Refuse");
        (Fault, FaultDetail) = (fault, detail);
        ReceivedAt ??= at;
    }

    /// <summary>Gives it up.</summary>
    public void Expire() => State = Lifecycle.Next(State, "Expire");

    /// <summary>Follows the record that it is attached to.</summary>
    public void Classify(Confidentiality level) => Level = level;

    /// <summary>Takes it into a record.</summary>
    /// <exception cref="RuleViolation">It is not stored, or belongs to a record already.</exception>
    public ReceivedFile Attach(DateTimeOffset at)
    {
        if (State != UploadState.Stored)
        {
            throw new RuleViolation(UploadRules.NotStored, UpperSnake.Of(State));
        }

        AttachedAt = AttachedAt is null ? at : throw new RuleViolation(UploadRules.Attached);
        return new(Name, MediaType, SizeBytes, Sha256!);
    }
}
