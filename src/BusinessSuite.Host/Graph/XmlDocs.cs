using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BusinessSuite.Host.Graph;

/// <summary>The doc comments of the modules: they describe the schema.</summary>
internal sealed partial class XmlDocs
{
    private readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> _files = new();

    /// <summary>The summary of a type.</summary>
    public string? Of(Type type) => Text(Find(type.Assembly, $"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>The summary of a property; for the positional property of a record its parameter's.</summary>
    public string? Of(PropertyInfo property)
    {
        var owner = property.DeclaringType!;
        return Text(Find(owner.Assembly, $"P:{NameOf(owner)}.{property.Name}")?.Element("summary")) ?? Parameter(owner, property.Name);
    }

    /// <summary>The summary of an enumeration value.</summary>
    public string? Of(FieldInfo field) => Text(Find(field.DeclaringType!.Assembly, $"F:{NameOf(field.DeclaringType)}.{field.Name}")?.Element("summary"));

    /// <summary>The summary of a method.</summary>
    public string? Of(MethodInfo method) => Text(Find(method)?.Element("summary"));

    /// <summary>What is said of a method's parameter.</summary>
    public string? Of(ParameterInfo parameter) => parameter.Member switch
    {
        MethodInfo method => Text(Find(method)?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == parameter.Name)),
        _ => Parameter(parameter.Member.DeclaringType!, parameter.Name!),
    };

    private string? Parameter(Type record, string name) =>
        Text(Find(record.Assembly, $"T:{NameOf(record)}")?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == name));

    private XElement? Find(MethodInfo method) => Find(method.DeclaringType!.Assembly, $"M:{NameOf(method.DeclaringType)}.{method.Name}");

    private XElement? Find(Assembly assembly, string member) => Members(assembly).GetValueOrDefault(member);

    private Dictionary<string, XElement> Members(Assembly assembly) => _files.GetOrAdd(assembly, a =>
    {
        var path = Path.ChangeExtension(a.Location, ".xml");
        // Operations are not overloaded, so their names without what they take are enough.
        return File.Exists(path)
            ? XDocument.Load(path).Descendants("member").GroupBy(m => m.Attribute("name")!.Value.Split('(')[0]).ToDictionary(m => m.Key, m => m.First())
            : [];
    });

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = string.Concat(element.Nodes().Select(n => n switch
        {
            XText t => t.Value,
            XElement { IsEmpty: true } e => Last(e.Attribute("cref")?.Value ?? e.Attribute("langword")?.Value ?? e.Attribute("name")?.Value ?? ""),
            XElement e => e.Value,
            _ => "",
        }));
        text = Space().Replace(text, " ").Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Last(string cref) => cref[(cref.LastIndexOf('.') + 1)..];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
