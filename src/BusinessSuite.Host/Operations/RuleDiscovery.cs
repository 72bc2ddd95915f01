using System.Reflection;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Operations;

/// <summary>Finds the rules: static fields of the types.</summary>
internal static class RuleDiscovery
{
    /// <summary>The rules that types declare, in their order.</summary>
    public static IEnumerable<Rule> In(IEnumerable<Type> types) =>
        from type in types
        where !type.ContainsGenericParameters
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where field.FieldType == typeof(Rule)
        select (Rule)field.GetValue(null)!;
}
