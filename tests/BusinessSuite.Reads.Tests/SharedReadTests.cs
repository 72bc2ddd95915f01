using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BusinessSuite.Reads.Tests;

public sealed class SharedReadTests(Library library) : IClassFixture<Library>
{
    [Theory]
    [Trait("row", "RL-27")]
    [InlineData("{ book(id: \"{0}\") { title author { name } } }", true)]
    [InlineData("{ __typename books(where: { id: { eq: \"{0}\" } }) { nodes { title } } }", true)]
    [InlineData("{ books(first: 1, where: { isbn: { eq: \"1\" }, year: { isNull: false } }) { nodes { title } pageInfo { hasNextPage } } }", true)]
    [InlineData("query($isbn: String) { books(where: { isbn: { eq: $isbn } }) { nodes { title } } }", false)]
    [InlineData("{ books(where: { or: [{ isbn: { eq: \"1\" } }, { title: { eq: \"a\" } }] }) { nodes { title } } }", false)]
    [InlineData("{ books(where: { not: { isbn: { eq: \"1\" } } }) { nodes { title } } }", false)]
    [InlineData("{ books(where: { isbn: { in: [\"1\"] } }) { nodes { title } } }", false)]
    [InlineData("{ books(where: { title: { eq: \"a\" } }) { nodes { title } } }", false)]
    [InlineData("{ books(where: { isbn: { eq: \"1\" } }) { totalCount nodes { title } } }", false)]
    [InlineData("{ books(where: { isbn: { eq: \"1\" } }) { groups(by: [{ field: YEAR }]) { count } } }", false)]
    [InlineData("{ book(id: \"{0}\") { shout } }", false)]
    [InlineData("{ author(id: \"{1}\") { books { nodes { title } } } }", false)]
    [InlineData("{ nodes(ids: [\"{0}\"]) { id } }", false)]
    [InlineData("{ a: book(id: \"{0}\") { title } b: book(id: \"{0}\") { title } }", false)]
    public void Only_what_finds_one_row_by_what_is_unique_is_shared(string query, bool shared) =>
        library.Plan(query.Replace("{0}", NodeId.Encode(library.Book, Library.Key(1001)), StringComparison.Ordinal).Replace("{1}", NodeId.Encode(library.Author, Library.Key(1)), StringComparison.Ordinal), new() { ["isbn"] = null })
            .Plan.FindsOne.Should().Be(shared);

    [Fact]
    [Trait("row", "RL-27")]
    public async Task Reads_that_wait_go_together_each_as_who_asks_and_get_what_they_get_alone()
    {
        await using var source = Source();
        var reads = new SharedReads(source, 1, NullLogger<SharedReads>.Instance);
        using var batches = new Batches();
        await using var held = await Held("authors");
        var first = Author(reads, 1, "somebody");
        var others = Enumerable.Range(1, 12).Select(n => Book(reads, n, n % 3 == 0 ? "nobody" : "somebody")).ToList();
        await held.DisposeAsync();

        (await first)!["author"]!["name"]!.ToString().Should().Be("Author 1");
        for (var n = 1; n <= others.Count; n++)
        {
            var alone = (await library.Query(OfBook(n)))["book"]!;
            (await others[n - 1])!["book"]?.ToJsonString().Should().Be(n % 3 == 0 ? null : alone.ToJsonString(), "row security shows books to somebody only");
        }

        batches.Sizes.Should().Equal(1, 12);
    }

    [Fact]
    [Trait("row", "RL-27")]
    public async Task One_that_fails_is_read_alone_with_those_that_are_not_answered_by_then()
    {
        await using var source = Source();
        var reads = new SharedReads(source, 1, NullLogger<SharedReads>.Instance);
        await using var held = await Held("authors");
        var first = Author(reads, 1, "somebody");
        var before = Book(reads, 1, "somebody");
        var next = Book(reads, 2, "somebody");
        var failing = Run(reads, "query($isbn: String) { books(where: { isbn: { eq: $isbn } }) { nodes { title } } }", "somebody", new() { ["isbn"] = "\0" });
        var behind = Book(reads, 3, "somebody");
        await held.DisposeAsync();

        (await first).Should().NotBeNull();
        (await before)!["book"]!["title"]!.ToString().Should().Be("Book \"1\" 书");
        (await next).Should().BeNull("its end is the failure's begin");
        (await failing).Should().BeNull("PostgreSQL knows no text with a zero in it");
        (await behind).Should().BeNull();
        (await Book(reads, 2, "somebody"))!["book"].Should().NotBeNull("the lane goes on");
    }

    [Fact]
    [Trait("row", "RL-27")]
    public async Task One_that_is_held_up_lets_the_others_go_after_a_moment()
    {
        await using var source = Source(" -c lock_timeout=100ms");
        var reads = new SharedReads(source, 1, NullLogger<SharedReads>.Instance);
        await using var held = await Held("authors");
        var locked = Author(reads, 1, "somebody");
        var other = Run(reads, $"{{ book(id: \"{NodeId.Encode(library.Book, Library.Key(1001))}\") {{ title }} }}", "somebody");
        (await locked).Should().BeNull("it is to be read alone, and may wait there");
        (await other)!["book"]!["title"]!.ToString().Should().Be("Book \"1\" 书", "its table is not locked");
    }

    [Fact]
    [Trait("row", "RL-27")]
    public async Task Without_a_database_each_is_told_to_read_alone()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Timeout=2");
        var reads = new SharedReads(nowhere, 1, NullLogger<SharedReads>.Instance);
        (await Task.WhenAll(Enumerable.Range(1, 40).Select(n => Book(reads, n, "somebody")))).Should().OnlyContain(answer => answer == null);
    }

    private NpgsqlDataSource Source(string options = "")
    {
        var builder = new NpgsqlConnectionStringBuilder(library.ConnectionString);
        builder.Options += options;
        return NpgsqlDataSource.Create(builder);
    }

    private Task<JsonNode?> Author(SharedReads reads, int n, string caller) =>
        Run(reads, $"{{ author(id: \"{NodeId.Encode(library.Author, Library.Key(n))}\") {{ name }} }}", caller);

    private Task<JsonNode?> Book(SharedReads reads, int n, string caller) =>
        Run(reads, OfBook(n), caller);

    private string OfBook(int n) => $"{{ book(id: \"{NodeId.Encode(library.Book, Library.Key(1000 + n))}\") {{ title isbn author {{ name }} }} }}";

    private async Task<JsonNode?> Run(SharedReads reads, string query, string caller, Dictionary<string, object?>? variables = null)
    {
        var (_, plan, bound) = library.Plan(query, variables);
        using var json = new JsonBuffer();
        return await reads.Execute(plan, bound, caller, json) is { } rows
            ? JsonNode.Parse(json.Written)
            : json.Length == 0 ? null : throw new InvalidOperationException("Something was written of what was not read.");
    }

    /// <summary>Keeps a table from being read.</summary>
    private async Task<NpgsqlConnection> Held(string table)
    {
        var connection = await library.Source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"begin; lock table {table} in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>How many reads went together in each batch of this test.</summary>
    private sealed class Batches : IDisposable
    {
        private readonly ActivityListener _listener;

        public Batches()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = s => s == SharedReads.Spans,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = a => Sizes.Add((int)a.GetTagItem("db.operation.batch.size")!),
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public List<int> Sizes { get; } = [];

        public void Dispose() => _listener.Dispose();
    }
}
