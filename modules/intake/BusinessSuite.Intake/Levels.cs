using BusinessSuite.Sdk;

namespace BusinessSuite.Intake;

/// <summary>How the level of a record changes: whoever may change the record may raise it; to lower it takes a reason, and a permission of its own.</summary>
internal static class Levels
{
    private static readonly Rule NotRaised = new("LEVEL_NOT_RAISED", new("The record is {0} already. To lower its level is an operation of its own.", "该记录的密级已为 {0}，降低密级须另行办理。"), "3.1.2");

    private static readonly Rule NotLowered = new("LEVEL_NOT_LOWERED", new("The record is {0}; its level is lowered to one below.", "该记录的密级为 {0}，只能降至更低的密级。"), "3.1.2");

    private static readonly Rule NoReason = new("LEVEL_REASON_MISSING", new("Whoever lowers a level says why.", "降低密级须说明理由。"), "3.1.2");

    /// <summary>The higher level.</summary>
    /// <exception cref="RuleViolation">It is not higher.</exception>
    public static Confidentiality Raised(Confidentiality from, Confidentiality to) =>
        to > from ? to : throw new RuleViolation(NotRaised, UpperSnake.Of(from)) { Field = ["level"] };

    /// <summary>The lower level.</summary>
    /// <param name="from">The level before.</param>
    /// <param name="to">The level from now on.</param>
    /// <param name="reason">Why.</param>
    /// <param name="least">The rule that such records are not public.</param>
    /// <exception cref="RuleViolation">It is not lower, or public, or without a reason.</exception>
    public static Confidentiality Lowered(Confidentiality from, Confidentiality to, string reason, Rule least)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleViolation(NoReason) { Field = ["reason"] };
        }

        return to == Confidentiality.Public ? throw new RuleViolation(least) { Field = ["level"] }
            : to < from ? to
            : throw new RuleViolation(NotLowered, UpperSnake.Of(from)) { Field = ["level"] };
    }
}
