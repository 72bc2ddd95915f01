using BusinessSuite.Intake.Applications;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Progress;

/// <summary>What the applicant may know of an application.</summary>
/// <param name="Number">The number; null before acceptance.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="NextStep">What comes next, in the language asked for.</param>
/// <param name="PromisedEnd">When it is promised to end.</param>
/// <param name="Steps">The steps so far.</param>
internal sealed record Tracking(string? Number, ApplicationStatus Stage, string NextStep, DateTimeOffset? PromisedEnd, IReadOnlyList<TrackingStep> Steps);

/// <summary>A step of an application's way.</summary>
/// <param name="At">When.</param>
/// <param name="Text">What happened, in the language asked for.</param>
internal sealed record TrackingStep(DateTimeOffset At, string Text);

internal static class TrackApplicationQuery
{
    /// <summary>Where an application stands, for the applicant: by its number, or by its id as long as it has none, and the secret given at receipt; null when they do not fit. It names no staff. After ten wrong guesses it answers TOO_MANY_ATTEMPTS for 15 minutes.</summary>
    /// <param name="secret">The secret given at receipt.</param>
    /// <param name="number">The application's number.</param>
    /// <param name="applicationId">The application's id, given at receipt.</param>
    [Query, Anonymous]
    public static async Task<Tracking?> TrackApplication(
        string secret, IntakeDbContext db, TrackedApplications tracked, Caller caller, CancellationToken ct, string? number = null, Id<Application>? applicationId = null)
    {
        if (await tracked.Find(number, applicationId?.Value, secret, ct) is not { } application)
        {
            return null;
        }

        var steps = await db.ProgressEntries.AsNoTracking().Where(p => p.ApplicationId == application.Id).OrderBy(p => p.At).ThenBy(p => p.Id).ToListAsync(ct);
        var next = application.Status switch
        {
            ApplicationStatus.Received => new Text("The materials are being reviewed.", "材料审核中。"),
            ApplicationStatus.SupplementRequested => new("Please supply what the notice lists.", "请按通知补正材料。"),
            ApplicationStatus.Accepted => new("It is being worked on.", "办理中。"),
            _ => new("It has ended.", "已结束。"),
        };
        return new(
            application.Number, application.Status, next.In(caller.Language), application.PlannedEndAt,
            [.. steps.Select(s => new TrackingStep(s.At, new Text(s.TextEn, s.TextZh).In(caller.Language)))]);
    }
}
