using BusinessSuite.Host.Graph;
using BusinessSuite.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessSuite.Host.Tests.Graph;

[Trait("row", "RL-25")]
public sealed class CachedDocumentTests(Suite suite) : IClassFixture<Suite>
{
    [Fact]
    public async Task A_document_weighs_what_its_plans_weigh_and_the_cache_keeps_its_bounds()
    {
        const string Query = "query($n: Int!) { roles(first: $n) { nodes { id name description grants(first: 2) { nodes { permission scope } } } } }";
        var documents = suite.Services.GetRequiredService<Documents>();
        await suite.Admin.Query(Query, new { n = 1 });
        var one = (await documents.Get(Query)).Size;
        var all = documents.Size;
        for (var n = 2; n <= 11; n++)
        {
            await suite.Admin.Query(Query, new { n });
        }

        var ten = (await documents.Get(Query)).Size - one;
        ten.Should().BeGreaterThan(10 * 4_096, "ten plans more were made for it");
        (documents.Size - all).Should().Be(ten);

        using var small = new Documents(suite.Services.GetRequiredService<SuiteSchema>().Schema, new GraphOptions { MaxCachedBytes = 100_000 });
        for (var i = 0; i < 100; i++)
        {
            await small.Get($"query Number{i} {{ roles {{ totalCount }} }}");
        }

        small.Size.Should().BeInRange(1, 100_000);
    }
}
