using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Inquiries;

/// <summary>What reminds an employee of an answer that was promised.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="PromisedAt">Until when the answer is promised.</param>
internal sealed record PromiseDue(string Question, DateTimeOffset PromisedAt) : IMessageData<PromiseDue>
{
    public static string Template => "intake.promise-due";

    public static PromiseDue Sample { get; } = new("Which papers do I need?", new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero));
}

/// <summary>Reminds whoever promised an answer, or is there in his place, once for each promise, two working hours before it is due: a promise is to be kept.</summary>
[Recurring("intake.remind-promises", "*/5 * * * *")]
internal sealed class RemindOfPromises(IntakeDbContext db, IWorkCalendar calendar, IColleagues colleagues, TimeProvider clock) : IRecurringJob
{
    private const int Batch = 200;

    private static readonly TimeSpan Ahead = TimeSpan.FromHours(2);

    /// <summary>How long after a promise was broken there is still a reminder of it.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromDays(1);

    public bool More { get; private set; }

    public async Task Run(DateTimeOffset tick, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (since, until) = (now - Late, await calendar.Deadline(now, Ahead, ct));
        var due = await (
            from inquiry in db.Inquiries
            where inquiry.AnsweredAt == null
            let promise = db.Promises.Where(p => p.InquiryId == inquiry.Id).OrderByDescending(p => p.Ordinal).First()
            where promise.Ordinal > inquiry.RemindedOf && promise.PromisedAt > since && promise.PromisedAt <= until
            orderby promise.PromisedAt
            select new { inquiry.Id, promise.Ordinal, promise.PromisedAt }).Take(Batch).ToListAsync(ct);
        foreach (var one in due)
        {
            // Who answers or promises anew at this moment has done so first.
            var inquiry = await db.Inquiries.Locked(one.Id, ct);
            if (inquiry.AnsweredAt is null && !await db.Promises.AnyAsync(p => p.InquiryId == one.Id && p.Ordinal > one.Ordinal, ct) && inquiry.Remind(one.Ordinal))
            {
                await colleagues.TellWhoIsThere(
                    inquiry.ResponsibleId, new PromiseDue(inquiry.Question, one.PromisedAt), new($"{PromiseDue.Template}:{inquiry.Id}:{one.Ordinal}") { AboutId = inquiry.Id }, ct);
            }
        }

        More = due.Count == Batch;
    }
}
