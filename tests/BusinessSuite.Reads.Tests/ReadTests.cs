using CsCheck;

namespace BusinessSuite.Reads.Tests;

public sealed class ReadTests(Library library) : IClassFixture<Library>
{
    [Fact]
    [Trait("row", "EC-02")]
    public async Task An_id_leads_back_to_its_object_through_node_and_the_field_by_key()
    {
        var id = NodeId.Encode(library.Book, Library.Key(1007));
        var data = await library.Query($$"""{ node(id: "{{id}}") { __typename id ... on Book { title price { amount currency } tags } ... on Author { name } } book(id: "{{id}}") { title } author(id: "{{id}}") { name } }""");
        data["node"]!.ToJsonString().Should().Contain("\"__typename\":\"Book\"").And.Contain(id).And.Contain("\"amount\":\"7.5000\"");
        data["book"]!["title"]!.GetValue<string>().Should().Be("Book \"7\" 书");
        data["author"].Should().BeNull("the id names a book");
        NodeId.Decode(id).Should().Be(new NodeId("Book", Library.Key(1007)));
        NodeId.Decode("no id at all").Should().Be(NodeId.None);
    }

    [Fact]
    [Trait("row", "EC-02")]
    public async Task Nodes_keep_their_order_and_leave_null_what_is_not_there()
    {
        string[] ids = [NodeId.Encode(library.Author, Library.Key(2)), NodeId.Encode(library.Book, Library.Key(1001)), NodeId.Encode(library.Author, Library.Key(999)), "x", NodeId.Encode(library.Author, Library.Key(1))];
        var data = await library.Query($$"""{ nodes(ids: ["{{string.Join("\",\"", ids)}}"]) { ... on Author { name } ... on Book { title } } }""");
        data["nodes"]!.AsArray().Select(n => n?["name"]?.GetValue<string>() ?? n?["title"]?.GetValue<string>()).Should().Equal("Author 2", "Book \"1\" 书", null, null, "Author 1");
    }

    [Fact]
    [Trait("row", "EC-03")]
    public async Task Relations_go_both_ways_and_lists_below_rows_are_paged_each_for_itself()
    {
        var data = await library.Query("""
            { authors(first: 12, orderBy: [{field: NAME}]) { totalCount nodes { name books(first: 3, orderBy: [{field: ADDED, direction: DESC}]) {
                totalCount pageInfo { hasNextPage } nodes { title author { name } sequelOf { title author { books(first: 1) { nodes { title } } } } } } } } }
            """);
        var authors = data["authors"]!["nodes"]!.AsArray();
        data["authors"]!["totalCount"]!.GetValue<int>().Should().Be(20);
        authors.Should().HaveCount(12);
        foreach (var author in authors)
        {
            var books = author!["books"]!;
            var wrote = int.Parse(author["name"]!.GetValue<string>()[7..]) <= 10;
            books["totalCount"]!.GetValue<int>().Should().Be(wrote ? 10 : 0);
            books["nodes"]!.AsArray().Should().HaveCount(wrote ? 3 : 0);
            books["pageInfo"]!["hasNextPage"]!.GetValue<bool>().Should().Be(wrote);
            books["nodes"]!.AsArray().All(b => b!["author"]!["name"]!.GetValue<string>() == author["name"]!.GetValue<string>()).Should().BeTrue();
            books["nodes"]!.AsArray().All(b => b!["sequelOf"]!["author"]!["books"]!["nodes"]!.AsArray().Count == 1).Should().BeTrue();
        }
    }

