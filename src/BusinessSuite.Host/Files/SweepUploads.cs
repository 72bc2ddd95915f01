using BusinessSuite.Host.Data;
using BusinessSuite.Host.Files.Storage;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Files;

/// <summary>Gives up uploads that were not sent or not attached in time, and removes every file that no upload holds.</summary>
[Recurring("suite.sweep-uploads", "*/10 * * * *")]
internal sealed class SweepUploads(SuiteDbContext db, ScopedConnection scoped, StoredFiles files, Incoming incoming, IOptions<FilesOptions> options) : IRecurringJob
{
    // The longest that bytes that began to come in time may take until they are noted.
    private static readonly TimeSpan Transfer = TimeSpan.FromHours(6);
    private const int Batch = 500;

    public bool More { get; private set; }

    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var unsent = tick - Transfer;
        var unattached = tick - options.Value.UnattachedTime;
        // Files go at the earliest one tick after their uploads expired: by then that is committed.
        await files.Sweep(scoped.Connection, unsent, ct);
        incoming.Sweep(unsent);
        var over = await db.Uploads
            .Where(u => u.AttachedAt == null && ((u.State == UploadState.Pending && u.ExpiresAt < unsent) || (u.State == UploadState.Stored && u.ReceivedAt < unattached)))
            .OrderBy(u => u.Id).Take(Batch).ToListAsync(ct);
        over.ForEach(u => u.Expire());
        More = over.Count == Batch;
    }
}
