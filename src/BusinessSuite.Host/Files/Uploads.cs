using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Files;

/// <inheritdoc/>
[Provides]
internal sealed class Uploads(SuiteDbContext db, IUnrestricted unrestricted, TimeProvider clock) : IUploads
{
    public async Task<IReadOnlyList<ReceivedFile>> Attach(IReadOnlyList<Id<UploadRef>> uploads, string field, CancellationToken ct)
    {
        var ids = uploads.Select(u => u.Value).ToArray();
        // Only one's own: whoever may see all uploads must not take another's into a record.
        var own = await db.Uploads.RowsWhere($"id = any({ids}) and account_id = suite.caller_user() order by id for update").ToDictionaryAsync(u => u.Id, ct);
        var files = new List<ReceivedFile>();
        for (var i = 0; i < ids.Length; i++)
        {
            try
            {
                files.Add((own.GetValueOrDefault(ids[i]) ?? throw new RuleViolation(PlatformRules.NotFound)).Attach(clock.GetUtcNow()));
            }
            catch (RuleViolation e)
            {
                throw new RuleViolation(e.Rule, [.. e.Arguments]) { Field = [field], ElementIndex = i };
            }
        }

        return files;
    }

    // Whoever raises a level may be one who then sees the file no more.
    public Task Classify(Guid upload, Confidentiality level, CancellationToken ct) => unrestricted.Read(
        async () =>
        {
            (await db.Uploads.Locked(upload, ct)).Classify(level);
            return await db.SaveChangesAsync(ct);
        },
        ct);
}
