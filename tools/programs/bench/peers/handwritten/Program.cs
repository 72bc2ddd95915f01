using BusinessSuite.Tools.Bench.Handwritten;
using Npgsql;

// What an experienced developer writes by hand when these two answers are all that an endpoint has to give: prepared statements,
// one round trip, JSON straight from the reader. It reads no token, parses no query and knows one caller.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
await using var app = builder.Build();
await using var bound = NpgsqlDataSource.Create(builder.Configuration["App"]!);
await using var unbound = NpgsqlDataSource.Create(builder.Configuration["Unbound"]!);
var caller = builder.Configuration["Caller"]!;

app.MapGet("/ready", () => "ready");
app.MapGet("/applications", (string status, HttpContext http) => ApplicationList.Answer(http, bound, caller, status));
app.MapGet("/applications/{number}", (string number, HttpContext http) => ApplicationByNumber.Answer(http, bound, caller, number));

// The same without row security, to show what that costs.
app.MapGet("/unbound/applications", (string status, HttpContext http) => ApplicationList.Answer(http, unbound, null, status));
await app.RunAsync();
