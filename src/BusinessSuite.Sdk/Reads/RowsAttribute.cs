namespace BusinessSuite.Sdk;

/// <summary>
/// Who may see and change which rows, by the scope that the caller's permission carries: all rows, those of the caller's
/// departments, or the caller's own. PostgreSQL enforces it as row security, on raw SQL of the application too.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RowsAttribute : Attribute
{
    /// <summary>The property that holds the owning department's key.</summary>
    public string? Department { get; init; }

    /// <summary>Whether rows without a department are those of all: whoever has the permission sees them, however far it reaches. Only who reaches everywhere changes them.</summary>
    public bool Common { get; init; }

    /// <summary>The property that holds the owning employee's key. Beside <see cref="Of"/>, the row is its owner's whoever the row above belongs to.</summary>
    public string? Owner { get; init; }

    /// <summary>The properties that hold the keys of further employees whose row it is too.</summary>
    public string[] Involved { get; init; } = [];

    /// <summary>The relation property whose entity decides: a row is visible when that one is.</summary>
    public string? Of { get; init; }

    /// <summary>A condition on the columns, as SQL: while it holds, the owner of a row sees the row above too, which he may not change by that.</summary>
    public string? Shows { get; init; }

    /// <summary>The property that holds the owning account's key.</summary>
    public string? Account { get; init; }

    /// <summary>Whether a row is visible too when any row is that relates to it, in whatever module.</summary>
    public bool Related { get; init; }
}

/// <summary>How far a granted permission reaches.</summary>
public enum Scope
{
    /// <summary>Rows that the caller owns.</summary>
    Own = 1,

    /// <summary>Rows of the caller's departments and those below them, and the caller's own.</summary>
    Department = 2,

    /// <summary>All rows.</summary>
    All = 3,
}
