using System.Reflection;
using System.Text.Json;
using BusinessSuite.Host.Data.Structure;
using BusinessSuite.Host.Modules;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BusinessSuite.Host.Graph;

/// <summary>Makes the read model out of what the modules declare on their entities.</summary>
internal sealed class ReadModelBuilder(ModuleCatalog catalog, IServiceProvider services, XmlDocs docs)
{
    private readonly List<(ReadType Type, IEntityType Entity)> _found = [];

    /// <summary>The enumerations that readable columns hold.</summary>
    public HashSet<Type> Enumerations { get; } = [];

    /// <summary>The readable types found so far.</summary>
    public ReadTypes Types { get; } = new();

    public ReadModel Build()
    {
        using var scope = services.CreateScope();
        foreach (var module in catalog.Modules)
        {
            foreach (var context in module.Contexts.Select(c => (ModuleDbContext)scope.ServiceProvider.GetRequiredService(c)))
            {
                foreach (var entity in context.Model.GetEntityTypes())
                {
                    Add(module, entity);
                }
            }
        }

        foreach (var (type, entity) in _found)
        {
            Relations(type, entity);
        }

        return new ReadModel(Types.All);
    }

    private void Add(LoadedModule module, IEntityType entity)
    {
        if (entity.ClrType.GetCustomAttribute<ReadableAttribute>() is not { } readable)
        {
            return;
        }

        var name = readable.Name ?? entity.ClrType.Name;
        if (Types.Find(name) is { } other)
        {
            throw new ModuleRefusedException($"Module {module.Name} declares the type {name}, which module {other.Module} has already declared.");
        }

        var filters = new List<ColumnField>();
        var sorts = new List<ColumnField>();
        var type = new ReadType
        {
            Name = name,
            Module = module.Name,
            Single = Names.Camel(name),
            Plural = readable.Plural ?? Names.Camel(Names.Plural(name)),
            Table = $"\"{entity.GetSchema()}\".\"{entity.GetTableName()}\"",
            Permission = readable.Permission,
            Public = readable.Public,
            Description = docs.Of(entity.ClrType) ?? "",
            Filters = filters,
            Sorts = sorts,
            Secrecy = Attribute.GetCustomAttribute(entity.ClrType, typeof(ConfidentialRowsAttribute)) is ConfidentialRowsAttribute confidential
                ? new(alias => Logged(NeedToKnow.LevelOf(entity, confidential, alias)), TellsOfReader: confidential.Subject is not null)
                : null,
            Period = Attribute.GetCustomAttribute(entity.ClrType, typeof(PeriodAttribute)) is PeriodAttribute period ? (Bound(entity, period.From), Bound(entity, period.Until)) : null,
        };
        type.Add(new IdField("id", "The global id."));
        filters.Add(new("id", "The global id.", "id", ScalarKind.Id, false, TypeName: name) { Unique = true });
        foreach (var property in entity.GetProperties().Where(p => p.PropertyInfo is { } i && !i.IsDefined(typeof(HiddenAttribute)) && p.Name != nameof(Entity.Id)))
        {
            if (property.PropertyInfo!.GetCustomAttribute<RelationAttribute>() is null)
            {
                Column(type, property, filters, sorts);
            }
        }

        foreach (var complex in entity.GetComplexProperties().Where(c => c.ClrType == typeof(Money) && c.PropertyInfo?.IsDefined(typeof(HiddenAttribute)) != true))
        {
            type.Add(new MoneyField(
                Names.Camel(complex.Name), docs.Of(complex.PropertyInfo!) ?? "", ColumnOf(complex.ComplexType.FindProperty(nameof(Money.Amount))!),
                ColumnOf(complex.ComplexType.FindProperty(nameof(Money.Currency))!), complex.IsNullable || complex.PropertyInfo!.IsDefined(typeof(ConfidentialAttribute)))
            { Deprecation = Deprecation.Of(complex.PropertyInfo!), Secrecy = SecrecyOf(type, entity, complex.PropertyInfo!) });
        }

        Types.Add(entity.ClrType, type);
        _found.Add((type, entity));
    }

