using System.Text;

namespace BusinessSuite.Reads;

/// <summary>One member of a JSON object in the answer.</summary>
/// <param name="Name">The member's name with quotes and colon.</param>
internal abstract record Cell(byte[] Name)
{
    public static byte[] NameOf(string responseKey) => Encoding.UTF8.GetBytes($"\"{responseKey}\":");
}

internal sealed record ConstantCell(byte[] Name, byte[] Json) : Cell(Name);

internal sealed record ColumnCell(byte[] Name, int Ordinal, ScalarKind Kind, bool IsList) : Cell(Name);

internal sealed record IdCell(byte[] Name, int Ordinal, byte[] Prefix) : Cell(Name);

internal sealed record MoneyCell(byte[] Name, int Presence, IReadOnlyList<Cell> Cells) : Cell(Name);

internal sealed record RelatedCell(byte[] Name, int Presence, IReadOnlyList<Cell> Cells) : Cell(Name);

internal sealed record ListCell(byte[] Name, int KeyOrdinal, Connection Connection) : Cell(Name);

internal sealed record ComputedCell(byte[] Name, int KeyOrdinal, int Computed) : Cell(Name);

/// <summary>A member that is confidential: written where the caller may know it, and noted.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Value">The member itself, without its name.</param>
/// <param name="KeyOrdinal">The row's key.</param>
/// <param name="LevelOrdinal">The level that the reading is to be noted with, if at all.</param>
/// <param name="KnownOrdinal">Whether the caller may know it; -1 when the row says so by being there.</param>
/// <param name="Field">What it is.</param>
internal sealed record GuardedCell(byte[] Name, Cell Value, int KeyOrdinal, int LevelOrdinal, int KnownOrdinal, ConfidentialField Field) : Cell(Name);

/// <summary>What is written for each row into one of a level's lists.</summary>
/// <param name="Cells">The members of the node.</param>
/// <param name="Edge">The members of the edge around it, or null when nodes are written bare.</param>
/// <param name="Level">The level of the edge, whose order its cursor follows.</param>
internal sealed record RowOutput(IReadOnlyList<Cell> Cells, IReadOnlyList<EdgeMember>? Edge, Level? Level = null);

internal sealed record EdgeMember(byte[] Name, EdgePart Part, IReadOnlyList<Cell>? Cells = null);

internal enum EdgePart
{
    Cursor,
    Node,
    TypeName,
}

/// <summary>A connection in the answer.</summary>
internal sealed record Connection(Level Level, IReadOnlyList<ConnectionMember> Members, int? Total)
{
    /// <summary>Whether its members can be written in their order while the rows arrive: rows once, forward, and nothing before them that tells of their end.</summary>
    public bool CanStream => Level is { Outputs.Count: 1, Backward: false }
        && Members.TakeWhile(m => m.Part != ConnectionPart.Rows).All(m => m.Part != ConnectionPart.PageInfo);
}

internal sealed record ConnectionMember(
    byte[] Name, ConnectionPart Part, int Output = 0, IReadOnlyList<PageMember>? Page = null, byte[]? Json = null, Level? Groups = null);

internal enum ConnectionPart
{
    Rows,
    PageInfo,
    TotalCount,
    Groups,
    Aggregates,
    TypeName,
}

internal sealed record PageMember(byte[] Name, PagePart Part);

internal enum PagePart
{
    HasNextPage,
    HasPreviousPage,
    StartCursor,
    EndCursor,
    TypeName,
}

/// <summary>How a function's value is written.</summary>
internal abstract record ValuePlan;

internal sealed record NullPlan : ValuePlan;

internal sealed record ScalarPlan(ScalarShape Shape) : ValuePlan;

internal sealed record ListPlan(ValuePlan Item) : ValuePlan;

internal sealed record RecordPlan(IReadOnlyList<RecordMember> Members) : ValuePlan;

internal sealed record RecordMember(byte[] Name, Func<object, object?>? Get, ValuePlan? Plan, byte[]? Json);

internal sealed record EntityPlan(Level Level, Func<object, Guid> Key) : ValuePlan;

/// <summary>A computed field with what is selected of its value.</summary>
internal sealed record Computed(ComputedField Field, ValuePlan Plan, IReadOnlyList<object> Path);
