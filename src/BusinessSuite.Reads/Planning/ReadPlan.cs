namespace BusinessSuite.Reads;

/// <summary>How a selection is answered; good for every request with the same document, shape of variables and permissions.</summary>
public sealed class ReadPlan
{
    internal ReadPlan(
        IReadOnlyList<Root> roots, IReadOnlyList<Level> levels, IReadOnlyList<Statement> totals, IReadOnlyList<Computed> computed,
        IReadOnlyList<FieldError> errors, IReadOnlyList<ConfidentialField> confidential, int levelNumbers)
    {
        Roots = roots;
        LevelNumbers = levelNumbers;
        Levels = levels;
        Totals = totals;
        Computed = computed;
        Errors = errors;
        Confidential = confidential;
        Statements = [.. totals, .. levels.Select(l => l.Rows!)];
        FindsOne = levels is [{ FindsOne: true }] && totals.Count == 0 && computed.Count == 0 && confidential.Count == 0 && roots.All(r => r is not ValueRoot);
        Streamed = roots is [.., ListRoot { Connection: var last }] && levels is [.., var highest] && last.Level == highest && computed.Count == 0 && last.CanStream ? last : null;
    }

    /// <summary>Whether it is one statement that finds at most one row, by what is unique, and tells nothing confidential: it may go with <see cref="SharedReads"/>.</summary>
    public bool FindsOne { get; }

    internal IReadOnlyList<Root> Roots { get; }

    /// <summary>The list that is answered row by row as PostgreSQL sends it; what stands before it in the answer is known by then.</summary>
    internal Connection? Streamed { get; }

    /// <summary>One more than the largest number of a level.</summary>
    internal int LevelNumbers { get; }

    /// <summary>The levels, those below before those above.</summary>
    internal IReadOnlyList<Level> Levels { get; }

    internal IReadOnlyList<Statement> Totals { get; }

    internal IReadOnlyList<Computed> Computed { get; }

    internal IReadOnlyList<Statement> Statements { get; }

    /// <summary>How many fields it answers at the root.</summary>
    public int Fields => Roots.Count;

    /// <summary>About how many bytes it holds: what stands in memory for a column grows with what stands for it in SQL.</summary>
    public int Size => 4_096 + (Statements.Sum(s => s.Sql.Length) * 12);

    /// <summary>How many rows the plan can read at most: what the request costs.</summary>
    /// <param name="variables">The request's variables; they tell how many keys are asked for.</param>
    /// <param name="atLeast">How many keys are asked for at least where a value will tell them.</param>
    public long Rows(Variables variables, int atLeast = 0)
    {
        Span<long> rows = LevelNumbers <= 128 ? stackalloc long[LevelNumbers] : new long[LevelNumbers];
        long all = 0;
        for (var i = Levels.Count - 1; i >= 0; i--)
        {
            var level = Levels[i];
            var parents = level.Parent is { } parent ? rows[parent.Level.Index] : 1;
            rows[level.Index] = parents * (level.Keys is { } keys ? Math.Max(keys(variables).Length, atLeast) : level.Limit);
            all += rows[level.Index];
        }

        return all;
    }

    /// <summary>The parts that are refused.</summary>
    public IReadOnlyList<FieldError> Errors { get; }

    /// <summary>The fields that can tell something confidential; a plan that has any is run with a <see cref="Disclosure"/>.</summary>
    public IReadOnlyList<ConfidentialField> Confidential { get; }
}

/// <summary>A field of an answer that can tell something confidential.</summary>
/// <param name="Type">The type that has it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">The response keys that lead to it.</param>
/// <param name="OfList">Whether it tells of a list as a whole and not of a row.</param>
public sealed record ConfidentialField(ReadType Type, string Name, IReadOnlyList<object> Path, bool OfList = false);

/// <summary>A root field in a plan.</summary>
internal abstract record Root(byte[] Name);

internal sealed record ConstantRoot(byte[] Name, byte[] Json) : Root(Name);

internal sealed record ListRoot(byte[] Name, Connection Connection) : Root(Name);

internal sealed record KeyRoot(byte[] Name, Level Level) : Root(Name);

/// <summary><c>nodes</c>: a level for each type, and where in the list each id is found.</summary>
internal sealed record NodesRoot(byte[] Name, IReadOnlyList<Level?> Levels, Func<Variables, IReadOnlyList<object?>> Ids) : Root(Name);

/// <summary>A value that the host gives.</summary>
internal sealed record ValueRoot(byte[] Name, ValuePlan Plan) : Root(Name);
