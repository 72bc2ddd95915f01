namespace BusinessSuite.Sdk;

/// <summary>
/// Bounds what anybody may try without an account: guesses at a secret, or entries that cost the company work. An attempt counts
/// for what it is made at and for the network that it comes from, on all hosts alike, and stays counted whatever becomes of the
/// work around it. After ten the door is shut for a quarter of an hour.
/// </summary>
public interface IAttempts
{
    /// <summary>Counts an attempt, before anything tells whether it is right, so that none of many at once goes uncounted.</summary>
    /// <param name="door">What is tried, for example <c>intake.tracking</c>.</param>
    /// <param name="subject">What it is made at, whether it exists or not: a number, the open part of a token. Null counts for the network alone.</param>
    /// <param name="ct">Cancels the count.</param>
    /// <exception cref="RuleViolation"><see cref="PlatformRules.TooManyAttempts"/> when there were too many.</exception>
    Task Count(string door, string? subject, CancellationToken ct);

    /// <summary>
    /// The attempt was right: what was counted for the subject is forgotten. For the network only this attempt is: otherwise who
    /// knows one secret could guess at all others without end.
    /// </summary>
    Task Forgive(string door, string? subject, CancellationToken ct);
}
