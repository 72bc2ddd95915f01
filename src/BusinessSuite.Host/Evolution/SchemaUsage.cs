using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Evolution;

/// <summary>How often an application used a part of the schema on a day. What was used lately may not be removed.</summary>
[Readable(SuitePermissions.ReadUsage), Removable]
internal sealed class SchemaUsage : Entity
{
    /// <summary>The app of people who have not said which one they use.</summary>
    public const string Unnamed = "unnamed";

    /// <summary>The day, in UTC.</summary>
    [Filterable, Sortable]
    public DateOnly Day { get; init; }

    /// <summary>The app: the one that the document was published with, or the one that the client names in the header GraphQL-Client-Name; <c>unnamed</c> when nobody says.</summary>
    [Filterable, Sortable]
    public string App { get; init; } = "";

    /// <summary>The service account that asked; null for people.</summary>
    [Relation<Account>(Inverse = "schemaUsages", InverseDescription = "What the service account uses of the schema.")]
    public Guid? AccountId { get; init; }

    /// <summary>What was used, as a schema coordinate: Type.field, Type.field(argument:), Input.field or Enumeration.VALUE.</summary>
    [Filterable, Sortable]
    public string Coordinate { get; init; } = "";

    /// <summary>In how many requests; of what variables hold, how often it stood there.</summary>
    [Filterable]
    public long Uses { get; init; }
}

/// <summary>A schema that this database was served with.</summary>
internal sealed class ServedSchema
{
    /// <summary>Its <see cref="SchemaParts.Fingerprint"/>.</summary>
    public string Hash { get; init; } = "";

    /// <summary>When a host last started with it.</summary>
    public DateTimeOffset At { get; init; }
}
