namespace BusinessSuite.Reads;

/// <summary>How a selection is answered; good for every request with the same document, shape of variables and permissions.</summary>
public sealed class ReadPlan
{
    internal ReadPlan(
        IReadOnlyList<Root> roots, IReadOnlyList<Level> levels, IReadOnlyList<Statement> totals, IReadOnlyList<Computed> computed,
        IReadOnlyList<FieldError> errors)
    {
        Roots = roots;
        Levels = levels;
        Totals = totals;
        Computed = computed;
        Errors = errors;
        Statements = [.. totals, .. levels.Select(l => l.Rows!)];
    }

    internal IReadOnlyList<Root> Roots { get; }

    /// <summary>The levels, those below before those above.</summary>
    internal IReadOnlyList<Level> Levels { get; }

    internal IReadOnlyList<Statement> Totals { get; }

    internal IReadOnlyList<Computed> Computed { get; }

    internal IReadOnlyList<Statement> Statements { get; }

    /// <summary>The parts that are refused.</summary>
    public IReadOnlyList<FieldError> Errors { get; }
}

/// <summary>A root field in a plan.</summary>
internal abstract record Root(byte[] Name);

internal sealed record ConstantRoot(byte[] Name, byte[] Json) : Root(Name);

internal sealed record ListRoot(byte[] Name, Connection Connection) : Root(Name);

internal sealed record KeyRoot(byte[] Name, Level Level) : Root(Name);

/// <summary><c>nodes</c>: a level for each type, and where in the list each id is found.</summary>
internal sealed record NodesRoot(byte[] Name, IReadOnlyList<Level?> Levels, Func<Variables, IReadOnlyList<object?>> Ids) : Root(Name);

/// <summary>A value that the host gives.</summary>
internal sealed record ValueRoot(byte[] Name, ValuePlan Plan) : Root(Name);
