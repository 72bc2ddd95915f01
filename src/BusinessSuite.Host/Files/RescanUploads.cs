using System.Diagnostics;
using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BusinessSuite.Host.Files;

/// <summary>Scans again what is in quarantine, and lets it out or refuses it once the scanner can tell.</summary>
[Recurring("suite.rescan-uploads", "*/5 * * * *")]
internal sealed class RescanUploads(SuiteDbContext db, ScopedConnection scoped, StoredFiles files, Receiving receiving) : IRecurringJob
{
    private const int Batch = 100;

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
        var waiting = await db.Uploads.Where(u => u.State == UploadState.Quarantined).OrderBy(u => u.Id).Take(Batch).ToListAsync(ct);
        foreach (var upload in waiting)
        {
            if (Stopwatch.GetElapsedTime(start) > Enough)
            {
                return;
            }

            try
            {
                await using var content = files.Open(upload);
                if (!await receiving.Scan(content, time.Token))
                {
                    return;
                }

                upload.Release();
            }
            catch (FileRefusedException e)
            {
                upload.Refuse(e.Fault, e.Detail, tick);
            }
        }

        More = waiting.Count == Batch;
    }
}
