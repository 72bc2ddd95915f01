using System.Diagnostics;
using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BusinessSuite.Host.Files;

/// <summary>
/// Scans again what is in quarantine, and lets it out or refuses it once the scanner can tell. A file that it cannot tell of keeps none of the others waiting,
/// and is refused after <see cref="FilesOptions.QuarantineTime"/>.
/// </summary>
[Recurring("suite.rescan-uploads", "*/5 * * * *")]
internal sealed class RescanUploads(SuiteDbContext db, ScopedConnection scoped, StoredFiles files, Receiving receiving, IOptions<FilesOptions> options, ILogger<RescanUploads> log) : IRecurringJob
{
    private const int Batch = 100;

    /// <summary>After so many files in a row that it could not tell of, the scanner is taken to be away.</summary>
    private const int MostFailures = 3;

    // A transaction lasts five minutes at most.
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    public bool More { get; private set; }

    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        await using (var command = new NpgsqlCommand("select set_config('idle_in_transaction_session_timeout', $1, true)", scoped.Connection))
        {
            command.Parameters.Add(new() { Value = $"{Longest.TotalSeconds}s" });
            await command.ExecuteNonQueryAsync(ct);
        }

        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(Longest);
        var start = Stopwatch.GetTimestamp();
        // In another order each time, so that none waits for ever behind those that cannot be scanned.
        var waiting = await db.Uploads.RowsWhere($"state = 'QUARANTINED' order by md5(id::text || {tick.ToUnixTimeSeconds()}::text) limit {Batch}").ToListAsync(ct);
        var (told, failures) = (0, 0);
        foreach (var upload in waiting)
        {
            if (failures == MostFailures || Stopwatch.GetElapsedTime(start) > Enough)
            {
                return;
            }

            try
            {
                if (await Scan(upload, time.Token, ct))
                {
                    upload.Release();
                    (told, failures) = (told + 1, 0);
                    continue;
                }

                failures++;
                if (upload.ReceivedAt < tick - options.Value.QuarantineTime)
                {
                    upload.Refuse(UploadFault.Unscannable, null, tick);
                }
            }
            catch (FileRefusedException e)
            {
                upload.Refuse(e.Fault, e.Detail, tick);
                (told, failures) = (told + 1, 0);
            }
        }

        More = waiting.Count == Batch && told > 0;
    }

    /// <summary>Scans a file.</summary>
    /// <returns>Whether the scanner could tell; not when the file could not be read, or took too long.</returns>
    private async Task<bool> Scan(Upload upload, CancellationToken time, CancellationToken ct)
    {
        try
        {
            await using var content = files.Open(upload);
            return await receiving.Scan(content, time);
        }
        catch (Exception e) when (e is not FileRefusedException && !ct.IsCancellationRequested)
        {
            log.LogWarning(e, "The upload {Upload} could not be scanned", upload.Id);
            return false;
        }
    }
}
