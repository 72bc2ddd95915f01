namespace BusinessSuite.Intake;

/// <summary>Terms of ratings and complaints; configuration section <c>Modules:intake:Feedback</c>.</summary>
internal sealed class FeedbackOptions
{
    /// <summary>What stands for the token in the address of the page to rate on.</summary>
    public const string Token = "{token}";

    /// <summary>
    /// The address of the page on which customers rate, with <c>{token}</c> in it; links are sent once it is set. Behind # a token stays out of
    /// the logs of servers on the way.
    /// </summary>
    public string? RatingPage { get; set; }

    /// <summary>For how many days a link to rate is open.</summary>
    public int RatingDays { get; set; } = 30;

    /// <summary>Up to which score a customer counts as unsatisfied.</summary>
    public int UnsatisfiedUpTo { get; set; } = 2;

    /// <summary>In how many working days a complaint is acknowledged.</summary>
    public int AcknowledgeWithin { get; set; } = 1;

    /// <summary>In how many working days after its acknowledgement a complaint is assessed, and after the customer contested the response it is gone on with.</summary>
    public int AssessWithin { get; set; } = 3;

    /// <summary>In how many working days a department answers a complaint that was forwarded to it, unless told otherwise.</summary>
    public int AnswerWithin { get; set; } = 5;

    /// <summary>In how many working days after its assessment, or after its investigation began again, a complaint is responded to.</summary>
    public int RespondWithin { get; set; } = 10;

    /// <summary>How many working days the customer has to accept or contest a response.</summary>
    public int ReplyWithin { get; set; } = 10;

    /// <summary>Within how many days after its end a complaint counts as repeated.</summary>
    public int RepeatedWithin { get; set; } = 90;

    /// <summary>Whether the page to rate on, if there is one, can be linked to.</summary>
    public bool HasUsablePage() =>
        RatingPage is null
        || (RatingPage.Split(Token).Length == 2 && Uri.TryCreate(RatingPage.Replace(Token, "", StringComparison.Ordinal), UriKind.Absolute, out var page) && page.Scheme is "https" or "http");
}
