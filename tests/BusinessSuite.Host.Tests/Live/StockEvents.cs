using System.Globalization;
using BusinessSuite.Reads;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Live;

/// <summary>Stocks of the workbench, and what happens to them.</summary>
internal static class StockEvents
{
    public const string Follow = "subscription($id: ID!, $after: String) { stockTaken(stockId: $id, after: $after) { cursor at stock { id left } } }";

    public static async Task<string> Stock(Suite suite) => (string)(await suite.Admin.Do("createStock", new { count = 100 }, "stock { id }"))["stock"]!["id"]!;

    public static Task Take(Client client, string stock, int count) => client.Do("takeFromStock", new { stockId = stock, count }, "stock { id }");

    /// <summary>Where the log of events stands now.</summary>
    public static async Task<string> Now(Client client) => (string)(await client.Query("{ events { endCursor } }"))["events"]!["endCursor"]!;

    /// <summary>Follows a stock from now on, as a client does that wants to miss nothing.</summary>
    public static async Task Following(Client client, LiveSocket socket, string id, string query, string stock) =>
        await socket.Subscribe(id, query, new { id = stock, after = await Now(client) });

    /// <summary>The place of what is told next.</summary>
    public static async Task<long> Place(this LiveSocket socket) => long.Parse((string)(await socket.Data())["stockTaken"]!["cursor"]!, CultureInfo.InvariantCulture);

    /// <summary>So many events in one transaction.</summary>
    public static Task Happen(Suite suite, string stock, int count) => suite.AsApp(Insert(stock, count));

    /// <summary>SQL by which events happen.</summary>
    public static string Insert(string stock, int count = 1) => $"""
        insert into suite.events (id, type, data, at, node_type, node_key)
        select gen_random_uuid(), 'BusinessSuite.Workbench.Taken', jsonb_build_object('StockId', key, 'Count', 1), now(), 'Stock', key
        from (values ('{NodeId.Decode(stock).Key}'::uuid)) as of_stock (key), generate_series(1, {count})
        """;
}