    private void Column(ReadType type, IProperty property, List<ColumnField> filters, List<ColumnField> sorts)
    {
        var clr = property.ClrType;
        var isList = clr != typeof(string) && clr != typeof(byte[]) && property.GetElementType() is not null;
        var item = Nullable.GetUnderlyingType(isList ? property.GetElementType()!.ClrType : clr) ?? (isList ? property.GetElementType()!.ClrType : clr);
        var kind = property.GetColumnType() is "jsonb" or "json" ? ScalarKind.Json : KindOf(item)
            ?? throw new ModuleRefusedException($"{type.Name}.{property.Name} has a type that the API cannot show; mark it [Hidden].");
        if (kind == ScalarKind.Enum)
        {
            Enumerations.Add(item);
        }

        var field = new ColumnField(
            Names.Camel(property.Name), docs.Of(property.PropertyInfo!) ?? "", ColumnOf(property), kind, property.IsNullable, isList && kind != ScalarKind.Json,
            kind == ScalarKind.Enum ? item.Name : null)
        {
            Deprecation = Deprecation.Of(property.PropertyInfo!),
            Secrecy = SecrecyOf(type, (IEntityType)property.DeclaringType, property.PropertyInfo!),
            Unique = property.GetContainingIndexes().Any(i => i is { IsUnique: true, Properties.Count: 1 } && i.GetFilter() is null),
        };
        if (field.Secrecy is not null)
        {
            field = field with { Nullable = true };
        }

        type.Add(field);
        var sortable = property.PropertyInfo!.IsDefined(typeof(SortableAttribute));
        if (sortable)
        {
            sorts.Add(field);
        }

        if (sortable || property.PropertyInfo!.IsDefined(typeof(FilterableAttribute)))
        {
            filters.Add(field);
        }
    }

    private static ColumnField Bound(IEntityType entity, string property) => entity.FindProperty(property) is { } found && KindOf(Nullable.GetUnderlyingType(found.ClrType) ?? found.ClrType) is { } kind
        ? new(Names.Camel(property), "", ColumnOf(found), kind, found.IsNullable)
        : throw new ModuleRefusedException($"{entity.ClrType.Name} has no mapped property {property} to begin or end its period.");

    /// <summary>The level that a reading of a row is logged with.</summary>
    private static string Logged(string level) => $"case when {level} in ('SECRET', 'CORE') then {level} end";

    /// <summary>What makes the values of a property confidential.</summary>
    /// <exception cref="ModuleRefusedException">Someone who may not read them could find them out.</exception>
    private static Secrecy? SecrecyOf(ReadType type, IEntityType entity, PropertyInfo property)
    {
        if (property.GetCustomAttribute<ConfidentialAttribute>() is not { } confidential)
        {
            return null;
        }

        if (confidential.Level < Confidentiality.Secret || property.IsDefined(typeof(FilterableAttribute)) || property.IsDefined(typeof(SortableAttribute)) || property.IsDefined(typeof(RelationAttribute)))
        {
            throw new ModuleRefusedException($"{type.Name}.{property.Name}: what is confidential is at least a secret, and neither filtered, ordered nor related by, since its value could be found out that way.");
        }

        var level = $"'{UpperSnake.Of(confidential.Level)}'";
        return new(_ => level, alias => NeedToKnow.Condition(entity, alias, level, confidential.Subject));
    }

    private void Relations(ReadType type, IEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            if (property.PropertyInfo?.GetCustomAttribute<RelationAttribute>() is not { } relation)
            {
                continue;
            }

            var target = Types.Find(relation.Target);
            if (target is null)
            {
                // A relation to something that is kept but not published stays inside.
                continue;
            }

            SecrecyOf(type, entity, property.PropertyInfo!);
            var column = ColumnOf(property);
            var name = relation.Name ?? Names.Camel(property.Name.EndsWith("Id", StringComparison.Ordinal) ? property.Name[..^2] : property.Name);
            var description = docs.Of(property.PropertyInfo!) ?? "";
            if (!property.PropertyInfo!.IsDefined(typeof(HiddenAttribute)))
            {
                type.Add(new ToOneField(name, description, target, column) { Deprecation = Deprecation.Of(property.PropertyInfo!) });
                ((List<ColumnField>)type.Filters).Add(new($"{name}Id", description, column, ScalarKind.Id, property.IsNullable, TypeName: target.Name));
            }

            if (relation.Inverse is { } inverse)
            {
                target.Add(new ToManyField(inverse, relation.InverseDescription ?? $"The {type.Plural} whose {name} this is.", type, column));
            }
        }
    }

    private static string ColumnOf(IReadOnlyProperty property) => $"\"{property.GetColumnName()}\"";

    /// <summary>The scalar that a C# type is, or null.</summary>
    public static ScalarKind? KindOf(Type type) => type switch
    {
        _ when type.IsEnum => ScalarKind.Enum,
        _ when type == typeof(string) => ScalarKind.Text,
        _ when type == typeof(int) || type == typeof(short) => ScalarKind.Int,
        _ when type == typeof(long) => ScalarKind.Long,
        _ when type == typeof(bool) => ScalarKind.Boolean,
        _ when type == typeof(decimal) => ScalarKind.Decimal,
        _ when type == typeof(double) || type == typeof(float) => ScalarKind.Float,
        _ when type == typeof(DateTimeOffset) || type == typeof(DateTime) => ScalarKind.DateTime,
        _ when type == typeof(DateOnly) => ScalarKind.Date,
        _ when type == typeof(TimeOnly) => ScalarKind.Time,
        _ when type == typeof(TimeSpan) => ScalarKind.Duration,
        _ when type == typeof(Guid) => ScalarKind.Uuid,
        _ when type == typeof(JsonElement) || type == typeof(JsonDocument) => ScalarKind.Json,
        _ => null,
    };
}
