namespace BusinessSuite.Sdk;

/// <summary>
/// Lets a module keep files with its records. The record has a relation to <see cref="UploadRef"/>, and its operation attaches
/// the upload that the client names. From then on the file is kept, and whoever sees the record may download it.
/// </summary>
public interface IUploads
{
    /// <summary>Attaches uploads to the record that the running operation makes. Each upload is attached once.</summary>
    /// <param name="uploads">The uploads, made by the caller himself.</param>
    /// <param name="field">The input that names them, for messages.</param>
    /// <param name="ct">Ends the operation.</param>
    /// <returns>The files in the order named.</returns>
    /// <exception cref="RuleViolation">One is not there, not the caller's, not stored, or attached already.</exception>
    Task<IReadOnlyList<ReceivedFile>> Attach(IReadOnlyList<Id<UploadRef>> uploads, string field, CancellationToken ct);

    /// <summary>
    /// Says how confidential the record is that an upload is attached to. Of a secret one the file is seen by those who see the record, and by
    /// nobody else; each download is logged.
    /// </summary>
    /// <param name="upload">The upload.</param>
    /// <param name="level">The level of the record.</param>
    /// <param name="ct">Ends the operation.</param>
    Task Classify(Guid upload, Confidentiality level, CancellationToken ct);
}

/// <summary>A file as it was received and checked; nothing of it was believed.</summary>
/// <param name="Name">Its name, without path, controls or characters that turn the direction of writing.</param>
/// <param name="MediaType">What its bytes are.</param>
/// <param name="SizeBytes">How many bytes were received.</param>
/// <param name="Sha256">SHA-256 of the bytes received, 64 hexadecimal digits in upper case.</param>
public sealed record ReceivedFile(string Name, string MediaType, long SizeBytes, string Sha256);

/// <summary>Stands for an uploaded file in relations of modules.</summary>
[NodeType("Upload")]
public sealed class UploadRef;
