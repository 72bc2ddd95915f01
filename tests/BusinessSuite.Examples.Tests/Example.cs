using System.Text.RegularExpressions;
using BusinessSuite.Testing;

namespace BusinessSuite.Examples.Tests;

/// <summary>An example of a mutation. How they are written is told in docs/examples/README.md.</summary>
/// <param name="File">The file below docs/examples.</param>
/// <param name="Steps">Its operations in order.</param>
internal sealed partial record Example(string File, IReadOnlyList<Step> Steps)
{
    private static readonly string Folder = Path.Combine(PartnerModule.Repository, "docs/examples");

    /// <summary>The files of all examples.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.graphql", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal)];

    /// <summary>All places of its operations that something is put in for.</summary>
    public IEnumerable<string> Places => Steps.SelectMany(s => PlacesOf(s.Text).Concat(PlacesOf(s.Upload?.Address ?? ""))).Distinct();

    /// <summary>The mutation that a file is for.</summary>
    public static string MutationOf(string file) => Path.GetFileNameWithoutExtension(file);

    /// <summary>The places of a text that something is put in for.</summary>
    public static IEnumerable<string> PlacesOf(string text) => Place().Matches(text).Select(m => m.Groups[1].Value).Distinct();

    /// <summary>Reads the example of a mutation.</summary>
    /// <exception cref="FormatException">There is none, or it is not written as examples are.</exception>
    public static Example Of(string mutation)
    {
        var file = Files.FirstOrDefault(f => MutationOf(f) == mutation) ?? throw new FormatException($"There is no example of {mutation}.");
        var text = System.IO.File.ReadAllText(Path.Combine(Folder, file));
        var rest = Operation().Replace(text, "");
        return text.StartsWith("# ", StringComparison.Ordinal) && string.IsNullOrWhiteSpace(rest)
            ? new(file, [.. Operation().Matches(text).Select(Step.Of)])
            : throw new FormatException($"{file} is no comment with named operations: {rest}");
    }

    [GeneratedRegex(@"(?<comments>(?:^# .*\n)*)(?<text>^(?<kind>query|mutation) (?<name>\w+) \{\n[\s\S]*?^\}\n)", RegexOptions.Multiline)]
    private static partial Regex Operation();

    [GeneratedRegex(@"<(\w[\w.+-]*)>")]
    private static partial Regex Place();
}

/// <summary>An operation of an example.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsQuery">Whether it only asks.</param>
/// <param name="As">The number of the employee who sends it; null for the administrator.</param>
/// <param name="After">The mutations whose examples run before.</param>
/// <param name="Upload">What is sent before it, not as GraphQL.</param>
internal sealed partial record Step(string Name, string Text, bool IsQuery, string? As, IReadOnlyList<string> After, Upload? Upload)
{
    /// <summary>What was read of it.</summary>
    public static Step Of(Match read)
    {
        var told = Directive().Matches(read.Groups["comments"].Value).Select(d => (How: d.Groups["how"].Value, Of: d.Groups["of"].Value, Content: d.Groups["content"].Value)).ToList();
        return new(
            read.Groups["name"].Value,
            read.Groups["text"].Value,
            read.Groups["kind"].Value == "query",
            told.SingleOrDefault(t => t.How == "as").Of,
            [.. told.Where(t => t.How == "after").Select(t => t.Of)],
            told.Where(t => t.How is "put" or "post").Select(t => new Upload(t.How, t.Of, t.Content.Replace("\\n", "\n", StringComparison.Ordinal))).SingleOrDefault());
    }

    [GeneratedRegex(@"^# (?<how>as|after|put|post) (?<of>\S+) ?(?<content>.*)$", RegexOptions.Multiline)]
    private static partial Regex Directive();
}

/// <summary>Something that is sent to an address.</summary>
/// <param name="Method">By which method of HTTP.</param>
/// <param name="Address">Where to.</param>
/// <param name="Content">What.</param>
internal sealed record Upload(string Method, string Address, string Content);
