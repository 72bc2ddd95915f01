using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Complaints;
using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Ratings;

/// <summary>The rules of ratings.</summary>
internal static class RatingRules
{
    public static readonly Rule TooEarly = new("RATING_TOO_EARLY", new("A case is rated once it has ended.", "事项办结后方可评价。"), "2.3.2");

    public static readonly Rule Given = new("RATING_GIVEN", new("The rating was given already; it is given once.", "已评价，每次仅可评价一次。"), "2.3.2");

    public static readonly Rule Ended = new("RATING_ENDED", new("The time for the rating is over.", "评价期限已过。"), "2.3.2", "ck_ratings_in_time");

    public static readonly Rule OffScale = new("RATING_OFF_SCALE", new("A score is a whole number from 1 to 5.", "评分为 1 至 5 的整数。"), "2.3.2", "ck_ratings_score");

    public static readonly Rule OwnCase = new("RATING_OWN_CASE", new("Who had a hand in a case neither hands out the link to rate it nor records how it is rated.", "事项经办人不得转交该事项的评价链接，也不得代为登记评价。"), "2.3.2", "tr_ratings_own_case");
}

/// <summary>The customer's rating of a case (评价): asked for by a link that needs no account, given once at most.</summary>
[Readable(Permissions.ReadFeedback), Rows(Department = nameof(DepartmentId))]
internal sealed class Rating : Entity
{
    /// <summary>How many letters of a token are no secret: by them the rating is found.</summary>
    public const int KeyLength = 8;
    private const int TokenLength = 32;

    private Rating()
    {
    }

    /// <summary>Asks how an application was handled.</summary>
    public Rating(Application application, DateTimeOffset at, DateTimeOffset openUntil)
        : this(application.Id, null, application.ApplicantId, application.DepartmentId, at, openUntil)
    {
    }

    /// <summary>Asks again, after a complaint.</summary>
    public Rating(Complaint complaint, DateTimeOffset at, DateTimeOffset openUntil)
        : this(complaint.ApplicationId, complaint.Id, complaint.ContactId, complaint.DepartmentId, at, openUntil)
    {
    }

    private Rating(Guid? application, Guid? complaint, Guid? contact, Guid? department, DateTimeOffset at, DateTimeOffset openUntil)
    {
        (ApplicationId, ComplaintId, ContactId, DepartmentId, AskedAt, OpenUntil) = (application, complaint, contact, department, at, openUntil);
        Raise(new RatingAsked(Id, application, complaint, openUntil, at));
    }

    /// <summary>The application that is rated.</summary>
    [Relation<Application>(Inverse = "ratings", InverseDescription = "How the customer rates it."), WriteOnce]
    public Guid? ApplicationId { get; private set; }

    /// <summary>The complaint after which the customer is asked again; null for the first time.</summary>
    [Relation<Complaint>(Inverse = "ratings", InverseDescription = "What the customer said when asked again."), WriteOnce]
    public Guid? ComplaintId { get; private set; }

    /// <summary>Who is asked.</summary>
    [Relation<Contact>(Inverse = "ratings", InverseDescription = "What the contact was asked to rate.")]
    public Guid? ContactId { get; private set; }

    /// <summary>The department that handled the case.</summary>
    [Relation<DepartmentRef>(Inverse = "ratings", InverseDescription = "How customers rate what the department handled.")]
    public Guid? DepartmentId { get; private set; }

    /// <summary>Who recorded what the customer said, by phone for example; null when the customer used the link.</summary>
    [Relation<EmployeeRef>, WriteOnce]
    public Guid? RecordedById { get; private set; }

    /// <summary>Who was given the latest link to hand on; null when it was only sent.</summary>
    [Relation<EmployeeRef>]
    public Guid? LinkGivenToId { get; private set; }

    /// <summary>When it was asked for.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Until when it can be given.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset OpenUntil { get; private set; }

    /// <summary>From 1, very unsatisfied, to 5, very satisfied; null before it is given.</summary>
    [Filterable, WriteOnce]
    public int? Score { get; private set; }

    /// <summary>What the customer says to it.</summary>
    [WriteOnce]
    public string? Opinion { get; private set; }

    /// <summary>When it was given.</summary>
    [Sortable, WriteOnce]
    public DateTimeOffset? RatedAt { get; private set; }

    /// <summary>The message that brings the link to the customer; null when none was sent, since it was handed over otherwise.</summary>
    [Relation<MessageRef>(Inverse = "ratings", InverseDescription = "What it asks to rate.")]
    public Guid? MessageId { get; private set; }

    /// <summary>The open part of the token.</summary>
    [Hidden]
    public string? TokenKey { get; private set; }

    /// <summary>SHA-256 of the token.</summary>
    [Hidden, Secret]
    public byte[]? TokenHash { get; private set; }

    /// <summary>Whether there is a link to it.</summary>
    [Hidden]
    public bool HasLink => TokenHash is not null;

    /// <summary>A token for the link; an earlier one ends.</summary>
    /// <param name="to">Who sees it besides the customer.</param>
    public string GiveToken(Guid? to)
    {
        var token = CustomerSecret.New(TokenLength);
        (TokenKey, TokenHash, MessageId, LinkGivenToId) = (token[..KeyLength], CustomerSecret.HashOf(token), null, to);
        return token;
    }

    /// <summary>The link ends: the customer is asked anew.</summary>
    public void EndLink() => (TokenKey, TokenHash) = (null, null);

    /// <summary>The message that brings the link was handed over.</summary>
    public void Travel(Guid message) => MessageId = message;

    /// <summary>Gives the rating.</summary>
    public void Rate(int score, string? opinion, DateTimeOffset at, Guid? recordedBy = null)
    {
        if (RatedAt is not null)
        {
            throw new RuleViolation(RatingRules.Given);
        }

        if (at > OpenUntil)
        {
            throw new RuleViolation(RatingRules.Ended);
        }

        Score = score is >= 1 and <= 5 ? score : throw new RuleViolation(RatingRules.OffScale) { Field = ["score"] };
        (Opinion, RatedAt, RecordedById) = (opinion, at, recordedBy);
        Raise(new RatingGiven(Id, ApplicationId, score, at));
    }
}