    [Fact]
    [Trait("row", "EC-03")]
    public async Task Every_order_pages_through_all_rows_once_in_both_directions()
    {
        string[] fields = ["field: TITLE", "field: YEAR", "field: ADDED", "author: {field: BORN", "author: {field: NAME", "sequelOf: {author: {field: BORN"];
        // What a row shows does not follow from how it was found.
        const string Shown = "{ id title author { name } sequelOf { year author { born } } }";
        var rows = (await library.Query($"{{ books(first: 100) {{ nodes {Shown} }} }}"))["books"]!["nodes"]!.AsArray().ToDictionary(n => n!["id"]!.GetValue<string>(), n => n!.ToJsonString());
        var terms = Gen.Select(Gen.OneOf(fields.Select(Gen.Const).ToArray()), Gen.Bool).Array[0, 3];
        Gen.Select(terms, Gen.Int[1, 40], Gen.Bool).Sample(
            (order, size, backward) =>
            {
                var by = string.Join(" ", order.DistinctBy(o => o.Item1).Select(o => $"{{{o.Item1}, direction: {(o.Item2 ? "DESC" : "ASC")}{new string('}', o.Item1.Count(c => c == '{') + 1)}"));
                var all = library.Query($"{{ books(first: 100, orderBy: [{by}]) {{ nodes {{ id }} }} }}").GetAwaiter().GetResult()["books"]!["nodes"]!.AsArray().Select(n => n!["id"]!.GetValue<string>()).ToList();
                var seen = new List<string>();
                string? cursor = null;
                while (true)
                {
                    var (count, at, edge, more) = backward ? ("last", "before", "startCursor", "hasPreviousPage") : ("first", "after", "endCursor", "hasNextPage");
                    var page = library.Query(
                        $"query($c: String) {{ books({count}: {size}, {at}: $c, orderBy: [{by}]) {{ edges {{ cursor node {Shown} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}",
                        new() { ["c"] = cursor }).GetAwaiter().GetResult()["books"]!;
                    var nodes = page["edges"]!.AsArray().Select(e => e!["node"]!).ToDictionary(n => n["id"]!.GetValue<string>(), n => n.ToJsonString());
                    nodes.Values.Should().Equal(nodes.Keys.Select(id => rows[id]));
                    var ids = nodes.Keys;
                    seen = backward ? [.. ids, .. seen] : [.. seen, .. ids];
                    if (!page["pageInfo"]![more]!.GetValue<bool>())
                    {
                        break;
                    }

                    cursor = page["pageInfo"]![edge]!.GetValue<string>();
                }

                return seen.SequenceEqual(all) && all.Count == 100;
            },
            iter: 60);
    }

    [Fact]
    [Trait("row", "EC-03")]
    public void What_only_the_page_shows_is_joined_to_the_page()
    {
        var sql = library.Plan("{ books(first: 2, orderBy: [{author: {field: NAME}}]) { nodes { author { name } sequelOf { title } } } }").Plan.Levels[0].Rows!.Sql;
        sql[..sql.IndexOf("limit 3", StringComparison.Ordinal)].Should().Contain("authors").And.NotContain("left join books");
        sql[sql.IndexOf("limit 3", StringComparison.Ordinal)..].Should().Contain("left join books").And.EndWith("order by t1.name, t0.\"id\"");
    }

    [Fact]
    [Trait("row", "EC-03")]
    public async Task Lists_below_rows_in_the_order_of_related_rows_are_pages_of_their_own()
    {
        const string Books = "books(first: 3, orderBy: [{sequelOf: {field: ADDED, direction: DESC}}]) { nodes { title author { name } sequelOf { title author { books(first: 1, orderBy: [{author: {field: NAME}}]) { nodes { title sequelOf { title } } } } } } pageInfo { hasNextPage endCursor } }";
        var together = (await library.Query($"{{ authors(first: 10) {{ nodes {{ id {Books} }} }} }}"))["authors"]!["nodes"]!.AsArray();
        together.Should().HaveCount(10);
        foreach (var author in together)
        {
            var books = author!["books"]!;
            books["nodes"]!.AsArray().Should().HaveCount(3);
            var alone = await library.Query($"{{ author(id: \"{author["id"]}\") {{ {Books} }} }}");
            books.ToJsonString().Should().Be(alone["author"]!["books"]!.ToJsonString());
            (await library.Query($"{{ books(where: {{author: {{id: {{eq: \"{author["id"]}\"}}}}}}, {Books[6..]} }}"))["books"]!.ToJsonString().Should().Be(books.ToJsonString());
        }
    }

