using BusinessSuite.Host.Data;
using BusinessSuite.Host.Files.Checks;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Files;

/// <summary>An upload that waits for its bytes.</summary>
/// <param name="Upload">The upload.</param>
/// <param name="PutAddress">Where to send the bytes by PUT, relative to the address of the API. Whoever has it can send them, once.</param>
/// <param name="ExpiresAt">Until when sending can begin.</param>
internal sealed record CreatedUpload(Upload Upload, string PutAddress, DateTimeOffset ExpiresAt);

internal static class CreateUploadOperation
{
    /// <summary>Announces a file and gives a signed address for its bytes. What is announced is checked when they come.</summary>
    /// <param name="name">The name of the file, without path, 1 to 200 characters.</param>
    /// <param name="mediaType">Its media type, for example application/pdf.</param>
    /// <param name="sizeBytes">How many bytes it has.</param>
    /// <param name="sha256">The SHA-256 that it must have, 64 hexadecimal digits; the one received is noted in any case.</param>
    [Mutation, Requires(SuitePermissions.CreateUploads)]
    public static async Task<CreatedUpload> CreateUpload(
        string name, string mediaType, long sizeBytes, SuiteDbContext db, Caller caller, ILocks locks, FileTokens tokens, IOptions<FilesOptions> options, TimeProvider clock,
        CancellationToken ct, string? sha256 = null)
    {
        var limits = options.Value;
        var normal = FileName.Normalize(name);
        if (FileKind.Of(mediaType) is not { } kind || !limits.Types.Contains(kind.MediaType))
        {
            throw new RuleViolation(UploadRules.Type, FileName.Shown(mediaType, 100), string.Join(", ", limits.Types)) { Field = ["mediaType"] };
        }

        if (!kind.Extensions.Contains(FileName.Extension(normal)))
        {
            throw new RuleViolation(UploadRules.Extension, kind.MediaType, string.Join(", ", kind.Extensions)) { Field = ["name"] };
        }

        if (sizeBytes < 1 || sizeBytes > limits.MaxBytes)
        {
            throw new RuleViolation(UploadRules.Size, limits.MaxBytes) { Field = ["sizeBytes"] };
        }

        if (sha256 is not null && (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigit)))
        {
            throw new RuleViolation(UploadRules.Hash) { Field = ["sha256"] };
        }

        var account = caller.UserId!.Value;
        await locks.Take($"uploads {account}", ct);
        var unattached = await db.Uploads.CountAsync(
            u => u.AccountId == account && u.AttachedAt == null && (u.State == UploadState.Pending || u.State == UploadState.Stored || u.State == UploadState.Quarantined), ct);
        if (unattached >= limits.MaxUnattached)
        {
            throw new RuleViolation(UploadRules.TooMany, unattached);
        }

        var now = clock.GetUtcNow();
        var until = now + limits.UploadTime;
        var upload = new Upload(account, normal, kind.MediaType, sizeBytes, sha256?.ToUpperInvariant(), now, until);
        db.Add(upload);
        return new(upload, tokens.PutAddress(upload.Id, until), until);
    }
}
