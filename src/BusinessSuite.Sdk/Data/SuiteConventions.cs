using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace BusinessSuite.Sdk;

/// <summary>Turns the attributes of entities into keys, concurrency tokens, relations and indexes.</summary>
internal sealed class SuiteConventions : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var property in modelBuilder.Metadata.GetEntityTypes().SelectMany(t => t.GetProperties()).ToList())
        {
            var clr = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (clr.IsEnum)
            {
                property.Builder.HasConverter(typeof(EnumText<>).MakeGenericType(clr));
            }
        }

        foreach (var type in modelBuilder.Metadata.GetEntityTypes().Where(t => typeof(Entity).IsAssignableFrom(t.ClrType)).ToList())
        {
            type.FindProperty(nameof(Entity.Id))!.Builder.ValueGenerated(ValueGenerated.Never);
            type.FindProperty(nameof(Entity.Version))!.Builder.IsConcurrencyToken(true);
            foreach (var property in type.GetProperties().Where(p => p.PropertyInfo is not null).ToList())
            {
                Apply(type, property);
            }
        }
    }

    private static void Apply(IConventionEntityType type, IConventionProperty property)
    {
        var member = property.PropertyInfo!;
        if (member.GetCustomAttribute<RelationAttribute>() is { } relation)
        {
            var target = type.Model.FindEntityType(relation.Target);
            if (target is not null && !type.GetForeignKeys().Any(f => f.Properties is [var only] && only == property))
            {
                type.Builder.HasRelationship(target, [property])?.OnDelete(DeleteBehavior.Restrict);
            }

            if (!type.GetIndexes().Any(i => i.Properties[0] == property && i.Properties.Count > 1 && i.GetFilter() is null))
            {
                // The list on the other side is paged in the order of the keys.
                type.Builder.HasIndex([property, type.FindProperty(nameof(Entity.Id))!]);
            }
        }

        var filterable = member.IsDefined(typeof(FilterableAttribute));
        if (member.IsDefined(typeof(SortableAttribute)))
        {
            // The key breaks ties, so that a page boundary is one exact place.
            type.Builder.HasIndex([property, type.FindProperty(nameof(Entity.Id))!]);
        }
        else if (filterable && !type.GetIndexes().Any(i => i.Properties[0] == property && i.GetFilter() is null))
        {
            type.Builder.HasIndex([property]);
        }
    }
}