    [Theory]
    [Trait("row", "EC-04")]
    [InlineData("{year: {eq: 1951}}", "b.year = 1951")]
    [InlineData("{year: {isNull: true}}", "b.year is null")]
    [InlineData("{year: {eq: null}}", "b.year is null")]
    [InlineData("{year: {in: [1951, 1952]}}", "b.year in (1951, 1952)")]
    [InlineData("{year: {range: {gt: 1951, lte: 1954}}}", "b.year > 1951 and b.year <= 1954")]
    [InlineData("{title: {contains: \"K \\\"1\"}}", "b.title ilike '%k \"1%'")]
    [InlineData("{title: {contains: \"%\"}}", "false")]
    [InlineData("{not: {year: {eq: 1951}}}", "b.year is distinct from 1951")]
    [InlineData("{or: [{year: {eq: 1951}}, {and: [{year: {eq: 1952}}, {title: {contains: \"2\"}}]}]}", "b.year = 1951 or (b.year = 1952 and b.title like '%2%')")]
    [InlineData("{added: {range: {gte: \"2026-01-02T08:00:00+08:00\"}}}", "b.added >= timestamptz '2026-01-02T00:00:00Z'")]
    [InlineData("{author: {name: {eq: \"Author 3\"}}}", "exists (select from authors a where a.id = b.author_id and a.name = 'Author 3')")]
    public async Task A_filter_takes_the_rows_that_SQL_takes(string where, string sql)
    {
        var data = await library.Query($"{{ books(where: {where}) {{ totalCount }} }}");
        await using var command = library.Source.CreateCommand($"select count(*) from books b where {sql}");
        data["books"]!["totalCount"]!.GetValue<int>().Should().Be((int)(long)(await command.ExecuteScalarAsync())!);
    }

    [Fact]
    [Trait("row", "RL-30")]
    public async Task Lists_of_conditions_and_orders_may_come_empty_out_of_variables()
    {
        const string Query = "query($where: BookWhere, $order: [BookOrder!]) { books(where: $where, orderBy: $order) { totalCount } }";
        var all = (await library.Query("{ books { totalCount } }")).ToJsonString();
        (await library.Query(Query, new() { ["where"] = Empty("and"), ["order"] = new List<object?>() })).ToJsonString().Should().Be(all);
        (await library.Query(Query, new() { ["where"] = Empty("or") }))["books"]!["totalCount"]!.GetValue<int>().Should().Be(0);

        static Dictionary<string, object?> Empty(string member) => new() { [member] = new List<object?>() };
    }

    [Fact]
    [Trait("row", "EC-04")]
    public async Task Filters_nest_three_deep_and_no_deeper()
    {
        await library.Query("{ books(where: {not: {not: {not: {year: {eq: 1}}}}}) { totalCount } }");
        var act = () => library.Query("{ books(where: {not: {not: {not: {not: {year: {eq: 1}}}}}}) { totalCount } }");
        (await act.Should().ThrowAsync<RequestException>()).Which.Code.Should().Be("COST_EXCEEDED");
    }

    [Fact]
    public async Task Fragments_aliases_and_directives_merge_into_one_answer_in_document_order()
    {
        var data = await library.Query(
            """
            query($no: Boolean!, $yes: Boolean!) { a: books(first: 1, orderBy: [{field: ADDED}]) { ...page nodes { t: title year @skip(if: $no) } other: nodes { title @include(if: $no) added } } }
            fragment page on BookConnection { nodes { ...book author { name } } } fragment book on Book { title author { born } }
            """,
            new() { ["no"] = false, ["yes"] = true });
        data["a"]!["nodes"]![0]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Should()
            .Be("""{"title":"Book \"1\" 书","author":{"born":"1900-01-03","name":"Author 2"},"t":"Book \"1\" 书","year":1951}""");
        data["a"]!["other"]![0]!.ToJsonString().Should().Be("""{"added":"2026-01-01T01:00:00Z"}""");
    }

