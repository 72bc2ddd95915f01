using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BusinessSuite.Host.Data.Structure;

/// <summary>Who needs to know a confidential row, as SQL: the same words for row security and for single values.</summary>
internal static class NeedToKnow
{
    /// <summary>The condition under which the caller may know something of a row.</summary>
    /// <param name="entity">The row's entity.</param>
    /// <param name="alias">The row's alias or table.</param>
    /// <param name="level">How confidential it is: SQL of a text.</param>
    /// <param name="subject">The property that holds the employee whom it tells of; null for nobody.</param>
    public static string Condition(IReadOnlyEntityType entity, string alias, string level, string? subject)
    {
        var rows = (RowsAttribute?)Attribute.GetCustomAttribute(entity.ClrType, typeof(RowsAttribute));
        IEnumerable<string?> involved = ((ConfidentialRowsAttribute?)Attribute.GetCustomAttribute(entity.ClrType, typeof(ConfidentialRowsAttribute)))?.Involved ?? [];
        string Column(string? property) => property is null ? "null::uuid" : $"{alias}.\"{ColumnOf(entity, property)}\"";
        return $"suite.knows('{TypeOf(entity.ClrType)}', {alias}.id, {level}, {Column(rows?.Department)}, {Column(subject)}, array[{string.Join(", ", involved.Append(rows?.Owner).Where(p => p is not null).Select(Column))}]::uuid[])";
    }

    /// <summary>The level of a row, as SQL.</summary>
    public static string LevelOf(IReadOnlyEntityType entity, ConfidentialRowsAttribute confidential, string alias) => $"{alias}.\"{ColumnOf(entity, confidential.Level)}\"";

    /// <summary>The GraphQL type of an entity.</summary>
    public static string TypeOf(Type clr) => ((ReadableAttribute?)Attribute.GetCustomAttribute(clr, typeof(ReadableAttribute)))?.Name ?? clr.Name;

    private static string ColumnOf(IReadOnlyEntityType entity, string property) => entity.FindProperty(property)?.GetColumnName()
        ?? throw new ModuleRefusedException($"{entity.ClrType.Name} has no mapped property {property}.");
}
