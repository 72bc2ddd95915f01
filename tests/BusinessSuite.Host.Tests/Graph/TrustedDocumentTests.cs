using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Graph;

/// <summary>A suite that takes published documents only.</summary>
public sealed class StrictSuite : Suite
{
    protected override string[] Settings => [.. base.Settings, "--Graph:TrustedOnly=true", "--Graph:Explorer=false"];
}

[Trait("row", "EC-11")]
public sealed class TrustedDocumentTests(StrictSuite suite) : IClassFixture<StrictSuite>
{
    [Fact]
    public async Task People_send_published_documents_only_and_programs_write_their_own()
    {
        const string Document = "query Mine { __typename }";
        var id = IdOf(Document);
        var person = await Person();
        (await Code(person, new { query = Document })).Should().Be("FORBIDDEN");
        (await Code(suite.Nobody, new { query = Document })).Should().Be("FORBIDDEN");
        (await Code(person, new { documentId = id })).Should().Be("DOCUMENT_NOT_FOUND");

        using var published = await suite.Admin.Http.PostAsJsonAsync("/documents?app=desk&version=1.0", new Dictionary<string, string> { [id] = Document });
        published.StatusCode.Should().Be(HttpStatusCode.OK);
        (await Code(person, new { documentId = id })).Should().BeNull();
        (await Code(suite.Nobody, new { documentId = id })).Should().BeNull();
        (await Code(person, new { query = Document })).Should().Be("FORBIDDEN", "its text is not its id");

        var program = await suite.Person([]);
        (await Code(program, new { query = "{ __typename }" })).Should().BeNull();
        (await Code(suite.Admin, new { query = "{ __typename }" })).Should().BeNull("whoever may publish documents may write them");
    }

    [Fact]
    public async Task Publishing_needs_its_permission_and_is_kept_with_who_did_it()
    {
        const string Document = "query Till { __typename }";
        var person = await Person();
        using var refused = await person.Http.PostAsJsonAsync("/documents?app=desk&version=2.0", new Dictionary<string, string> { [IdOf(Document)] = Document });
        refused.StatusCode.Should().Be(HttpStatusCode.Forbidden);

        var publisher = await suite.Person([("suite.document.publish", "ALL")]);
        using var done = await publisher.Http.PostAsJsonAsync("/documents?app=till&version=2.0", new Dictionary<string, string> { [IdOf(Document)] = Document });
        done.StatusCode.Should().Be(HttpStatusCode.OK);
        var kept = (await suite.Admin.Query("{ publishedDocuments(where: {app: {eq: \"till\"}}) { nodes { appVersion hash body account { userName } } } }"))["publishedDocuments"]!["nodes"]!.AsArray();
        kept.Should().ContainSingle().Which!["body"]!.GetValue<string>().Should().Be(Document);
        (await suite.Admin.Query("{ auditEntries(where: {operation: {eq: \"publishDocuments\"}}) { totalCount } }"))["auditEntries"]!["totalCount"]!.GetValue<int>().Should().BeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_version_that_is_withdrawn_is_answered_no_more_until_it_is_published_again()
    {
        const string Shared = "query Shared { __typename }";
        const string Old = "query Old { __typename }";
        await Publish("kiosk", "1.0", Shared, Old);
        await Publish("kiosk", "2.0", Shared);
        var person = await Person();
        (await Code(person, new { documentId = IdOf(Old) })).Should().BeNull();

        (await suite.Admin.Refused("withdrawDocuments", new { app = "kiosk", appVersion = "3.0" })).Should().Be("NOTHING_PUBLISHED");
        var done = await suite.Admin.Do("withdrawDocuments", new { app = "kiosk", appVersion = "1.0" }, "app appVersion documents");
        done["documents"]!.GetValue<int>().Should().Be(2);
        await Eventually.Holds(async () => await Code(person, new { documentId = IdOf(Old) }) == "DOCUMENT_NOT_FOUND");
        (await Code(person, new { documentId = IdOf(Shared) })).Should().BeNull("another version has it too");
        var versions = (await suite.Admin.Query("""
            { publishedDocuments(where: {app: {eq: "kiosk"}}) { groups(by: [{field: APP_VERSION}]) { keys { appVersion } count max { withdrawnAt } } } }
            """))["publishedDocuments"]!["groups"]!.AsArray();
        versions.Select(v => ((string)v!["keys"]!["appVersion"]!, (int)v["count"]!, v["max"]!["withdrawnAt"] is null)).Should().BeEquivalentTo([("1.0", 2, false), ("2.0", 1, true)]);

        await Publish("kiosk", "1.0", Old);
        (await Code(person, new { documentId = IdOf(Old) })).Should().BeNull();
        (await (await suite.Person([])).Send("mutation { withdrawDocuments(input: {app: \"kiosk\", appVersion: \"1.0\"}) { userErrors { code } } }"))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("FORBIDDEN");
    }

    [Fact]
    [Trait("row", "EC-26")]
    public async Task The_explorer_can_be_turned_off()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        request.Headers.Accept.ParseAdd("text/html");
        (await suite.Nobody.Http.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.NotAcceptable);
        (await suite.Nobody.Http.GetAsync("/graphql/explorer/explorer.js")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static string IdOf(string document) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    private async Task Publish(string app, string version, params string[] documents)
    {
        using var published = await suite.Admin.Http.PostAsJsonAsync($"/documents?app={app}&version={version}", documents.ToDictionary(IdOf));
        published.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static async Task<string?> Code(Client client, object request)
    {
        using var answer = await client.Http.PostAsJsonAsync("/graphql", request);
        return (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["errors"]?[0]!["extensions"]!["code"];
    }

    private async Task<Client> Person()
    {
        var userName = $"person-{Guid.NewGuid():N}"[..20];
        var once = (string)(await suite.Admin.Do("createAccount", new { userName, displayName = "Person" }, "oneTimePassword"))["oneTimePassword"]!;
        using var answer = await suite.Nobody.Http.PostAsJsonAsync("/sign-in", new { userName, password = once, newPassword = "a longer password" });
        return new Client(suite.Url, (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["accessToken"]!);
    }
}
