using System.Text.Json.Nodes;

namespace BusinessSuite.Reads.Tests;

public sealed class GroupTests(Library library) : IClassFixture<Library>
{
    [Theory]
    [Trait("row", "EC-04")]
    [InlineData("[{field: YEAR}]", "year", "year::text")]
    [InlineData("[{field: ADDED}]", "added", "to_char(added at time zone 'UTC', 'YYYY-MM-DD\"T00:00:00Z\"')")]
    [InlineData("[{field: ADDED, per: MONTH}]", "added", "to_char(date_trunc('month', added, 'UTC') at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")]
    [InlineData("[{field: AUTHOR}]", "author { name }", "(select name from authors a where a.id = b.author_id)")]
    public async Task Groups_count_what_SQL_counts(string by, string key, string sql)
    {
        var groups = (await library.Query($"{{ books(first: 1, where: {{not: {{year: {{eq: 1953}}}}}}) {{ groups(first: 100, by: {by}) {{ keys {{ {key} }} count }} nodes {{ title }} }} }}"))["books"]!["groups"]!.AsArray();
        var counted = groups.ToDictionary(g => Key(g!["keys"]!), g => (int)g!["count"]!);
        counted.Should().Equal(await Count($"select {sql}, count(*) from books b where year is distinct from 1953 group by 1"));
    }

    [Fact]
    public async Task Groups_come_in_the_order_that_is_asked_for_and_no_more_than_that()
    {
        async Task<List<(string Key, int Count)>> Groups(string more) =>
            [.. (await library.Query($"{{ books {{ groups(by: [{{field: YEAR}}]{more}) {{ keys {{ year }} count }} }} }}"))["books"]!["groups"]!.AsArray().Select(g => (Key(g!["keys"]!), (int)g!["count"]!))];
        var all = await Groups("");
        all.Should().HaveCount(8).And.BeInAscendingOrder(g => g.Key, StringComparer.Ordinal, "the null stands last and its text is null");
        (await Groups(", orderBy: COUNT_DESC, first: 3")).Should().Equal(all.OrderByDescending(g => g.Count).ThenBy(g => g.Key, StringComparer.Ordinal).Take(3));
        (await Groups(", orderBy: COUNT_ASC, first: 2")).Select(g => g.Count).Should().Equal(all.Select(g => g.Count).Order().Take(2));
    }

    [Fact]
    public async Task Days_are_those_of_the_zone_that_is_named()
    {
        async Task<int> Days(string zone) => (await library.Query($"{{ books {{ groups(first: 100, by: [{{field: ADDED}}]{zone}) {{ count }} }} }}"))["books"]!["groups"]!.AsArray().Count;
        (await Days("")).Should().Be((await Count("select date_trunc('day', added, 'UTC')::text, count(*) from books group by 1")).Count);
        var shanghai = await Count("select date_trunc('day', added, 'Asia/Shanghai')::text, count(*) from books group by 1");
        (await Days(", timeZone: \"Asia/Shanghai\"")).Should().Be(shanghai.Count);
        var act = () => Days(", timeZone: \"Nowhere/At All\"");
        (await act.Should().ThrowAsync<RequestException>()).Which.Code.Should().Be("INVALID");
    }

    [Fact]
    public async Task Lists_below_rows_are_gathered_each_for_itself_and_groups_lead_on()
    {
        var authors = (await library.Query(
            """
            { authors(first: 20) { nodes { name books(where: {title: {contains: "1"}}) { totalCount aggregates { count sum { year } min { added } max { year } average { year } }
                groups(by: [{field: SEQUEL_OF}], first: 2) { count keys { sequelOf { title author { books(first: 1) { nodes { title } } } } } } } } } }
            """))["authors"]!["nodes"]!.AsArray();
        var sums = await Count("select a.name, coalesce(sum(b.year), 0) from authors a left join books b on b.author_id = a.id and b.title like '%1%' group by 1");
        authors.ToDictionary(a => (string)a!["name"]!, a => int.Parse((string?)a!["books"]!["aggregates"]!["sum"]!["year"] ?? "0")).Should().Equal(sums);
        foreach (var books in authors.Select(a => a!["books"]!))
        {
            ((int)books["aggregates"]!["count"]!).Should().Be((int)books["totalCount"]!);
            var groups = books["groups"]!.AsArray();
            groups.Count.Should().Be(Math.Min(2, (int)books["totalCount"]!));
            groups.Where(g => g!["keys"]!["sequelOf"] is not null).All(g => g!["keys"]!["sequelOf"]!["author"]!["books"]!["nodes"]!.AsArray().Count == 1).Should().BeTrue();
        }

        authors.Select(a => a!["books"]!["aggregates"]!).First(a => (int)a["count"]! == 0)["max"]!["year"].Should().BeNull("no row has one");
    }

    [Theory]
    [InlineData("[{field: YEAR}, {field: YEAR}]")]
    [InlineData("[{field: YEAR, per: MONTH}]")]
    public async Task Keys_that_do_not_fit_are_refused(string by)
    {
        var act = () => library.Query($"{{ books {{ groups(by: {by}) {{ count }} }} }}");
        (await act.Should().ThrowAsync<RequestException>()).Which.Code.Should().Be("INVALID");
    }

    [Fact]
    [Trait("row", "RL-31")]
    public async Task Nobody_learns_by_grouping_or_ordering_what_they_may_not_read()
    {
        foreach (var query in new[] { "{ books { groups(by: [{field: AUTHOR}]) { count } } }", "{ books(orderBy: [{author: {field: NAME}}]) { nodes { title } } }" })
        {
            var act = () => library.Query(query, may: t => t.Name == "Book");
            (await act.Should().ThrowAsync<RequestException>()).Which.Code.Should().Be("FORBIDDEN");
        }
    }

    private static string Key(JsonNode keys) => keys.AsObject().First().Value switch { null => "null", JsonObject inner => (string)inner.First().Value!, var value => value.ToString() };

    private async Task<Dictionary<string, int>> Count(string sql)
    {
        var counts = new Dictionary<string, int>();
        await using var command = library.Source.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            counts.Add(row.IsDBNull(0) ? "null" : row.GetString(0), Convert.ToInt32(row.GetValue(1), System.Globalization.CultureInfo.InvariantCulture));
        }

        return counts;
    }
}
