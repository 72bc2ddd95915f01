using BusinessSuite.Host.Modules;
using BusinessSuite.Host.Operations;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BusinessSuite.Host.Work;

/// <summary>What PostgreSQL refused, as the rule that was broken. Its own messages, which name tables and other people's rows, go no further.</summary>
internal sealed class Conflicts(ModuleCatalog catalog)
{
    /// <summary>Met other work again and again.</summary>
    public static readonly Rule Retry = new("CONFLICT_RETRY", new("Others are changing the same records at the moment. Try again.", "其他人正在修改相同的记录，请重试。"));

    /// <summary>The same key is being worked on.</summary>
    public static readonly Rule InProgress = new("IN_PROGRESS", new("A request with this idempotency key is still running. Try again.", "使用该幂等键的请求仍在处理中，请稍后重试。"));

    /// <summary>The key was used for something else.</summary>
    public static readonly Rule Mismatch = new("IDEMPOTENCY_MISMATCH", new("This idempotency key was used for another request.", "该幂等键已用于另一请求。"));

    private readonly Lazy<Dictionary<string, Rule>> _byConstraint = new(() =>
        RuleDiscovery.In(catalog.Modules.SelectMany(m => m.Types)).Where(r => r.Constraint is not null).DistinctBy(r => r.Constraint).ToDictionary(r => r.Constraint!));

    /// <summary>Whether the same work may succeed when it is begun again.</summary>
    public static bool IsTransient(Exception exception) =>
        Postgres(exception) is { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    /// <summary>The broken rule, or null when the exception tells of none.</summary>
    public RuleViolation? Of(Exception exception)
    {
        if (exception is RuleViolation violation)
        {
            return violation;
        }

        if (exception is DbUpdateConcurrencyException)
        {
            return new(Retry);
        }

        if (Postgres(exception) is not { } refused)
        {
            return null;
        }

        if (refused.ConstraintName is { } name && _byConstraint.Value.TryGetValue(name, out var rule))
        {
            return new(rule);
        }

        return refused.SqlState switch
        {
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable => new(Retry),
            PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation => new(PlatformRules.Taken),
            PostgresErrorCodes.ForeignKeyViolation => new(PlatformRules.NotFound),
            PostgresErrorCodes.CheckViolation when refused.ConstraintName?.StartsWith("st_", StringComparison.Ordinal) == true =>
                new(PlatformRules.IllegalState, "This change", "its present state"),
            PostgresErrorCodes.CheckViolation when refused.ConstraintName?.StartsWith("wo_", StringComparison.Ordinal) == true => new(PlatformRules.Immutable),
            PostgresErrorCodes.CheckViolation => new(PlatformRules.Invalid, $"The values do not fit together ({refused.ConstraintName})."),
            PostgresErrorCodes.StringDataRightTruncation => new(PlatformRules.Invalid, "A text is too long."),
            PostgresErrorCodes.NumericValueOutOfRange or PostgresErrorCodes.DatetimeFieldOverflow => new(PlatformRules.Invalid, "A number is out of range."),
            PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.CharacterNotInRepertoire => new(PlatformRules.Invalid, "A text has characters that cannot be kept."),
            PostgresErrorCodes.InsufficientPrivilege when refused.MessageText.Contains("row-level security", StringComparison.Ordinal) => new(PlatformRules.OutOfScope),
            PostgresErrorCodes.InsufficientPrivilege => new(PlatformRules.Immutable),
            _ => null,
        };
    }

    /// <summary>What PostgreSQL said, however deep it lies.</summary>
    public static PostgresException? Postgres(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is PostgresException refused)
            {
                return refused;
            }
        }

        return null;
    }
}
