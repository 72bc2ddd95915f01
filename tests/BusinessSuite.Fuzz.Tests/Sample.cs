using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BusinessSuite.Host.Graph;

namespace BusinessSuite.Fuzz.Tests;

/// <summary>How a request was made.</summary>
internal enum SampleKind
{
    /// <summary>From the schema.</summary>
    Valid,

    /// <summary>From the schema, then damaged.</summary>
    Mutated,

    /// <summary>Bytes and JSON of no meaning.</summary>
    Raw,
}

/// <summary>A request of the fuzzer. Its seed alone decides all of it.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Kind">How it was made.</param>
/// <param name="Role">Who sends it: 0 nobody, 1 a service account with few permissions, 2 one with all.</param>
/// <param name="OverHttp">Whether it goes through a connection, and not straight to the executor.</param>
/// <param name="Body">The request's body.</param>
internal sealed partial record Sample(int Seed, SampleKind Kind, int Role, bool OverHttp, byte[] Body)
{
    /// <summary>Makes the request of a seed.</summary>
    public static Sample Of(SuiteSchema schema, int seed)
    {
        var random = new Random(seed);
        var kind = random.Next(10) switch { < 5 => SampleKind.Valid, < 8 => SampleKind.Mutated, _ => SampleKind.Raw };
        var role = random.Next(3);
        var http = random.Next(20) == 0;
        var (query, variables) = ValidDocument.Write(schema, random);
        return new(seed, kind, role, http, kind switch
        {
            SampleKind.Valid => Request(query, variables),
            SampleKind.Mutated => Mutated(schema, query, variables, random),
            _ => Raw(Request(query, variables), random),
        });
    }

    /// <summary>What it takes to see it again.</summary>
    public override string ToString() => $"seed {Seed} ({Kind}, role {Role}{(OverHttp ? ", HTTP" : "")}): tools/fuzz --seed {Seed} --documents 1\n{Encoding.UTF8.GetString(Body)}";

    private static byte[] Request(string query, string variables) => Encoding.UTF8.GetBytes($"{{\"query\":{JsonSerializer.Serialize(query)},\"variables\":{variables}}}");

    private static byte[] Mutated(SuiteSchema schema, string query, string variables, Random random)
    {
        var tokens = Tokens().Matches(query).Select(m => m.Value).ToList();
        for (var i = random.Next(1, 4); i > 0 && tokens.Count > 2; i--)
        {
            var at = random.Next(tokens.Count);
            switch (random.Next(9))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                case 2:
                    var other = random.Next(tokens.Count);
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 3:
                    var foreign = Tokens().Matches(ValidDocument.Write(schema, random).Query).Select(m => m.Value).ToList();
                    var from = random.Next(foreign.Count);
                    tokens.InsertRange(at, foreign.GetRange(from, random.Next(foreign.Count - from)));
                    break;
                case 4:
                    tokens.Insert(at, ((char)random.Next(1, 0xD800)).ToString());
                    break;
                case 5:
                    tokens.InsertRange(at, Enumerable.Repeat(Any(["{", "[", "(", "{a", "...on Node{", "{and:", "[["], random), random.Next(1, 200)));
                    break;
                case 6:
                    tokens[at] = Any(["null", "$v0", "$none", "-0", "1e999", "99999999999999999999", "\"\\uD800\"", "\"\"\"block\"\"\"", "__typename", "node", "on", "...F0", "true", "{}", "[]", "@skip(if: null)"], random);
                    break;
                case 7:
                    var length = Math.Min(random.Next(1, 12), tokens.Count - at);
                    tokens.RemoveRange(at, length);
                    break;
                default:
                    tokens[at] = tokens[random.Next(tokens.Count)];
                    break;
            }
        }

        if (random.Next(3) == 0)
        {
            variables = Any(["{}", "null", "{\"v0\":null}", "{\"v0\":[[[[]]]]}", "{\"v0\":{\"v0\":{}}}", "{\"v0\":1e999,\"v1\":-1}", "{\"v0\":\"\\ud800\"}", "{\"v0\":true,\"v1\":\"x\",\"v2\":0.1}"], random);
        }

        return Request(string.Join(' ', tokens), variables);
    }

    private static byte[] Raw(byte[] request, Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                var bytes = new byte[random.Next(400)];
                random.NextBytes(bytes);
                return bytes;
            case 1:
                return request[..random.Next(request.Length)];
            case 2:
                for (var i = random.Next(1, 8); i > 0; i--)
                {
                    request[random.Next(request.Length)] = (byte)random.Next(256);
                }

                return request;
            case 3:
                return Encoding.UTF8.GetBytes(Json(random, 0));
            case 4:
                return Encoding.UTF8.GetBytes($"{{\"query\":{Json(random, 1)},\"operationName\":{Json(random, 1)},\"variables\":{Json(random, 0)},\"extensions\":{Json(random, 0)}}}");
            default:
                return Request(string.Concat(Enumerable.Range(0, random.Next(300)).Select(_ => (char)random.Next(1, random.Next(2) == 0 ? 128 : 0xD800))), "{}");
        }
    }

    private static string Json(Random random, int depth) => random.Next(depth > 6 ? 5 : 8) switch
    {
        0 => "null",
        1 => "\"\\udc00\"",
        2 => JsonSerializer.Serialize(Any(["", "{__typename}", "query Q($a: Int = 1) {__typename}", "{", "\0"], random)),
        3 => Any(["0", "-1", "1e400", "true", "0.1"], random),
        4 => "{}",
        5 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Json(random, depth + 1)))}]",
        6 => $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(i => $"\"{Any(["query", "variables", "v0", "", "a"], random)}\":{Json(random, depth + 1)}"))}}}",
        _ => new string('[', random.Next(1, 100)) + new string(']', random.Next(1, 100)),
    };

    private static T Any<T>(IReadOnlyList<T> items, Random random) => items[random.Next(items.Count)];

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z_]\\w*|-?\\d+(?:\\.\\d+)?|\\.\\.\\.|\\S")]
    private static partial Regex Tokens();
}
