using BusinessSuite.Intake.Applications;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Progress;

/// <summary>What the applicant may know of an application.</summary>
/// <param name="Number">The number; null before acceptance.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="NextStep">What comes next, in the language asked for.</param>
/// <param name="AnswerBy">Until when it is answered while it is under review; without an answer it counts as accepted. Null afterwards.</param>
/// <param name="PromisedEnd">When it is promised to end; null before acceptance, and while the time stands still.</param>
/// <param name="Steps">The steps so far.</param>
/// <param name="Receipts">The receipts for the materials handed in.</param>
internal sealed record Tracking(
    string? Number, ApplicationStatus Stage, string NextStep, DateTimeOffset? AnswerBy, DateTimeOffset? PromisedEnd, IReadOnlyList<TrackingStep> Steps, IReadOnlyList<TrackedReceipt> Receipts);

/// <summary>A step of an application's way.</summary>
/// <param name="At">When.</param>
/// <param name="Text">What happened, in the language asked for.</param>
internal sealed record TrackingStep(DateTimeOffset At, string Text);

/// <summary>A receipt for materials handed in.</summary>
/// <param name="Number">Its number.</param>
/// <param name="IssuedAt">When it was handed out.</param>
/// <param name="Materials">What it lists.</param>
internal sealed record TrackedReceipt(string Number, DateTimeOffset IssuedAt, IReadOnlyList<TrackedMaterial> Materials);

/// <summary>A material that a receipt lists.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="Sha256">SHA-256 of the content, 64 hexadecimal digits.</param>
internal sealed record TrackedMaterial(string Name, int Pages, string Sha256);

internal static class TrackApplicationQuery
{
    /// <summary>Where an application stands, for the applicant: by its number, or by its id as long as it has none, and the secret given at receipt; null when they do not fit. It names no staff. After ten wrong guesses it answers TOO_MANY_ATTEMPTS for 15 minutes.</summary>
    /// <param name="secret">The secret given at receipt.</param>
    /// <param name="number">The application's number.</param>
    /// <param name="applicationId">The application's id, given at receipt.</param>
    [Query, Anonymous]
    public static async Task<Tracking?> TrackApplication(
        string secret, IntakeDbContext db, TrackedApplications tracked, IWorkCalendar calendar, IUnrestricted unrestricted, Caller caller, CancellationToken ct, string? number = null, Id<Application>? applicationId = null)
    {
        if (await tracked.Find(number, applicationId?.Value, secret, ct) is not { } application)
        {
            return null;
        }

        var steps = await db.ProgressEntries.AsNoTracking().Where(p => p.ApplicationId == application.Id).OrderBy(p => p.At).ThenBy(p => p.Id).ToListAsync(ct);
        // What the applicant handed in is no secret to the applicant.
        var receipts = await unrestricted.Read(() => db.MaterialReceipts.AsNoTracking().Where(r => r.ApplicationId == application.Id).OrderBy(r => r.IssuedAt).ThenBy(r => r.Id)
            .Select(r => new TrackedReceipt(
                r.Number, r.IssuedAt, db.FiledMaterials.Where(m => m.ReceiptId == r.Id).OrderBy(m => m.Id).Select(m => new TrackedMaterial(m.Name, m.Pages, m.Sha256)).ToList()))
            .ToListAsync(ct), ct);
        var next = application.Status switch
        {
            ApplicationStatus.Received => new Text("The materials are being reviewed.", "材料审核中。"),
            ApplicationStatus.SupplementRequested => new("Please supply what the notice lists.", "请按通知补正材料。"),
            ApplicationStatus.Accepted => new("It is being worked on.", "办理中。"),
            _ => new("It has ended.", "已结束。"),
        };
        var term = await db.TermsOfReviews().FirstOrDefaultAsync(t => t.ApplicationId == application.Id, ct);
        return new(
            application.Number, application.Status, next.In(caller.Language), term is null ? null : await term.End(calendar, ct), application.PlannedEndAt,
            [.. steps.Select(s => new TrackingStep(s.At, new Text(s.TextEn, s.TextZh).In(caller.Language)))], receipts);
    }
}
