using System.Reflection;
using System.Text.RegularExpressions;
using BusinessSuite.Sdk;
using GraphQL.Types;

namespace BusinessSuite.Host.Graph;

/// <summary>The enumerations of the schema.</summary>
internal static class Enumerations
{
    /// <summary>A C# enumeration as a GraphQL one.</summary>
    public static EnumerationGraphType Of(Type type, XmlDocs docs)
    {
        var graph = new EnumerationGraphType { Name = type.Name, Description = docs.Of(type) ?? Words(type.Name) };
        foreach (var value in type.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var name = UpperSnake.Of(value.Name);
            graph.Add(name, name, docs.Of(value) ?? Words(value.Name), Deprecation.Of(value));
        }

        return graph;
    }

    /// <summary>The codes of all rules that the modules declare.</summary>
    public static EnumerationGraphType UserErrorCodes(IEnumerable<Rule> rules)
    {
        var graph = new EnumerationGraphType { Name = "UserErrorCode", Description = "The rules that an operation can break." };
        foreach (var rule in rules.DistinctBy(r => r.Code).OrderBy(r => r.Code, StringComparer.Ordinal))
        {
            // What a message names is not known before it is sent; braces of its own are doubled.
            var text = Regex.Replace(rule.Text.En, @"\{\d\}", "…").Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
            graph.Add(rule.Code, rule.Code, text + (rule.Clause is null ? "" : $" (clause {rule.Clause})"));
        }

        return graph;
    }

    /// <summary>What the framework's own enumerations, which bring no comments, say by their names.</summary>
    private static string Words(string name) => name[0] + Regex.Replace(name[1..], "[A-Z]", m => " " + m.Value.ToLower(System.Globalization.CultureInfo.InvariantCulture)) + ".";
}
