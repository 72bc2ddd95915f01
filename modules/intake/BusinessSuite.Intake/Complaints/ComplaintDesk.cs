using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Ratings;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Intake.Complaints;

/// <summary>What a customer complains about.</summary>
internal sealed record NewComplaint(ComplaintSubject Subject, string Description, string? RemedySought, string Channel)
{
    public Guid? ContactId { get; init; }

    public Guid? ApplicationId { get; init; }

    public Guid? CausedById { get; init; }

    public Guid? DepartmentId { get; init; }

    public Guid? AboutId { get; init; }
}

/// <summary>A complaint that was received.</summary>
/// <param name="Complaint">The complaint: a new one, or the earlier one that is open again.</param>
/// <param name="TrackingSecret">What the customer follows it with, together with its number. It is shown this once; an earlier one ends.</param>
/// <param name="Repeated">Whether the customer complained about the same before.</param>
internal sealed record ReceivedComplaint(Complaint Complaint, string TrackingSecret, bool Repeated);

/// <summary>Takes complaints, by whichever way they come.</summary>
[Provides]
internal sealed class ComplaintDesk(
    IntakeDbContext db, IUnrestricted unrestricted, INumbering numbering, IWorkCalendar calendar, ComplaintTerms terms, TimeProvider clock, IOptions<FeedbackOptions> options)
{
    /// <summary>
    /// Takes a complaint. When the same customer complained about the same subject, of the same application or in the same department, and that is not over
    /// for long, it is a repeated one: the earlier one opens again if it is closed and about the same application and person, as far as these
    /// are known, and else the new one is linked to it.
    /// </summary>
    /// <param name="said">What the customer complains about.</param>
    /// <param name="by">Who takes it; null when the customer enters it.</param>
    /// <param name="isKnown">Whether it is certain who the customer is. Of a stranger's earlier complaint nothing is opened or told, nor of one that whoever takes this may not know.</param>
    /// <param name="ct">Cancels the work.</param>
    public async Task<ReceivedComplaint> Receive(NewComplaint said, Guid? by, bool isKnown, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var acknowledgeBy = await terms.Acknowledge(now, ct);
        var earlier = await Earlier(said.ContactId, said.ApplicationId, said.DepartmentId, said.AboutId, said.Subject, now, null, ct);
        var complaint = isKnown && earlier is { Status: ComplaintStatus.Closed } && IsSame(earlier, said) ? await db.Complaints.LockedOrNull(earlier.Id, ct) : null;
        if (complaint is not null)
        {
            complaint.Reopen(said, now, acknowledgeBy);
        }
        else
        {
            var number = await numbering.Next("CMP-{yyyy}-{seq:6}", await calendar.Day(now, ct), new Dictionary<string, string>(), ct);
            complaint = db.Add(Complaint.Receive(said, number, now, acknowledgeBy)).Entity;
        }

        if (earlier is not null)
        {
            complaint.Repeats(earlier, now);
        }

        db.Add(new ComplaintEntry(complaint, now, by, said.Description));
        // Who takes it is told of an earlier one that he sees.
        var isRepeated = earlier is not null && await db.Complaints.AnyAsync(c => c.Id == earlier.Id, ct);
        return new(complaint, complaint.GiveSecret(), isRepeated);
    }

    /// <summary>Looks again whether a complaint repeats an earlier one, now that its department is known.</summary>
    public async Task Compare(Complaint complaint, CancellationToken ct)
    {
        if (complaint.RepeatOfId is null
            && await Earlier(complaint.ContactId, complaint.ApplicationId, complaint.DepartmentId, complaint.AboutId, complaint.Subject, complaint.ReceivedAt, complaint.Id, ct) is { } earlier)
        {
            complaint.Repeats(earlier, clock.GetUtcNow());
        }
    }

    /// <summary>Takes a rating, and what follows from it: a low one opens a complaint, contests the response to the one after which the customer was asked again, or opens that one again once it is closed.</summary>
    /// <returns>The complaint that it opened, with the secret for the customer who rates it himself.</returns>
    public async Task<ReceivedComplaint?> Rate(Rating rating, int score, string? opinion, Guid? by, CancellationToken ct)
    {
        // What is said to a secret complaint is kept with it only.
        var now = clock.GetUtcNow();
        rating.Rate(score, await IsSecret(rating.ComplaintId, ct) ? null : opinion, now, by);
        var isLow = score <= options.Value.UnsatisfiedUpTo;
        var said = opinion is null ? $"{score}/5" : $"{score}/5: {opinion}";
        if (rating.ComplaintId is { } id)
        {
            var (goOnBy, acknowledgeBy) = (await terms.Assess(now, ct), await terms.Acknowledge(now, ct));
            ReceivedComplaint? opened = null;
            await Note(id, by, said, ct, complaint =>
            {
                if (isLow && complaint.Status == ComplaintStatus.Closed)
                {
                    complaint.Reopen(new(complaint.Subject, said, null, "RATING") { CausedById = rating.Id }, now, acknowledgeBy);
                    complaint.Repeats(complaint, now);
                    // Who hears it from the customer has nobody to give a new secret to; the customer's own stays good.
                    opened = by is null ? new(complaint, complaint.GiveSecret(), Repeated: true) : null;
                }
                else if (isLow && complaint.Status is ComplaintStatus.Responded or ComplaintStatus.Accepted)
                {
                    complaint.Contest(now, goOnBy);
                }
                else if (!isLow && complaint.Status == ComplaintStatus.Responded)
                {
                    complaint.Accept();
                }
            });
            return opened;
        }

        if (!isLow)
        {
            return null;
        }

        var application = await db.Applications.FirstAsync(a => a.Id == rating.ApplicationId, ct);
        return await Receive(
            new(ComplaintSubject.LowRating, said, null, "RATING")
            {
                ContactId = rating.ContactId,
                ApplicationId = application.Id,
                CausedById = rating.Id,
                DepartmentId = application.DepartmentId,
                AboutId = application.ResponsibleId,
            },
            by, isKnown: true, ct);
    }

    /// <summary>
    /// Notes something about a complaint for those who need not see it, however confidential it is: the customer, whose own it is, and whoever
    /// corrects something because of it.
    /// </summary>
    /// <param name="id">The complaint.</param>
    /// <param name="by">Who notes it; null when the customer enters it.</param>
    /// <param name="said">What is noted.</param>
    /// <param name="ct">Cancels the work.</param>
    /// <param name="step">What follows from it.</param>
    public Task<Complaint> Note(Guid id, Guid? by, string said, CancellationToken ct, Action<Complaint>? step = null) => unrestricted.Read(
        async () =>
        {
            var complaint = await db.Complaints.Locked(id, ct);
            step?.Invoke(complaint);
            db.Add(new ComplaintEntry(complaint, clock.GetUtcNow(), by, said));
            await db.SaveChangesAsync(ct);
            return complaint;
        },
        ct);

    /// <summary>Lets all that belongs to a complaint follow its level.</summary>
    public Task Reclassify(Complaint complaint, Guid? by, string note, CancellationToken ct) => unrestricted.Read(
        async () =>
        {
            foreach (var rectification in await db.Rectifications.Where(r => r.ComplaintId == complaint.Id).ToListAsync(ct))
            {
                rectification.Classify(complaint.Level);
            }

            db.Add(new ComplaintEntry(complaint, clock.GetUtcNow(), by, note));
            return await db.SaveChangesAsync(ct);
        },
        ct);

    private async Task<bool> IsSecret(Guid? complaint, CancellationToken ct) =>
        complaint is not null && await unrestricted.Read(() => db.Complaints.AnyAsync(c => c.Id == complaint && (c.Level == Confidentiality.Secret || c.Level == Confidentiality.Core), ct), ct);

    /// <summary>The complaint that was open, or closed not long before, as another one of the same person came.</summary>
    private async Task<Complaint?> Earlier(
        Guid? contact, Guid? application, Guid? department, Guid? about, ComplaintSubject subject, DateTimeOffset at, Guid? than, CancellationToken ct)
    {
        if (contact is null || (application ?? department) is null)
        {
            return null;
        }

        var since = at.AddDays(-options.Value.RepeatedWithin);
        var person = await db.SamePerson(contact, ct);
        return await unrestricted.Read(
            () => db.Complaints.AsNoTracking()
                .Where(c => c.ContactId != null && person.Contains(c.ContactId.Value) && c.Subject == subject)
                // Which department answers may have changed since; the application does not.
                .Where(c => (application != null && c.ApplicationId == application) || (department != null && c.DepartmentId == department))
                .Where(c => c.Id != than && c.ReceivedAt <= at && (c.ClosedAt == null || c.ClosedAt >= since))
                .OrderByDescending(c => (application == null || c.ApplicationId == null || c.ApplicationId == application) && (about == null || c.AboutId == null || c.AboutId == about))
                .ThenByDescending(c => c.OpenedAt).FirstOrDefaultAsync(ct),
            ct);
    }

    /// <summary>Whether the earlier complaint is about the same application and the same person, as far as these are known.</summary>
    private static bool IsSame(Complaint earlier, NewComplaint said)
    {
        static bool Fits(Guid? one, Guid? other) => one is null || other is null || one == other;
        return Fits(earlier.ApplicationId, said.ApplicationId) && Fits(earlier.AboutId, said.AboutId);
    }
}
