namespace BusinessSuite.Sdk;

/// <summary>The class is registered for every interface that it implements, one for each scope: how a module offers what its Contracts promise.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProvidesAttribute : Attribute;
