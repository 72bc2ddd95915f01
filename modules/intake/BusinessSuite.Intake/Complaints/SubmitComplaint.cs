using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Progress;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Intake.Complaints;

/// <summary>A complaint that was entered.</summary>
/// <param name="Number">Its number.</param>
/// <param name="TrackingSecret">What it is followed with, together with its number. It is shown this once.</param>
/// <param name="AcknowledgeBy">Until when its receipt is acknowledged.</param>
internal sealed record SubmittedComplaint(string Number, string TrackingSecret, DateTimeOffset AcknowledgeBy);

internal static class SubmitComplaintOperation
{
    /// <summary>Complains without an account: by name when a phone number, an e-mail address or the secret of an application is given, anonymously otherwise. A contact that is known is never changed by it: what does not fit one wholly makes a new one, or stays among the entries of the complaint. Who proves by that secret to be its applicant, and complained about the same within 90 days, the same application and person, opens the earlier complaint again. After ten from one network it answers TOO_MANY_ATTEMPTS for 15 minutes.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="description">What happened; at most 5000 characters.</param>
    /// <param name="remedySought">What is asked for; at most 5000 characters.</param>
    /// <param name="name">The name.</param>
    /// <param name="phone">The phone number.</param>
    /// <param name="email">The e-mail address.</param>
    /// <param name="applicationNumber">The number of the application that it is about.</param>
    /// <param name="applicationSecret">The secret of that application.</param>
    [Mutation, Anonymous]
    public static async Task<SubmittedComplaint> SubmitComplaint(
        ComplaintSubject subject, [Secret] string description, [Secret] string remedySought, IntakeDbContext db, ComplaintDesk desk,
        TrackedApplications tracked, IAttempts attempts, ILocks locks, IOptions<ContactOptions> contacts, CancellationToken ct,
        string? name = null, string? phone = null, string? email = null, string? applicationNumber = null, [Secret] string? applicationSecret = null)
    {
        await attempts.Count("intake.complaint", null, ct);
        var application = applicationNumber is null
            ? null
            : await tracked.Find(applicationNumber, null, applicationSecret ?? "", ct) ?? throw new RuleViolation(PlatformRules.NotFound) { Field = ["applicationSecret"] };
        var (region, applicants) = (contacts.Value.Region, application is null ? [] : await db.SamePerson(application.ApplicantId, ct));
        var isNamed = !string.IsNullOrWhiteSpace(phone) || !string.IsNullOrWhiteSpace(email);
        var (contact, isWhole) = isNamed ? await db.Introduce(locks, new(ComplaintRules.Require(name, "name")!, phone, email, region), region, applicants, ct) : (null, true);

        // A phone number that somebody typed does not prove who he is; the secret of an application does.
        var isApplicant = application is not null && (!isNamed || (contact is not null && applicants.Contains(contact.Id)));
        var received = await desk.Receive(
            new(subject, ComplaintRules.Require(description, "description")!, ComplaintRules.Require(remedySought, "remedySought"), "INTERNET")
            {
                ContactId = isNamed ? contact?.Id : application?.ApplicantId,
                ApplicationId = application?.Id,
                DepartmentId = application?.DepartmentId,
                AboutId = application?.ResponsibleId,
            },
            null, isApplicant, ct);
        if (!isWhole)
        {
            // Who it is has yet to be found out, by what the customer typed.
            var typed = new[] { name, phone, email }.Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => t!.Trim());
            db.Add(new ComplaintEntry(received.Complaint, received.Complaint.OpenedAt, null, string.Join(", ", typed)));
        }

        return new(received.Complaint.Number, received.TrackingSecret, received.Complaint.AcknowledgeBy);
    }
}
