using BusinessSuite.Reads;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Graph;

/// <summary>A broken rule, as a payload tells it.</summary>
internal sealed record UserErrorValue(string Code, string Message, IReadOnlyList<string>? Field, int? ElementIndex, string? Clause, int? CurrentVersion, int? RetryAfter)
{
    /// <summary>The members, for the schema.</summary>
    public static readonly IReadOnlyList<ValueMember> Members =
    [
        new("code", "What was broken; stable and language-free.", new ScalarShape(ScalarKind.Enum, "UserErrorCode"), false, e => ((UserErrorValue)e).Code),
        new("message", "What was broken, for people, in the language of Accept-Language.", new ScalarShape(ScalarKind.Text), false, e => ((UserErrorValue)e).Message),
        new("field", "The input at fault, from the outside in.", new ListShape(new ScalarShape(ScalarKind.Text)), true, e => ((UserErrorValue)e).Field),
        new("elementIndex", "The position in the input list at fault, from 0.", new ScalarShape(ScalarKind.Int), true, e => ((UserErrorValue)e).ElementIndex),
        new("clause", "The clause of the regulation or standard that gives the rule.", new ScalarShape(ScalarKind.Text), true, e => ((UserErrorValue)e).Clause),
        new("currentVersion", "With STALE: the version that the record has now.", new ScalarShape(ScalarKind.Int), true, e => ((UserErrorValue)e).CurrentVersion),
        new("retryAfter", "With TOO_MANY_ATTEMPTS: in how many seconds it may be tried again.", new ScalarShape(ScalarKind.Int), true, e => ((UserErrorValue)e).RetryAfter),
    ];

    /// <summary>The violation in the caller's language.</summary>
    public static UserErrorValue Of(RuleViolation violation, Language language) => new(
        violation.Rule.Code, violation.Localized(language), violation.Field, violation.ElementIndex, violation.Rule.Clause, violation.CurrentVersion, violation.RetryAfter);
}

/// <summary>What a mutation answers: what it made, or the rules it broke.</summary>
internal sealed record PayloadValue(object? Result, IReadOnlyList<UserErrorValue> UserErrors);
