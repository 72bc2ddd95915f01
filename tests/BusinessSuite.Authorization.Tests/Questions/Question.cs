using System.Text.Json.Nodes;

namespace BusinessSuite.Authorization.Tests;

/// <summary>A field at the root of a query, and what each role must get for it.</summary>
/// <param name="Path">The way that it takes to the data, for reports.</param>
/// <param name="Field">The field as it is written, without an alias.</param>
/// <param name="Right">What a role must get.</param>
/// <param name="Cells">How many values it could give away.</param>
/// <param name="Open">Whether it may be asked without signing in.</param>
internal sealed record Question(string Path, string Field, Func<Asker, Answer> Right, int Cells, bool Open);

/// <summary>What a role must get.</summary>
/// <param name="Data">The field's value. <see cref="Any"/> stands for a value that the role may have, whatever it is.</param>
/// <param name="Denied">The paths below the field, each with a leading dot, that are null with an error that says so; empty for the field itself.</param>
/// <param name="Refused">Whether the whole request must be refused instead.</param>
internal sealed record Answer(JsonNode? Data, IReadOnlyList<string> Denied, bool Refused = false)
{
    /// <summary>A value that is not compared.</summary>
    public const string Any = "\u0000any";

    /// <summary>The field is null, and an error says that a permission is missing.</summary>
    public static readonly Answer No = new(null, [""]);

    /// <summary>The request as a whole is refused.</summary>
    public static readonly Answer Refusal = new(null, [], Refused: true);

    /// <summary>Tells how an answer differs from this: what was given away, and what was withheld.</summary>
    public static IEnumerable<string> Differences(JsonNode? right, JsonNode? given, string path)
    {
        if (right is JsonValue any && any.TryGetValue<string>(out var text) && text == Any)
        {
            yield break;
        }

        switch (right, given)
        {
            case (JsonObject expected, JsonObject actual):
                foreach (var name in expected.Select(m => m.Key).Union(actual.Select(m => m.Key)))
                {
                    foreach (var difference in Differences(expected[name], actual[name], $"{path}.{name}"))
                    {
                        yield return difference;
                    }
                }

                break;
            case (JsonArray expected, JsonArray actual) when expected.Count == actual.Count:
                // Groups come by their keys, of which the roles see some and not others.
                var sorted = path.EndsWith(".groups", StringComparison.Ordinal);
                foreach (var (wanted, got, at) in Sorted(expected, sorted).Zip(Sorted(actual, sorted), Enumerable.Range(0, expected.Count)))
                {
                    foreach (var difference in Differences(wanted, got, $"{path}.{at}"))
                    {
                        yield return difference;
                    }
                }

                break;
            default:
                if (!JsonNode.DeepEquals(right, given))
                {
                    yield return $"{(right is null || Size(given) > Size(right) ? "unexpected allow" : given is null || Size(given) < Size(right) ? "unexpected deny" : "wrong")} at {path}: {Shown(given)} instead of {Shown(right)}";
                }

                break;
        }
    }

    private static IEnumerable<JsonNode?> Sorted(JsonArray items, bool sorted) => sorted ? items.OrderBy(i => i?.ToJsonString(), StringComparer.Ordinal) : items;

    private static double Size(JsonNode? node) => node switch
    {
        null => 0,
        JsonArray list => list.Count,
        JsonValue value when value.TryGetValue<double>(out var number) => number,
        _ => 1,
    };

    private static string Shown(JsonNode? node) => node?.ToJsonString() is { } text ? text[..Math.Min(text.Length, 200)] : "null";
}
