using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Architecture.Tests;

public sealed class SchemaTests(Suite suite) : IClassFixture<Suite>
{
    private const string Introspection = """
        { __schema { types { name kind description
            fields(includeDeprecated: true) { name description type { ...T } args { name description type { ...T } } }
            inputFields { name description type { ...T } } enumValues(includeDeprecated: true) { name description } interfaces { name } }
          directives { name description args { name description } } } }
        fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        """;

    [Theory]
    [InlineData("schema.graphql")]
    [InlineData("scalars.json")]
    [InlineData("possible-types.json")]
    [Trait("row", "EC-18")]
    [Trait("row", "EC-23")]
    public async Task The_schema_and_what_clients_are_set_up_with_are_those_in_the_repository(string file)
    {
        var snapshot = Path.Combine(PartnerModule.Repository, "docs", file);
        var actual = await suite.Admin.Http.GetStringAsync($"/graphql/{file}");
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1")
        {
            await File.WriteAllTextAsync(snapshot, actual);
        }

        actual.Split('\n').Should().Equal((await File.ReadAllTextAsync(snapshot)).Split('\n'), "a change of the API is reviewed: run UPDATE_SCHEMA=1 tools/test Architecture and read the difference");
    }

    [Fact]
    public async Task Everything_in_the_schema_is_described()
    {
        var bare = new List<string>();
        // The scalars of the GraphQL specification are described there.
        foreach (var (path, item) in (await Items()).Where(i => i.Path is not ("String" or "Boolean" or "Int" or "Float" or "ID")))
        {
            if (((string?)item["description"])?.Trim() is not { Length: > 3 })
            {
                bare.Add(path);
            }
        }

        bare.Should().BeEmpty();
    }

    [Fact]
    [Trait("row", "EC-02")]
    [Trait("row", "EC-08")]
    public async Task Every_readable_type_is_a_node_with_a_version()
    {
        var types = (await Types()).Where(t => t["interfaces"]?.AsArray().Any(i => (string)i!["name"]! == "Node") == true).ToList();
        types.Should().HaveCountGreaterThan(30);
        types.Where(t => Field(t, "id") != "ID!" || Field(t, "version") != "Int!").Select(t => (string)t["name"]!).Should().BeEmpty();
    }

    [Fact]
    [Trait("row", "EC-05")]
    [Trait("row", "EC-07")]
    public async Task Every_mutation_takes_one_input_with_a_key_and_answers_user_errors()
    {
        var types = (await Types()).ToDictionary(t => (string)t["name"]!);
        foreach (var mutation in types["Mutation"]["fields"]!.AsArray())
        {
            var name = (string)mutation!["name"]!;
            var type = char.ToUpperInvariant(name[0]) + name[1..];
            mutation["args"]!.AsArray().Select(a => $"{a!["name"]}: {Text(a["type"]!)}").Should().Equal($"input: {type}Input!");
            Text(mutation["type"]!).Should().Be($"{type}Payload");
            types[$"{type}Input"]["inputFields"]!.AsArray().Select(f => (string)f!["name"]!).Should().Contain("idempotencyKey");
            Field(types[$"{type}Payload"], "userErrors").Should().Be($"[{type}UserError!]!");
            types[$"{type}UserError"]["interfaces"]!.AsArray().Select(i => (string)i!["name"]!).Should().Equal("UserError");
        }
    }

    [Fact]
    [Trait("row", "EC-03")]
    [Trait("row", "EC-04")]
    public async Task Every_list_of_nodes_is_a_connection_with_one_grammar()
    {
        var types = await Types();
        var nodes = types.Where(t => t["interfaces"]?.AsArray().Any(i => (string)i!["name"]! == "Node") == true).Select(t => (string)t["name"]!).ToHashSet();
        foreach (var type in types.Where(t => (string)t["kind"]! == "OBJECT" && (nodes.Contains((string)t["name"]!) || (string)t["name"]! == "Query")))
        {
            foreach (var field in type["fields"]!.AsArray().Where(f => Text(f!["type"]!).Contains("Connection", StringComparison.Ordinal)))
            {
                field!["args"]!.AsArray().Select(a => (string)a!["name"]!).Except(["orderBy", "asOf"]).Should().Equal("first", "after", "last", "before", "where");
            }

            type["fields"]!.AsArray().Where(f => Text(f!["type"]!) is var t && t[0] == '[' && nodes.Contains(t.Trim('[', ']', '!'))).Should().BeEmpty($"{type["name"]} lists rows by connections only");
        }
    }

    private static string Field(JsonNode type, string name) => Text(type["fields"]!.AsArray().Single(f => (string)f!["name"]! == name)!["type"]!);

    private static string Text(JsonNode type) => (string)type["kind"]! switch
    {
        "NON_NULL" => Text(type["ofType"]!) + "!",
        "LIST" => $"[{Text(type["ofType"]!)}]",
        _ => (string)type["name"]!,
    };

    private async Task<List<JsonNode>> Types() =>
        [.. (await suite.Admin.Query(Introspection))["__schema"]!["types"]!.AsArray().Where(t => !((string)t!["name"]!).StartsWith("__", StringComparison.Ordinal)).Select(t => t!)];

    private async Task<List<(string Path, JsonNode Item)>> Items()
    {
        var items = new List<(string, JsonNode)>();
        void Collect(string path, JsonNode? list)
        {
            foreach (var item in list?.AsArray() ?? [])
            {
                var below = $"{path}.{item!["name"]}";
                items.Add((below, item));
                Collect(below, item["args"]);
            }
        }

        var schema = (await suite.Admin.Query(Introspection))["__schema"]!;
        foreach (var type in await Types())
        {
            items.Add(((string)type["name"]!, type));
            Collect((string)type["name"]!, type["fields"]);
            Collect((string)type["name"]!, type["inputFields"]);
            Collect((string)type["name"]!, type["enumValues"]);
        }

        Collect("@", schema["directives"]);
        return items;
    }
}
