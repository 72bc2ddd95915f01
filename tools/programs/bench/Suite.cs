using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BusinessSuite.Host.Data;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;

namespace BusinessSuite.Tools.Bench;

/// <summary>The suite as customers run it, on a company, with an ordinary user and a service account that may read everything.</summary>
internal sealed class Suite : IAsyncDisposable
{
    /// <summary>The most rows of a page for the service account.</summary>
    public const int ExportRows = 5_000;

    private static readonly string[] Reads =
        ["intake.application.read", "intake.contact.read", "intake.type.read", "organization.structure.read", "organization.employee.read"];

    private static readonly string Root = Repository.Root;
    private readonly HttpClient _http;

    private Suite(Server server)
    {
        Server = server;
        _http = new HttpClient { BaseAddress = server.Url, Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>Its process.</summary>
    public Server Server { get; }

    /// <summary>The token of an ordinary user whose reading reaches everywhere.</summary>
    public string Reader { get; private set; } = "";

    /// <summary>The key of a service account with the same rights.</summary>
    public string Export { get; private set; } = "";

    /// <summary>Who the user is, as the suite tells PostgreSQL; the peers tell it the same.</summary>
    public string Caller { get; private set; } = "";

    /// <summary>Starts it on a company. The first start migrates its database.</summary>
    public static async Task<Suite> Start(Company company, string name)
    {
        var password = RandomNumberGenerator.GetHexString(24);
        var suite = await Launch(company, name, $"--Graph:MaxServicePageSize={ExportRows}", "--reset-admin=true", $"--Accounts:FirstPassword={password}");
        return suite.As(await suite.SignIn("admin", password));
    }

    /// <summary>Starts it as it is, and waits until it is ready.</summary>
    public static async Task<Suite> Launch(Company company, string name, params string[] settings)
    {
        var port = Server.FreePort();
        string[] arguments = [Path.Combine(Root, "artifacts/suite/BusinessSuite.Host.dll"), $"--urls=http://127.0.0.1:{port}", $"--Data={company.Folder}",
            // One person's account stands for a whole company.
            "--Graph:People:Points=1000000000", "--Graph:People:Restore=1000000000", .. settings];
        return new(await Server.Start(name, new ProcessStartInfo("dotnet", arguments), port, "/health/ready", Path.Combine(company.Folder, "logs")));
    }

    /// <summary>Makes the accounts that read, in a company that is filled.</summary>
    public async Task AdmitReaders()
    {
        var role = await Find("roles", "name", "Bench reader") ?? await Do("createRole", new { name = "Bench reader" }, "role");
        foreach (var permission in Reads)
        {
            await Do("grantPermission", new { roleId = role, permission, scope = "ALL" }, "role");
        }

        var (reader, oneTime) = await Person();
        var employee = (await Query("{ employees(first: 1, orderBy: [{ field: NUMBER }]) { nodes { id } } }"))["employees"]!["nodes"]![0]!["id"]!.ToString();
        await Do("linkAccount", new { employeeId = employee, accountId = reader }, "employee");
        await Do("assignRole", new { accountId = reader, roleId = role }, "account");
        var service = await Find("accounts", "userName", "bench-export")
            ?? await Do("createServiceAccount", new { userName = "bench-export", displayName = "Export" }, "account");
        await Do("assignRole", new { accountId = service, roleId = role }, "account");
        Export = (await Run("createServiceKey", new { accountId = service }, "key"))["key"]!.ToString();

        var chosen = RandomNumberGenerator.GetHexString(24);
        Reader = await SignIn("bench-reader", oneTime, chosen);
        Caller = CallerSetting.Json(
            new Caller { UserId = KeyOf(reader), EmployeeId = KeyOf(employee), Grants = Reads.ToDictionary(p => p, _ => Scope.All) }, null);
    }

    /// <summary>From now on speaks to it with a token or key.</summary>
    public Suite As(string token)
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return this;
    }

    /// <summary>Sends a query, and takes its data.</summary>
    public async Task<JsonNode> Query(string query, object? variables = null)
    {
        using var answer = await _http.PostAsJsonAsync("/graphql", new { query, variables });
        var json = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        return json["errors"] is null ? json["data"]! : throw new BenchException($"The suite refused {query}: {json["errors"]!.ToJsonString()}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    private static Guid KeyOf(string node) => NodeId.Decode(node).Key;

    private async Task<(string Id, string OneTimePassword)> Person()
    {
        var made = await Find("accounts", "userName", "bench-reader") is { } known
            ? await Run("resetPassword", new { accountId = known }, "account { id } oneTimePassword")
            : await Run("createAccount", new { userName = "bench-reader", displayName = "Reader" }, "account { id } oneTimePassword");
        return (made["account"]!["id"]!.ToString(), made["oneTimePassword"]!.ToString());
    }

    private async Task<string> SignIn(string userName, string password, string? newPassword = null)
    {
        using var answer = await _http.PostAsJsonAsync("/sign-in", new { userName, password, newPassword });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["accessToken"]!.ToString();
    }

    private async Task<string?> Find(string list, string field, string value) => (await Query(
        $"query($value: String) {{ {list}(first: 1, where: {{ {field}: {{ eq: $value }} }}) {{ nodes {{ id }} }} }}", new { value }))[list]!["nodes"]!.AsArray().FirstOrDefault()?["id"]!.ToString();

    private async Task<string> Do(string operation, object input, string payload) => (await Run(operation, input, $"{payload} {{ id }}"))[payload]!["id"]!.ToString();

    private async Task<JsonNode> Run(string operation, object input, string payload)
    {
        var type = $"{char.ToUpperInvariant(operation[0])}{operation[1..]}Input";
        var result = (await Query($"mutation($input: {type}!) {{ {operation}(input: $input) {{ {payload} userErrors {{ message }} }} }}", new { input }))[operation]!;
        return result["userErrors"]!.AsArray().Count == 0 ? result : throw new BenchException($"{operation}: {result["userErrors"]!.ToJsonString()}");
    }
}
