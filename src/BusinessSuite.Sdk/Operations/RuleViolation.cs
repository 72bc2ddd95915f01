namespace BusinessSuite.Sdk;

/// <summary>A rule of the business that an operation can break.</summary>
/// <param name="Code">UPPER_SNAKE, language-free, stable: what clients branch on.</param>
/// <param name="Text">The message; <c>{0}</c>, <c>{1}</c> ... are filled from the violation.</param>
/// <param name="Clause">The clause of the regulation or of the standard that gives the rule.</param>
/// <param name="Constraint">The name of the PostgreSQL constraint or index that guarantees it, if there is one.</param>
public sealed record Rule(string Code, Text Text, string? Clause = null, string? Constraint = null)
{
    /// <summary>A text that the rule asks for, without the blanks around it.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="field">The input that it was given by.</param>
    /// <exception cref="RuleViolation">Nothing was given but blanks.</exception>
    public string Given(string? text, string field) => string.IsNullOrWhiteSpace(text) ? throw new RuleViolation(this) { Field = [field] } : text.Trim();
}

/// <summary>A broken rule. The operation writes nothing and answers it in <c>userErrors</c>.</summary>
/// <param name="rule">The rule.</param>
/// <param name="arguments">What the message names.</param>
#pragma warning disable CA1032 // A violation without a rule would have neither code nor text.
public sealed class RuleViolation(Rule rule, params object?[] arguments) : Exception(rule?.Text.En)
#pragma warning restore CA1032
{
    /// <summary>The rule.</summary>
    public Rule Rule { get; } = rule;

    /// <summary>What the message names.</summary>
    public IReadOnlyList<object?> Arguments { get; } = arguments;

    /// <summary>The inputs at fault, by their GraphQL names from the outside in.</summary>
    public IReadOnlyList<string>? Field { get; init; }

    /// <summary>The position in the input list at fault, from 0.</summary>
    public int? ElementIndex { get; init; }

    /// <summary>The version that the entity has now, when a stale one was expected.</summary>
    public int? CurrentVersion { get; init; }

    /// <summary>In how many seconds it may be tried again, when it was tried too often.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The message in the caller's language.</summary>
    public string Localized(Language language) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, Rule.Text.In(language), [.. Arguments]);
}

/// <summary>Rules that hold for all modules.</summary>
public static class PlatformRules
{
    /// <summary>The id names nothing that the caller may see.</summary>
    public static readonly Rule NotFound = new("NOT_FOUND", new("There is no such record, or you may not see it.", "记录不存在，或您无权查看。"));

    /// <summary>Someone else changed the entity since the caller read it.</summary>
    public static readonly Rule Stale = new("STALE", new("The record was changed by someone else; its version is now {0}.", "记录已被他人修改，当前版本为 {0}。"));

    /// <summary>The step does not exist in the state that the entity is in.</summary>
    public static readonly Rule IllegalState = new("ILLEGAL_STATE", new("{0} is not possible in state {1}.", "在状态 {1} 下不能执行 {0}。"));

    /// <summary>An input is missing, too long or out of range.</summary>
    public static readonly Rule Invalid = new("INVALID", new("The input is not valid: {0}", "输入无效：{0}"));

    /// <summary>What was given as an e-mail address is none.</summary>
    public static readonly Rule MailAddress = new("MAIL_ADDRESS_INVALID", new("This is no e-mail address.", "电子邮件地址无效。"));

    /// <summary>The value must be unique and is taken.</summary>
    public static readonly Rule Taken = new("TAKEN", new("This value is already in use.", "该值已被使用。"));

    /// <summary>The record may no longer be changed.</summary>
    public static readonly Rule Immutable = new("IMMUTABLE", new("The record may no longer be changed.", "该记录不可再更改。"));

    /// <summary>It was tried too often.</summary>
    public static readonly Rule TooManyAttempts = new("TOO_MANY_ATTEMPTS", new("There were too many attempts. Try again in {0} minutes.", "尝试次数过多，请在 {0} 分钟后重试。"));

    /// <summary>The row would belong to a department that the caller has no hand in.</summary>
    public static readonly Rule OutOfScope = new("OUT_OF_SCOPE", new("This is outside the departments you act for.", "超出您所负责部门的范围。"));
}
