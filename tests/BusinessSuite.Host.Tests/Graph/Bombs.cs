using System.Text.Json;

namespace BusinessSuite.Host.Tests.Graph;

/// <summary>Documents that are small to send and large to work on.</summary>
internal static class Bombs
{
    /// <summary>The kinds of documents that grow with a number.</summary>
    public static readonly IReadOnlyDictionary<string, Func<int, string>> Documents = new Dictionary<string, Func<int, string>>
    {
        ["aliases of a meta field"] = n => $"{{ {Join(n, i => $"a{i}: __typename")} }}",
        ["aliases of a field"] = n => $"{{ {Join(n, i => $"a{i}: roles {{ totalCount }}")} }}",
        ["one field many times"] = n => $"{{ {Repeat("__typename ", n)} }}",
        ["one field with fields many times"] = n => $"{{ {Repeat("roles { nodes { grants { nodes { id } } } } ", n)} }}",
        ["unknown directives"] = n => $"{{ __typename {Repeat("@aa ", n)} }}",
        ["skip many times"] = n => $"{{ {Repeat("__typename @skip(if: false) ", n)} }}",
        ["nested fields"] = n => $"{{ {Repeat("a { ", n)} a {Repeat("} ", n)} }}",
        ["nested fields, never closed"] = n => Repeat("{ a ", n),
        ["nested fragments"] = n => $"{{ {Repeat("... { ", n)} a {Repeat("} ", n)} }}",
        ["nested lists"] = n => $"{{ nodes(ids: {Repeat("[", n)}{Repeat("]", n)}) {{ id }} }}",
        ["nested objects"] = n => $"{{ roles(where: {Repeat("{not: ", n)}{{}}{Repeat("}", n)}) {{ totalCount }} }}",
        ["nested list types"] = n => $"query($x: {Repeat("[", n)}Int{Repeat("]", n)}) {{ __typename }}",
        ["chain of fragments"] = n => $"{{ ...f0 }} {Join(n, i => $"fragment f{i} on Query {{ ...f{i + 1} }}")} fragment f{n} on Query {{ __typename }}",
        ["ring of fragments"] = n => $"{{ ...f0 }} {Join(n, i => $"fragment f{i} on Query {{ ...f{(i + 1) % n} }}")}",
        ["ring of fragments that nothing spreads"] = n => $"{{ __typename }} {Join(n, i => $"fragment f{i} on Query {{ ...f{(i + 1) % n} }}")}",
        ["two branches of fragments"] = n => $"{{ ...f0 }} {Join(n, i => $"fragment f{i} on Query {{ ...f{i + 1} ...f{i + 1} }}")} fragment f{n} on Query {{ __typename }}",
        ["two branches of fragments that nothing spreads"] = n => $"{{ __typename }} {Join(n, i => $"fragment f{i} on Query {{ ...f{i + 1} ...f{i + 1} }}")} fragment f{n} on Query {{ __typename }}",
        ["two branches of fragments by fields"] = n => $"{{ roles {{ nodes {{ ...f0 }} }} }} {Join(n, i => $"fragment f{i} on Role {{ a: grants {{ nodes {{ role {{ ...f{i + 1} }} }} }} b: grants {{ nodes {{ role {{ ...f{i + 1} }} }} }} }}")} fragment f{n} on Role {{ id }}",
        ["fragments of one name"] = n => $"{{ ...f }} {Repeat("fragment f on Query { ...f } ", n)}",
        ["overlapping fragments"] = n => $"{{ roles {{ nodes {{ {Join(n, i => $"...f{i}")} }} }} }} {Join(n, i => $"fragment f{i} on Role {{ grants {{ nodes {{ role {{ id name }} }} }} }}")}",
        ["operations"] = n => $"{Join(n, i => $"query q{i} {{ __typename }}")} query last {{ nonsense }}",
        ["comments"] = n => $"{Repeat("#\n", n)} {{",
        ["byte order marks and other padding"] = n => $"{new string('\uFEFF', n)}{{",
        ["a string that never ends"] = n => $"{{ node(id: \"{new string('x', n)}",
        ["a number"] = n => $"{{ roles(first: {new string('9', n)}) {{ totalCount }} }}",
        ["a name"] = n => $"{{ {new string('x', n)} }}",
        ["escapes"] = n => $"{{ node(id: \"{Repeat("\\u0000", n)}\") {{ idd }} }}",
        ["variables"] = n => $"query({Join(n, i => $"$v{i}: Int = 1")}) {{ __typename }}",
    };

    /// <summary>A small body of each kind, to be sent many times.</summary>
    public static IEnumerable<(string Name, string Body)> Small() => Requests().Where(r => r.Body.Length < 30_000).GroupBy(r => r.Name.TrimEnd("0123456789".ToCharArray())).Select(g => g.Last());

    /// <summary>Bodies of requests, none of which may be answered.</summary>
    public static IEnumerable<(string Name, string Body)> Requests()
    {
        foreach (var (name, make) in Documents)
        {
            foreach (var n in new[] { 100, 1_000, 10_000, 100_000, 1_000_000 })
            {
                // Larger ones are cut off by their bytes alone: one of them is enough.
                var document = make(n);
                yield return ($"{name}, {n}", JsonSerializer.Serialize(new { query = document }));
                if (document.Length > 1_000_000)
                {
                    break;
                }
            }
        }

        foreach (var n in new[] { 100, 1_000, 10_000, 100_000 })
        {
            yield return ($"variables nested {n}", $"{{\"query\":\"{{ __typename }}\",\"variables\":{Repeat("{\"x\":", n)}1{Repeat("}", n)}}}");
            yield return ($"variables in lists {n}", $"{{\"query\":\"{{ __typename }}\",\"variables\":{{\"x\":{Repeat("[", n)}{Repeat("]", n)}}}}}");
            yield return ($"variables, never closed {n}", Repeat("[", n));
            yield return ($"a batch of {n}", $"[{string.Join(',', Enumerable.Repeat("{\"query\":\"{ __typename }\"}", n))}]");
        }

        foreach (var character in new[] { "\\u0000", "\\ud800", "\\u2028" })
        {
            yield return ($"a document of {character}", $"{{\"query\":\"{Repeat(character, 1_000)}\"}}");
        }

        yield return ("variables of half a character", "{\"query\":\"query($x: ID!) { node(id: $x) { id } }\",\"variables\":{\"x\":\"\\ud800\"}}");
        yield return ("an operation named by half a character", "{\"query\":\"{ __typename }\",\"operationName\":\"\\udfff\"}");
        yield return ("an operation of another name among many", JsonSerializer.Serialize(new { query = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"query q{i} {{ __typename }} ")), operationName = "q999" }));
        yield return ("a string of ten megabytes", JsonSerializer.Serialize(new { query = "query($x: ID!) { node(id: $x) { id } }", variables = new { x = new string('x', 10_000_000) } }));
    }

    private static string Join(int times, Func<int, string> text) => string.Join(' ', Enumerable.Range(0, times).Select(text));

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
