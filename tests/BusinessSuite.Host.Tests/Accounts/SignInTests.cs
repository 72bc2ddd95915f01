using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Accounts;

public sealed class SignInTests(Suite suite) : IClassFixture<Suite>
{
    [Fact]
    public async Task A_one_time_password_must_be_changed_and_works_no_more_after_that()
    {
        var once = (string)(await suite.Admin.Do("createAccount", new { userName = "lin.mei", displayName = "Lin Mei" }, "oneTimePassword"))["oneTimePassword"]!;
        (await SignIn("lin.mei", once)).Should().Be((HttpStatusCode.Forbidden, "PASSWORD_CHANGE_REQUIRED"));
        (await SignIn("lin.mei", once, "short")).Should().Be((HttpStatusCode.BadRequest, "PASSWORD_TOO_WEAK"));
        (await SignIn("LIN.MEI", once, "a longer password")).Should().Be((HttpStatusCode.OK, null));
        (await SignIn("lin.mei", once)).Should().Be((HttpStatusCode.Unauthorized, "SIGN_IN_FAILED"));
        (await SignIn("lin.mei", "a longer password")).Should().Be((HttpStatusCode.OK, null));
    }

    [Fact]
    public async Task Wrong_names_and_wrong_passwords_look_alike_and_too_many_lock()
    {
        var once = (string)(await suite.Admin.Do("createAccount", new { userName = "locked", displayName = "L" }, "oneTimePassword"))["oneTimePassword"]!;
        (await SignIn("nobody-of-that-name", "x")).Should().Be(await SignIn("locked", "x"));
        for (var i = 0; i < 10; i++)
        {
            await SignIn("locked", "wrong");
        }

        (await SignIn("locked", once)).Should().Be((HttpStatusCode.Unauthorized, "SIGN_IN_FAILED"));
        (await suite.Admin.Query("{ accounts(where: {kind: {eq: PERSON}}, first: 100) { nodes { userName lockedUntil } } }"))["accounts"]!["nodes"]!.AsArray()
            .Single(a => (string)a!["userName"]! == "locked")!["lockedUntil"].Should().NotBeNull();
    }

    [Fact]
    public async Task A_refresh_token_gives_a_fresh_one_and_a_disabled_account_ends_all()
    {
        var made = await suite.Admin.Do("createAccount", new { userName = "leaver", displayName = "L" }, "oneTimePassword account { id }");
        var tokens = await Json("/sign-in", new { userName = "leaver", password = (string)made["oneTimePassword"]!, newPassword = "a longer password" });
        var again = await Json("/sign-in/refresh", new { refreshToken = (string)tokens["refreshToken"]! });
        var leaver = new Client(suite.Url, (string)again["accessToken"]!);
        (await leaver.Query("{ __typename }"))["__typename"].Should().NotBeNull();
        await suite.Admin.Do("disableAccount", new { accountId = (string)made["account"]!["id"]! }, "account { disabled }");
        for (var i = 0; i < 80; i++)
        {
            using var answer = await leaver.Http.PostAsJsonAsync("/graphql", new { query = "{ __typename }" });
            if (answer.StatusCode == HttpStatusCode.Unauthorized)
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("The token still works.");
    }

    [Fact]
    public async Task A_revoked_key_works_no_more_and_the_last_administrator_stays()
    {
        var account = (string)(await suite.Admin.Do("createServiceAccount", new { userName = "reports", displayName = "Reports" }, "account { id }"))["account"]!["id"]!;
        var key = await suite.Admin.Do("createServiceKey", new { accountId = account }, "key serviceKey { id prefix }");
        using var http = new HttpClient { BaseAddress = suite.Url };
        await suite.Admin.Do("revokeServiceKey", new { serviceKeyId = (string)key["serviceKey"]!["id"]! }, "serviceKey { revokedAt }");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)key["key"]!);
        (await http.PostAsJsonAsync("/graphql", new { query = "{ __typename }" })).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        var admin = (string)(await suite.Admin.Query("{ accounts(where: {kind: {eq: PERSON}}, orderBy: [{field: USER_NAME}], first: 1) { nodes { id userName } } }"))["accounts"]!["nodes"]![0]!["id"]!;
        (await suite.Admin.Refused("disableAccount", new { accountId = admin })).Should().Be("LAST_ADMINISTRATOR");
        (await suite.Admin.Refused("createServiceKey", new { accountId = admin })).Should().Be("NOT_A_SERVICE_ACCOUNT");
        (await suite.Admin.Refused("createServiceAccount", new { userName = "REPORTS", displayName = "x" })).Should().Be("ACCOUNT_NAME_TAKEN");
    }

    private async Task<(HttpStatusCode, string?)> SignIn(string userName, string password, string? newPassword = null)
    {
        using var answer = await suite.Nobody.Http.PostAsJsonAsync("/sign-in", new { userName, password, newPassword });
        var body = await answer.Content.ReadFromJsonAsync<JsonNode>();
        return (answer.StatusCode, (string?)body!["code"]);
    }

    private async Task<JsonNode> Json(string path, object body)
    {
        using var answer = await suite.Nobody.Http.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
