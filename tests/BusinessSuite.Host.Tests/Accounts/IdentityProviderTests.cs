using System.Security.Claims;
using System.Security.Cryptography;
using BusinessSuite.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BusinessSuite.Host.Tests.Accounts;

/// <summary>An OpenID Connect provider on loopback, as far as a host asks it: its metadata and its keys.</summary>
public sealed class SuiteWithProvider : Suite
{
    private static readonly RSA Rsa = RSA.Create(2048);
    private WebApplication? _provider;

    public string Issuer { get; private set; } = "";

    protected override string[] Settings => [.. base.Settings, $"--Oidc:Authority={Issuer}", "--Oidc:Audience=suite", "--Oidc:RequireHttps=false"];

    public override async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _provider = builder.Build();
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(Rsa.ExportParameters(false)) { KeyId = "one" });
        _provider.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Issuer, jwks_uri = $"{Issuer}/keys" }));
        _provider.MapGet("/keys", () => Results.Json(new { keys = new[] { new { kty = "RSA", kid = "one", use = "sig", alg = "RS256", n = key.N, e = key.E } } }));
        await _provider.StartAsync();
        Issuer = _provider.Urls.First();
        await base.InitializeAsync();
    }

    /// <summary>A token as the provider would sign it, or as someone else would.</summary>
    public string Token(string subject, string audience = "suite", int minutes = 5, string? issuer = null, RSA? key = null) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer ?? Issuer,
        Audience = audience,
        NotBefore = DateTime.UtcNow.AddHours(-1),
        Expires = DateTime.UtcNow.AddMinutes(minutes),
        Subject = new ClaimsIdentity([new Claim("sub", subject), new Claim("name", "Lin Mei")]),
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(key ?? Rsa) { KeyId = "one" }, SecurityAlgorithms.RsaSha256),
    });
}

public sealed class IdentityProviderTests(SuiteWithProvider suite) : IClassFixture<SuiteWithProvider>
{
    [Fact]
    public async Task Whom_the_provider_vouches_for_has_an_account_and_may_do_what_its_roles_say()
    {
        var client = new Client(suite.Url, suite.Token("lin"));
        (await client.Send("{ duties { totalCount } }"))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("FORBIDDEN");
        var account = (await suite.Admin.Query("""{ accounts(where: {userName: {contains: "lin@"}}) { nodes { id displayName } } }"""))["accounts"]!["nodes"]!.AsArray().Should().ContainSingle().Which!;
        account["displayName"]!.GetValue<string>().Should().Be("Lin Mei");
        var role = (string)(await suite.Admin.Do("createRole", new { name = "Readers" }, "role { id }"))["role"]!["id"]!;
        await suite.Admin.Do("grantPermission", new { roleId = role, permission = "organization.structure.read", scope = "ALL" }, "role { id }");
        await suite.Admin.Do("assignRole", new { accountId = (string)account["id"]!, roleId = role }, "account { id }");
        await Eventually.Holds(async () => (await client.Send("{ duties { totalCount } }"))["errors"] is null);
        (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => new Client(suite.Url, suite.Token("twin")).Send("{ __typename }")))).Should().OnlyContain(a => a["errors"] == null);
        (await suite.Admin.Query("""{ accounts(where: {userName: {contains: "twin@"}}) { totalCount } }"""))["accounts"]!["totalCount"]!.GetValue<int>().Should().Be(1, "ten first requests at once make one account");
    }

    [Fact]
    public async Task Other_tokens_are_refused()
    {
        using var stranger = RSA.Create(2048);
        var unsigned = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = suite.Issuer, Audience = "suite", Expires = DateTime.UtcNow.AddHours(1), Subject = new ClaimsIdentity([new Claim("sub", "lin")]) });
        foreach (var token in new[] { suite.Token("lin", audience: "other"), suite.Token("lin", minutes: -30), suite.Token("lin", issuer: "https://elsewhere.example"), suite.Token("lin", key: stranger), unsigned })
        {
            (await new Client(suite.Url, token).Send("{ __typename }"))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("UNAUTHENTICATED");
        }
    }
}
