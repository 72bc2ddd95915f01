using System.Globalization;
using System.Reflection;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BusinessSuite.Authorization.Tests;

/// <summary>An entity as its module declares it: attributes and mapped columns, and nothing that the host made of them.</summary>
/// <param name="Entity">The mapped entity.</param>
/// <param name="Number">Tells entities apart in keys.</param>
/// <param name="Type">How the schema names its fields; null when it cannot be read.</param>
internal sealed record Kept(IEntityType Entity, int Number, ReadType? Type)
{
    /// <summary>How it can be read.</summary>
    public ReadableAttribute? Readable { get; } = Entity.ClrType.GetCustomAttribute<ReadableAttribute>();

    /// <summary>Who may see which rows.</summary>
    public RowsAttribute? Rows { get; } = Entity.ClrType.GetCustomAttribute<RowsAttribute>();

    /// <summary>The name under which others relate to it.</summary>
    public string Name => Readable?.Name ?? Entity.ClrType.Name;

    /// <summary>The quoted table.</summary>
    public string Table => $"\"{Entity.GetSchema()}\".\"{Entity.GetTableName()}\"";

    /// <summary>The key of the row in a world.</summary>
    public Guid Key(int world) => Guid.Parse($"0190a000-0000-7{Number.ToString("x3", CultureInfo.InvariantCulture)}-8000-{world:D12}");

    /// <summary>The global id of the row in a world.</summary>
    public string Id(int world) => NodeId.Encode(Type!, Key(world));

    /// <summary>The relation that a column holds.</summary>
    public RelationAttribute? Relation(string column) => Property(column)?.PropertyInfo?.GetCustomAttribute<RelationAttribute>();

    /// <summary>The property in a column.</summary>
    public IProperty? Property(string column) => Entity.GetProperties().FirstOrDefault(p => p.GetColumnName() == column.Trim('"'));
}
