using System.Reflection;
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
        var (department, owner) = (Place(entity, alias, r => r.Department), Place(entity, alias, r => r.Owner));
        return $"suite.knows('{TypeOf(entity.ClrType)}', {alias}.id, {level}, {department ?? Column(null)}, {Column(subject)}, array[{string.Join(", ", involved.Where(p => p is not null).Select(Column).Append(owner).OfType<string>())}]::uuid[])";
    }

    /// <summary>The condition under which a row is no secret, without a call for each row.</summary>
    public static string NoSecret(string level) => $"({level} <> 'SECRET' and {level} <> 'CORE' and (select suite.clearance()) <> 0)";

    /// <summary>A column that <see cref="RowsAttribute"/> names: of the row, or of the row that it follows.</summary>
    private static string? Place(IReadOnlyEntityType entity, string alias, Func<RowsAttribute, string?> named, string name = "above")
    {
        if (Attribute.GetCustomAttribute(entity.ClrType, typeof(RowsAttribute)) is not RowsAttribute rows)
        {
            return null;
        }

        if (rows.Of is null)
        {
            return named(rows) is { } property ? $"{alias}.\"{ColumnOf(entity, property)}\"" : null;
        }

        var above = entity.Model.FindEntityType(entity.FindProperty(rows.Of)!.PropertyInfo!.GetCustomAttribute<RelationAttribute>()!.Target);
        return above is not null && Place(above, name, named, name + "_above") is { } place
            ? $"(select {place} from \"{above.GetSchema()}\".\"{above.GetTableName()}\" {name} where {name}.id = {alias}.\"{ColumnOf(entity, rows.Of)}\")"
            : null;
    }

    /// <summary>The level of a row, as SQL.</summary>
    public static string LevelOf(IReadOnlyEntityType entity, ConfidentialRowsAttribute confidential, string alias) => $"{alias}.\"{ColumnOf(entity, confidential.Level)}\"";

    /// <summary>The GraphQL type of an entity.</summary>
    public static string TypeOf(Type clr) => ((ReadableAttribute?)Attribute.GetCustomAttribute(clr, typeof(ReadableAttribute)))?.Name ?? clr.Name;

    private static string ColumnOf(IReadOnlyEntityType entity, string property) => entity.FindProperty(property)?.GetColumnName()
        ?? throw new ModuleRefusedException($"{entity.ClrType.Name} has no mapped property {property}.");
}
