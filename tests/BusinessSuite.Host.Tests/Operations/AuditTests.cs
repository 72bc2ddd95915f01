using System.Text.Json.Nodes;
using BusinessSuite.Host.Graph;
using BusinessSuite.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessSuite.Host.Tests.Operations;

public sealed class AuditTests(Suite suite) : IClassFixture<Suite>
{
    [Fact]
    [Trait("row", "RL-21")]
    public async Task A_change_is_audited_with_who_what_before_and_after()
    {
        var stock = (string)(await suite.Admin.Do("createStock", new { count = 3 }, "stock { id }"))["stock"]!["id"]!;
        await suite.Admin.Do("takeFromStock", new { stockId = stock, count = 2 }, "stock { id }");
        var entry = (await suite.Admin.Query(
            "{ auditEntries(where: {operation: {eq: \"takeFromStock\"}}, last: 1) { nodes { at outcome historical requestId inputs account { userName } changes { nodes { recordType before after } } } } }"))["auditEntries"]!["nodes"]![0]!;
        entry["account"]!["userName"]!.GetValue<string>().Should().Be("admin");
        entry["outcome"]!.GetValue<string>().Should().Be("SUCCESS");
        entry["at"]!.GetValue<string>().Should().EndWith("Z");
        var change = entry["changes"]!["nodes"]!.AsArray().Should().ContainSingle().Which!;
        change["before"]!["Left"]!.GetValue<int>().Should().Be(3);
        change["after"]!["Left"]!.GetValue<int>().Should().Be(1);
    }

    [Fact]
    [Trait("row", "RL-21")]
    public async Task Every_mutation_of_the_schema_is_audited_when_it_is_denied()
    {
        var stranger = await suite.Person([]);
        var schema = await suite.Admin.Query(
            """
            { __schema { mutationType { fields { name args { type { ofType { inputFields { name type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } } types { name kind enumValues { name } inputFields { name type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }
            """);
        var types = schema["__schema"]!["types"]!.AsArray().ToDictionary(t => (string)t!["name"]!, t => t!);
        var fields = schema["__schema"]!["mutationType"]!["fields"]!.AsArray();
        fields.Count.Should().BeGreaterThan(50);
        var open = suite.Services.GetRequiredService<SuiteSchema>().Operations.Values.Where(o => o.Permission is null).Select(o => o.Name).ToHashSet();
        foreach (var field in fields.Where(f => !open.Contains((string)f!["name"]!)))
        {
            var name = (string)field!["name"]!;
            var input = Sample((JsonArray)field["args"]![0]!["type"]!["ofType"]!["inputFields"]!, types);
            var answer = await stranger.Send(Client.Mutation(name, "__typename"), new { input });
            ((string?)answer["errors"]?[0]?["extensions"]?["code"]).Should().Be("FORBIDDEN", $"{name}: {answer.ToJsonString()}");
            ((long)(await suite.AsOwner($"select count(*) from suite.audit_entries where operation = '{name}' and outcome = 'DENIED'"))!).Should().Be(1, name);
        }
    }

    [Fact]
    [Trait("row", "RL-21")]
    public async Task Secrets_are_in_no_audit_row()
    {
        var made = await suite.Admin.Do("createAccount", new { userName = "secretive", displayName = "S" }, "oneTimePassword account { id }");
        var service = await suite.Person([]);
        var key = service.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        var everything = (string)(await suite.AsOwner("select (select string_agg(e::text, '') from suite.audit_entries e) || (select string_agg(c::text, '') from suite.audit_changes c)"))!;
        everything.Should().NotContain((string)made["oneTimePassword"]!).And.NotContain(key).And.NotContain("AQAAAA", "password hashes stay out too").And.Contain("secretive");
    }

    [Fact]
    [Trait("row", "RL-21")]
    [Trait("row", "RL-07")]
    public async Task The_trail_cannot_be_changed_even_by_its_owner()
    {
        await suite.Admin.Do("createStock", new { count = 1 }, "stock { id }");
        foreach (var sql in new[] { "update suite.audit_entries set operation = 'x'", "delete from suite.audit_changes", "truncate suite.audit_changes" })
        {
            var app = () => suite.AsApp(sql, """{"scopes":{"*":"ALL"}}""");
            (await app.Should().ThrowAsync<Npgsql.PostgresException>()).Which.SqlState.Should().Be("42501");
            var owner = () => suite.AsOwner(sql);
            (await owner.Should().ThrowAsync<Npgsql.PostgresException>()).Which.SqlState.Should().Be("42501");
        }
    }

    /// <summary>An input that fits its type: every required member, filled with something.</summary>
    private static JsonObject Sample(JsonArray fields, Dictionary<string, JsonNode> types)
    {
        var input = new JsonObject();
        foreach (var field in fields.Where(f => (string)f!["type"]!["kind"]! == "NON_NULL"))
        {
            input[(string)field!["name"]!] = Value(field["type"]!["ofType"]!, types);
        }

        return input;
    }

    private static JsonNode? Value(JsonNode type, Dictionary<string, JsonNode> types) => (string)type["kind"]! switch
    {
        "LIST" => new JsonArray(),
        "ENUM" => (string)types[(string)type["name"]!]["enumValues"]![0]!["name"]!,
        "INPUT_OBJECT" => Sample((JsonArray)types[(string)type["name"]!]["inputFields"]!, types),
        _ => (string)type["name"]! switch
        {
            "Int" => 1,
            "Boolean" => true,
            "DateTime" => "2026-01-01T00:00:00Z",
            "Date" => "2026-01-01",
            "Duration" => "PT1H",
            "LocalTime" => "09:00:00",
            "Decimal" or "Long" => "1",
            _ => "x",
        },
    };
}
