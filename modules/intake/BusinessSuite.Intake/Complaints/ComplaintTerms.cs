using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Intake.Complaints;

/// <summary>Until when what is due next on a complaint must be done, by the working calendar.</summary>
[Provides]
internal sealed class ComplaintTerms(IWorkCalendar calendar, IOptions<FeedbackOptions> options)
{
    /// <summary>The acknowledgement of a complaint that comes in.</summary>
    public Task<DateTimeOffset> Acknowledge(DateTimeOffset since, CancellationToken ct) => calendar.DeadlineInDays(since, options.Value.AcknowledgeWithin, ct);

    /// <summary>The assessment, after the acknowledgement; and whatever comes next after the customer contested.</summary>
    public Task<DateTimeOffset> Assess(DateTimeOffset since, CancellationToken ct) => calendar.DeadlineInDays(since, options.Value.AssessWithin, ct);

    /// <summary>The answer of a department that it is forwarded to.</summary>
    public Task<DateTimeOffset> Answer(DateTimeOffset since, CancellationToken ct) => calendar.DeadlineInDays(since, options.Value.AnswerWithin, ct);

    /// <summary>The response to the customer.</summary>
    public Task<DateTimeOffset> Respond(DateTimeOffset since, CancellationToken ct) => calendar.DeadlineInDays(since, options.Value.RespondWithin, ct);

    /// <summary>The customer's reply to it.</summary>
    public Task<DateTimeOffset> Reply(DateTimeOffset since, CancellationToken ct) => calendar.DeadlineInDays(since, options.Value.ReplyWithin, ct);
}
