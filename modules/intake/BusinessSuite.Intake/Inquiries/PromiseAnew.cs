using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Inquiries;

internal static class PromiseAnewOperation
{
    /// <summary>Promises another time. The first promise stays, and whether it was kept is measured by it.</summary>
    /// <param name="promisedAt">Until when the answer is promised now.</param>
    /// <param name="reason">Why the promise before does not hold.</param>
    [Mutation, Requires(Permissions.RecordInquiries)]
    public static async Task<Promise> PromiseAnew(Inquiry inquiry, DateTimeOffset promisedAt, string reason, IntakeDbContext db, TimeProvider clock, CancellationToken ct)
    {
        if (inquiry.AnsweredAt is not null || inquiry.Handling != InquiryHandling.Promised)
        {
            throw new RuleViolation(InquiryRules.Answered);
        }

        var now = clock.GetUtcNow();
        return string.IsNullOrWhiteSpace(reason)
            ? throw new RuleViolation(InquiryRules.NoReason) { Field = ["reason"] }
            : promisedAt <= now
            ? throw new RuleViolation(InquiryRules.Incomplete) { Field = ["promisedAt"] }
            : new() { InquiryId = inquiry.Id, PromisedById = inquiry.ResponsibleId, Ordinal = await db.Promises.CountAsync(p => p.InquiryId == inquiry.Id, ct) + 1, PromisedAt = promisedAt, MadeAt = now, Reason = reason };
    }
}
