using System.Diagnostics;
using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Audit;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Host.Work;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Files;

/// <summary>Gives files out: to whom may see them still, and noted before the first byte leaves.</summary>
internal sealed class Downloads(UnitOfWork work, CallerResolver callers, TimeProvider clock)
{
    /// <summary>The file that an address was given out for, and what a copy of it bears.</summary>
    /// <returns>Null when it is not stored, or whoever was given the address may not see it any more.</returns>
    public async Task<Taken?> Take(FileToken token, CancellationToken ct)
    {
        if (await callers.Of(token.Account, ct) is not { } reader || !reader.May(SuitePermissions.ReadUploads) || (token.Original && !reader.May(SuitePermissions.ReadOriginals)))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        // An original is audited as an operation of the reader; of anything else the suite itself notes what it must.
        var (who, inputs) = token.Original ? (reader, AuditTrail.Shown([("uploadId", token.Upload, false)])) : (new Caller { IsSystem = true, UserId = token.Account }, null);
        return await work.Run(
            new WorkOrder(token.Original ? "downloadOriginal" : "download", "suite", who, Scope.All, Inputs: inputs),
            async scope =>
            {
                var db = scope.Services.GetRequiredService<SuiteDbContext>();
                await scope.Become(CallerSetting.Reader(reader), ct);
                var upload = await db.Uploads.AsNoTracking().FirstOrDefaultAsync(u => u.Id == token.Upload && u.State == UploadState.Stored, ct);
                if (upload is null)
                {
                    return null;
                }

                await scope.Become(CallerSetting.System(token.Account), ct);
                if (upload.Level > Confidentiality.Internal)
                {
                    db.Add(new ConfidentialRead
                    {
                        At = now,
                        AccountId = token.Account,
                        RecordType = nameof(Upload),
                        RecordId = upload.Id,
                        Level = upload.Level,
                        Fields = [token.Original ? "original" : "download"],
                        RequestId = Activity.Current?.TraceId.ToString(),
                    });
                    await db.SaveChangesAsync(ct);
                }

                await scope.Finish(ct);
                return new Taken(upload, Watermark.For(reader, upload.Level, now));
            },
            ct);
    }
}

/// <summary>A file that is given out.</summary>
/// <param name="Upload">The file.</param>
/// <param name="Mark">What a copy of it bears.</param>
internal sealed record Taken(Upload Upload, Watermark Mark);
