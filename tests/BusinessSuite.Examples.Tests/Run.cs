using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BusinessSuite.Examples.Tests;

/// <summary>A run of an example and of those that it names, each once, with records that no other run has.</summary>
internal sealed partial class Run(DemoCompany company)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, JsonNode> _answers = [];
    private readonly HashSet<string> _begun = [];

    /// <summary>Runs the example of a mutation unless it ran already. Everything in it must succeed.</summary>
    /// <returns>What the mutation answered.</returns>
    public async Task<JsonNode> Of(string mutation)
    {
        if (_answers.TryGetValue(mutation, out var answered))
        {
            return answered;
        }

        Assert.True(_begun.Add(mutation), $"The example of {mutation} needs itself.");
        var example = Example.Of(mutation);
        var number = company.NextNumber();
        var answers = new JsonObject();
        foreach (var step in example.Steps)
        {
            foreach (var before in step.After)
            {
                await Of(before);
            }

            if (step.Upload is { } upload)
            {
                using var request = new HttpRequestMessage(HttpMethod.Parse(upload.Method), await Fill(upload.Address)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(upload.Content)) };
                using var stored = await company.Sender(step.As).Http.SendAsync(request);
                Assert.True(stored.IsSuccessStatusCode, $"{example.File}: {request.Method} {request.RequestUri} was answered {(int)stored.StatusCode} {await stored.Content.ReadAsStringAsync()}");
            }

            answers[step.Name] = await Send(step, await Fill(step.Text), example);
        }

        return _answers[mutation] = answers[example.Steps[^1].Name]![mutation] ?? throw new FormatException($"{example.File} does not end with its mutation.");

        async Task<string> Fill(string text)
        {
            foreach (var place in Example.PlacesOf(text))
            {
                text = text.Replace($"<{place}>", await Value(place), StringComparison.Ordinal);
            }

            return text;
        }

        async Task<string> Value(string place)
        {
            if (place == "n")
            {
                return $"{number}";
            }

            if (Moment().Match(place) is { Success: true } moment)
            {
                var at = DemoCompany.Now.AddDays(moment.Groups["days"] is { Success: true } days ? int.Parse(days.Value, CultureInfo.InvariantCulture) : 0);
                return moment.Groups["what"].Value == "today" ? $"{at:yyyy-MM-dd}" : $"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}";
            }

            var (root, path) = place.Split('.', 2) is [var first, var rest] ? (first, rest) : throw new FormatException($"{example.File} names <{place}>, which is nothing.");
            return At(answers[root] ?? await Of(root), path)?.ToString() ?? throw new FormatException($"{example.File} names <{place}>, which was not answered.");
        }
    }

    private async Task<JsonNode> Send(Step step, string text, Example example)
    {
        var sender = company.Sender(step.As);
        var needed = example.Places.Where(p => p.StartsWith($"{step.Name}.", StringComparison.Ordinal)).Select(p => p[(step.Name.Length + 1)..]).ToList();
        var answer = await sender.Send(text);
        // What jobs make is there a moment later.
        for (var end = DateTime.UtcNow + Patience; step.IsQuery && Succeeded() && !IsFound() && DateTime.UtcNow < end; answer = await sender.Send(text))
        {
            await Task.Delay(100);
        }

        Assert.True(Succeeded() && IsFound(), $"{example.File}, sent {(step.As is null ? "by the administrator" : $"as {step.As}")}, was answered {Told(answer)}\n{text}");
        return answer["data"]!.DeepClone();

        static string Told(JsonNode answer) => ((answer["errors"] ?? answer["data"]) ?? answer).ToJsonString(Readable);

        bool Succeeded() => answer["errors"] is null && answer["data"] is JsonObject data && (step.IsQuery || data.All(f => f.Value?["userErrors"] is JsonArray { Count: 0 }));

        bool IsFound() => needed.All(n => At(answer["data"]!, n) is not null);
    }

    /// <summary>What stands at a path such as departments.nodes.0.id.</summary>
    private static JsonNode? At(JsonNode? node, string path) =>
        path.Split('.').Aggregate(node, (at, name) => at is JsonArray list ? list.ElementAtOrDefault(int.Parse(name, CultureInfo.InvariantCulture)) : at?[name]);

    [GeneratedRegex(@"^(?<what>today|now)(?<days>[+-]\d+)?$")]
    private static partial Regex Moment();
}
