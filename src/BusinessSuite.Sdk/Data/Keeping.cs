namespace BusinessSuite.Sdk;

/// <summary>Rows of this entity are added and never changed or removed: PostgreSQL refuses both to the application.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AppendOnlyAttribute : Attribute;

/// <summary>Rows of this entity may be removed. Without the attribute PostgreSQL refuses it to the application.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RemovableAttribute : Attribute;

/// <summary>Once the member has a value it keeps it: PostgreSQL refuses a change.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WriteOnceAttribute : Attribute;
