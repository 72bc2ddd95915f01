namespace BusinessSuite.Reads;

/// <summary>The scalars of the schema.</summary>
public enum ScalarKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A 32-bit integer.</summary>
    Int,

    /// <summary>A 64-bit integer, written as a string since JavaScript would round it.</summary>
    Long,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A floating-point number.</summary>
    Float,

    /// <summary>An exact decimal, written as a string.</summary>
    Decimal,

    /// <summary>A currency, ISO 4217: three capital letters.</summary>
    Currency,

    /// <summary>An instant, RFC 3339 in UTC.</summary>
    DateTime,

    /// <summary>A calendar date.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A duration, ISO 8601.</summary>
    Duration,

    /// <summary>A global id.</summary>
    Id,

    /// <summary>An enumeration, by its name.</summary>
    Enum,

    /// <summary>A UUID that names no node.</summary>
    Uuid,

    /// <summary>Any JSON value.</summary>
    Json,
}
