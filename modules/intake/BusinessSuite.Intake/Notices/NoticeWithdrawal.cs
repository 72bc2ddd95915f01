using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Notices;

/// <summary>Takes back what a customer need not be told any more.</summary>
internal static class NoticeWithdrawal
{
    /// <summary>Takes back those of the notices that have not arrived: their messages, and the calls.</summary>
    public static async Task Withdraw<T>(this IMessages messages, IQueryable<T> notices, CancellationToken ct) where T : Notice
    {
        foreach (var message in await notices.Where(n => n.Status == NoticeStatus.Pending).Select(n => n.MessageId).ToListAsync(ct))
        {
            await messages.Withdraw(message!.Value, ct);
        }
    }
}
