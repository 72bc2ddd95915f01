using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Host.Operations;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Files;

/// <summary>Where a file can be fetched for a short time.</summary>
/// <param name="Address">The address, relative to that of the API. Whoever has it can fetch the file, in ranges too.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record Download(string Address, DateTimeOffset ExpiresAt);

internal static class DownloadField
{
    /// <summary>
    /// Where the file can be downloaded by whoever asks; null unless it is stored. PDFs and pictures bear a watermark with level, reader, time and
    /// request. Above INTERNAL what cannot bear one is not given out in this way.
    /// </summary>
    [Field<Upload>]
    public static Task<IReadOnlyDictionary<Guid, Download>> Download(
        IReadOnlyList<Guid> keys, SuiteDbContext db, FileTokens tokens, Caller caller, IOptions<FilesOptions> options, TimeProvider clock, CancellationToken ct) =>
        Addresses(keys, false, db, tokens, caller, options.Value, clock, ct);

    /// <summary>Where the file can be downloaded as it was received, without a watermark; null unless it is stored. It needs a permission of its own, and each download is audited.</summary>
    [Field<Upload>]
    public static Task<IReadOnlyDictionary<Guid, Download>> Original(
        IReadOnlyList<Guid> keys, SuiteDbContext db, FileTokens tokens, Caller caller, IOptions<FilesOptions> options, TimeProvider clock, CancellationToken ct) =>
        caller.May(SuitePermissions.ReadOriginals) ? Addresses(keys, true, db, tokens, caller, options.Value, clock, ct) : throw new ForbiddenException(SuitePermissions.ReadOriginals);

    private static async Task<IReadOnlyDictionary<Guid, Download>> Addresses(
        IReadOnlyList<Guid> keys, bool original, SuiteDbContext db, FileTokens tokens, Caller caller, FilesOptions options, TimeProvider clock, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + options.DownloadTime;
        var stored = await db.Uploads.Where(u => keys.Contains(u.Id) && u.State == UploadState.Stored).Select(u => u.Id).ToListAsync(ct);
        return stored.ToDictionary(id => id, id => new Download(tokens.GetAddress(new(id, caller.UserId!.Value, original), until), until));
    }
}
