using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BusinessSuite.Tools.Bench;

/// <summary>Checks that contenders give the same answers before their speed is compared.</summary>
internal static class Answers
{
    private const int Checked = 25;

    /// <summary>Asks every contender the same and compares.</summary>
    /// <exception cref="BenchException">Two answers differ.</exception>
    public static async Task Compare(string question, IReadOnlyList<Contender> contenders)
    {
        for (var call = 0; call < Math.Min(contenders[0].Calls, Checked); call++)
        {
            var expected = Canonical(await contenders[0].Answer(call))!;
            if (Size(expected) == 0)
            {
                throw new BenchException($"{question}: the answer holds nothing: {expected.ToJsonString()}");
            }

            foreach (var other in contenders.Skip(1))
            {
                var actual = Canonical(await other.Answer(call));
                if (!JsonNode.DeepEquals(expected, actual))
                {
                    throw new BenchException($"{question}: {contenders[0].Name} and {other.Name} differ.\n{Excerpt(expected)}\n{Excerpt(actual)}");
                }
            }
        }
    }

    /// <summary>The same value in one form: instants in UTC, whatever their offset and digits.</summary>
    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Canonical(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Canonical)]),
        JsonValue v when v.GetValueKind() == JsonValueKind.String && IsInstant(v.GetValue<string>(), out var instant) => JsonValue.Create(instant.UtcDateTime.ToString("O")),
        _ => node?.DeepClone(),
    };

    private static bool IsInstant(string text, out DateTimeOffset instant)
    {
        instant = default;
        return text.Length >= 19 && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    /// <summary>How many values that say something.</summary>
    private static int Size(JsonNode? node) => node switch
    {
        JsonObject o => o.Sum(p => Size(p.Value)),
        JsonArray a => a.Sum(Size),
        null => 0,
        _ => 1,
    };

    private static string Excerpt(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "null";
        return text.Length > 3_000 ? text[..3_000] : text;
    }
}
