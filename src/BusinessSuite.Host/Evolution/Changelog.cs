using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using BusinessSuite.Host.Graph;

namespace BusinessSuite.Host.Evolution;

/// <summary>What changed in the schema, by day, as <c>tools/changelog</c> keeps it, and before it what is deprecated and will go.</summary>
internal sealed class Changelog
{
    /// <summary>Reads what the host carries within itself.</summary>
    public Changelog(SuiteSchema schema)
    {
        using var resource = typeof(Changelog).Assembly.GetManifestResourceStream("schema.changes.json")!;
        var kept = JsonNode.Parse(resource)!.AsObject();
        var coming = schema.Deprecations.OrderBy(d => d.RemovalAfter).ThenBy(d => d.Coordinate, StringComparer.Ordinal).ToList();
        Json = new JsonObject
        {
            ["coming"] = new JsonArray([.. coming.Select(d => new JsonObject
            {
                ["path"] = d.Coordinate,
                ["removalAfter"] = Day(d.RemovalAfter),
                ["reason"] = d.Reason,
            })]),
            ["unreleased"] = kept["unreleased"]!.DeepClone(),
            ["releases"] = kept["releases"]!.DeepClone(),
        };
        var text = new StringBuilder("# Changes of the schema\n");
        Section(text, "Coming", coming.Select(d => $"- {d.Coordinate} goes after {Day(d.RemovalAfter)}: {d.Reason}"));
        Changes(text, "Not released yet", kept["unreleased"]!);
        foreach (var release in kept["releases"]!.AsArray())
        {
            Changes(text, $"{release!["version"]} of {release["date"]}", release["changes"]!);
        }

        Text = text.ToString();
    }

    /// <summary>For programs.</summary>
    public JsonObject Json { get; }

    /// <summary>For people, as Markdown.</summary>
    public string Text { get; }

    private static void Changes(StringBuilder text, string title, JsonNode changes) => Section(
        text, title, changes.AsArray().Select(c => $"- {c!["date"]} {c["kind"]}{(c["breaking"] is null ? "" : ", breaking")}: {c["message"]}{(c["reason"] is { } reason ? $". {reason}" : "")}"));

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        var length = text.Length;
        text.AppendJoin('\n', lines).Append(text.Length == length ? "Nothing.\n" : "\n");
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
