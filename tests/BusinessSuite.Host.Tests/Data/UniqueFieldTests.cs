using BusinessSuite.Host.Graph;
using BusinessSuite.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessSuite.Host.Tests.Data;

public sealed class UniqueFieldTests(Suite suite) : IClassFixture<Suite>
{
    [Fact]
    [Trait("row", "RL-27")]
    public async Task What_the_model_calls_unique_has_an_index_of_its_own_over_all_rows()
    {
        var unique = suite.Services.GetRequiredService<SuiteSchema>().Model.Types.SelectMany(t => t.Filters.Where(f => f.Unique).Select(f => (t.Table, Column: f.Column.Trim('"')))).ToList();
        unique.Should().Contain([("\"intake\".\"applications\"", "number"), ("\"intake\".\"applications\"", "id"), ("\"organization\".\"employees\"", "number")]);
        foreach (var (table, column) in unique)
        {
            (await suite.AsOwner($"""
                select exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                  where i.indrelid = '{table}'::regclass and i.indisunique and i.indnatts = 1 and i.indpred is null and a.attname = '{column}')
                """)).Should().Be(true, $"{table}.{column} is found as one row");
        }

        unique.Should().NotContain(("\"intake\".\"contacts\"", "phone"), "merged contacts may share theirs");
    }
}
