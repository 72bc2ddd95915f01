using BusinessSuite.Host.Data;
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
    /// <summary>Where the file can be downloaded; null unless it is stored.</summary>
    [Field<Upload>]
    public static async Task<IReadOnlyDictionary<Guid, Download>> Download(
        IReadOnlyList<Guid> keys, SuiteDbContext db, FileTokens tokens, IOptions<FilesOptions> options, TimeProvider clock, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + options.Value.DownloadTime;
        var stored = await db.Uploads.Where(u => keys.Contains(u.Id) && u.State == UploadState.Stored).Select(u => u.Id).ToListAsync(ct);
        return stored.ToDictionary(id => id, id => new Download(tokens.GetAddress(id, until), until));
    }
}
