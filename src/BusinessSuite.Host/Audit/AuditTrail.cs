using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BusinessSuite.Host.Audit;

/// <summary>The audit record in the making: everything that the contexts of a scope write, whenever they write it.</summary>
internal sealed class AuditTrail : SaveChangesInterceptor
{
    /// <summary>Stands in place of what is kept from whoever reads.</summary>
    public const string Mark = "•••";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly ConcurrentDictionary<Type, bool> Secretive = [];
    private readonly List<(string Type, Guid Id, JsonObject? Before, JsonObject? After)> _changes = [];

    /// <summary>Whether anything was changed.</summary>
    public bool HasChanges => _changes.Count > 0;

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private void Note(DbContext context)
    {
        foreach (var entry in context.ChangeTracker.Entries<Entity>()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && e.Entity is not (AuditEntry or AuditChange or ConfidentialRead)))
        {
            var before = entry.State == EntityState.Added ? null : new JsonObject();
            var after = entry.State == EntityState.Deleted ? null : new JsonObject();
            var secret = IsSecret(entry);
            foreach (var property in entry.Properties.Where(p => p.Metadata.Name != nameof(Entity.Version) && (entry.State != EntityState.Modified || p.IsModified)))
            {
                if (before is not null)
                {
                    before[property.Metadata.Name] = Shown(property, property.OriginalValue, secret);
                }

                if (after is not null)
                {
                    after[property.Metadata.Name] = Shown(property, property.CurrentValue, secret);
                }
            }

            _changes.Add((entry.Metadata.ClrType.Name, entry.Entity.Id, before, after));
        }
    }

    /// <summary>The entry and its changes.</summary>
    public IEnumerable<Entity> ToRecords(string operation, string module, bool historical, Caller caller, DateTimeOffset at, string? inputs)
    {
        var entry = Entry(operation, module, historical, caller, at, AuditOutcome.Success, null, inputs);
        yield return entry;
        foreach (var (type, id, before, after) in _changes)
        {
            yield return new AuditChange { EntryId = entry.Id, RecordType = type, RecordId = id, Before = before?.ToJsonString(), After = after?.ToJsonString() };
        }
    }

    /// <summary>An entry without changes.</summary>
    public static AuditEntry Entry(
        string operation, string module, bool historical, Caller caller, DateTimeOffset at, AuditOutcome outcome, string? reason, string? inputs) => new()
        {
            At = at,
            AccountId = caller.UserId,
            Operation = operation,
            Module = module,
            Outcome = outcome,
            Historical = historical,
            Reason = reason,
            RequestId = Activity.Current?.TraceId.ToString(),
            Inputs = inputs,
        };

    /// <summary>Inputs as JSON, without those marked as secret.</summary>
    public static string Shown(IEnumerable<(string Name, object? Value, bool Secret)> inputs)
    {
        var json = new JsonObject();
        foreach (var (name, value, secret) in inputs)
        {
            json[name] = secret ? Mark : Node(value);
        }

        // PostgreSQL keeps no NUL.
        return json.ToJsonString().Replace("\\u0000", "\\uFFFD", StringComparison.Ordinal);
    }

    private static JsonNode? Shown(PropertyEntry property, object? value, bool secret) =>
        value is not null && property.Metadata.PropertyInfo is { } info && (info.IsDefined(typeof(SecretAttribute)) || IsConfidential(info) || (secret && !IsTold(info))) ? Mark : Node(value);

    /// <summary>What is told even of a secret row: its key, its level and times.</summary>
    private static bool IsTold(PropertyInfo property) => property.Name == nameof(Entity.Id) || (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(DateTimeOffset)
        || property.ReflectedType!.GetCustomAttribute<ConfidentialRowsAttribute>()?.Level == property.Name;

    /// <summary>Whether the row, or the one that it follows, is or was a secret; also where the one that it follows is not at hand and might be.</summary>
    private static bool IsSecret(EntityEntry entry)
    {
        if (entry.Metadata.ClrType.GetCustomAttribute<ConfidentialRowsAttribute>() is { } confidential)
        {
            var level = entry.Property(confidential.Level);
            return level.OriginalValue is >= Confidentiality.Secret || level.CurrentValue is >= Confidentiality.Secret;
        }

        return Above(entry.Metadata.ClrType) is { } above && MayBeConfidential(above.Relation.Target)
            && (entry.Context.ChangeTracker.Entries<Entity>().FirstOrDefault(e => e.Metadata.ClrType == above.Relation.Target && e.Entity.Id == (Guid?)entry.Property(above.Property).CurrentValue)
                is not { } followed || IsSecret(followed));
    }

    /// <summary>The relation to the row that decides over one of the entity; null where its own decide.</summary>
    private static (string Property, RelationAttribute Relation)? Above(Type entity) =>
        entity.GetCustomAttribute<RowsAttribute>()?.Of is { } of && entity.GetProperty(of)?.GetCustomAttribute<RelationAttribute>() is { } relation ? (of, relation) : null;

    private static bool IsConfidential(PropertyInfo property) => property.IsDefined(typeof(ConfidentialAttribute))
        || (property.PropertyType == typeof(string) && Secretive.GetOrAdd(property.ReflectedType!, MayBeConfidential));

    /// <summary>Whether rows of the entity, or of the one that they follow, may be confidential.</summary>
    private static bool MayBeConfidential(Type entity) => entity.IsDefined(typeof(ConfidentialRowsAttribute), false) || (Above(entity) is { } above && MayBeConfidential(above.Relation.Target));

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        Enum e => UpperSnake.Of(e.ToString()),
        _ => JsonSerializer.SerializeToNode(value, value.GetType(), Json),
    };
}