    [Fact]
    public async Task Texts_of_every_length_come_as_they_are_kept()
    {
        var kept = new List<string>();
        await using (var row = await library.Source.CreateCommand("select blurb from books order by id").ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
            {
                kept.Add(row.GetString(0));
            }
        }

        kept.Select(t => t.Length).Should().Contain([0, 255, 256, 257]);
        (await library.Query("{ books(first: 100) { nodes { blurb } } }"))["books"]!["nodes"]!.AsArray().Select(b => (string)b!["blurb"]!).Should().Equal(kept);
    }

    [Theory]
    [InlineData("edges { cursor node { WIDE } } pageInfo { hasNextPage endCursor }", true)]
    [InlineData("totalCount nodes { WIDE author { name books(first: 2) { nodes { title } } } }", true)]
    [InlineData("pageInfo { hasNextPage } nodes { WIDE }", false)]
    [InlineData("nodes { WIDE shout }", false)]
    public async Task A_long_answer_leaves_while_it_is_read_where_nothing_before_the_rows_waits_for_their_end(string selection, bool streams)
    {
        var wide = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"a{i}: title"));
        var query = $"{{ authors(first: 1) {{ nodes {{ name }} }} books(first: 99, orderBy: [{{field: ADDED}}]) {{ {selection.Replace("WIDE", wide, StringComparison.Ordinal)} }} }}";
        var (answer, pieces) = await library.Stream(query);
        answer.ToJsonString().Should().Be((await library.Query(query)).ToJsonString());
        (pieces.Count > 0).Should().Be(streams);
    }

    [Fact]
    public async Task A_computed_field_is_asked_once_and_filled_in_wherever_it_stands()
    {
        var data = await library.Query("{ authors(first: 2) { nodes { books(first: 2, orderBy: [{field: ADDED}]) { nodes { shout title sequelOf { shout } } } } } }");
        data["authors"]!["nodes"]![1]!["books"]!["nodes"]!.AsArray().Select(b => b!["shout"]!.GetValue<string>()).Should().Equal("!001", "!011");
        data["authors"]!["nodes"]![1]!["books"]!["nodes"]![1]!["sequelOf"]!["shout"]!.GetValue<string>().Should().Be("!010");
    }

    [Fact]
    public async Task A_type_that_the_caller_may_not_read_is_null_with_its_path()
    {
        var errors = new List<FieldError>();
        var data = await library.Query("{ books(first: 1) { nodes { title author { name } } } authors { totalCount } }", may: t => t.Name == "Book", errors: errors);
        data["books"]!["nodes"]![0]!["author"].Should().BeNull();
        data["authors"].Should().BeNull();
        errors.Should().OnlyContain(e => e.Code == "FORBIDDEN");
        errors.Select(e => string.Join('.', e.Path)).Should().Equal("books.nodes.author", "authors");
    }

    [Theory]
    [InlineData("{ books(first: 101) { nodes { id } } }", "COST_EXCEEDED")]
    [InlineData("{ books(first: 0) { nodes { id } } }", "COST_EXCEEDED")]
    [InlineData("{ books(first: 1, last: 1) { nodes { id } } }", "INVALID")]
    [InlineData("{ books(first: 1, after: \"nonsense\") { nodes { id } } }", "INVALID")]
    [InlineData("{ authors(first: 100) { nodes { books(first: 100) { nodes { author { books(first: 100) { nodes { id } } } } } } } }", "COST_EXCEEDED")]
    [InlineData("{ books(where: {added: {eq: \"yesterday\"}}) { nodes { id } } }", "INVALID")]
    [InlineData("{ books(where: {authorId: {eq: \"bGlicmFyeTpCb29rOjAwMDAwMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMTAwNw\"}}) { nodes { id } } }", "INVALID")]
    public async Task A_request_that_cannot_be_answered_says_why(string query, string code)
    {
        var act = () => library.Query(query);
        (await act.Should().ThrowAsync<RequestException>()).Which.Code.Should().Be(code);
    }
}
