using BusinessSuite.Host.Graph;
using BusinessSuite.Reads;
using BusinessSuite.Testing;
using GraphQLParser;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessSuite.Host.Tests.Graph;

/// <summary>What a refusal costs: measured in memory that is taken, on a stack that deep recursion would not fit in.</summary>
[Trait("row", "RL-23")]
[Trait("row", "RL-25")]
public sealed class RefusalTests(Suite suite) : IClassFixture<Suite>
{
    private const int Stack = 1536 * 1024;

    public static TheoryData<string> Kinds() => [.. Bombs.Documents.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_refusal_needs_no_schema_and_next_to_no_memory(string kind)
    {
        // Without a schema neither validation nor anything after it can have run.
        using var documents = new Documents(null!, new GraphOptions());
        foreach (var n in new[] { 2_500, 10_000, 100_000 })
        {
            var text = Bombs.Documents[kind](n);
            var taken = Taken(() => FluentActions.Awaiting(() => documents.Get(text)).Should().ThrowAsync<RequestException>().GetAwaiter().GetResult());
            taken.Should().BeLessThan(20_000_000, $"{kind}, {n}");
        }
    }

    [Theory]
    [InlineData("chain of fragments", 3)]
    [InlineData("ring of fragments", 3)]
    [InlineData("two branches of fragments", 3)]
    [InlineData("two branches of fragments by fields", 3)]
    [InlineData("overlapping fragments", 3)]
    [InlineData("one field with fields many times", 3)]
    [InlineData("aliases of a field", 3)]
    [InlineData("operations", 3)]
    public void A_check_grows_with_the_document_and_no_faster(string kind, int times)
    {
        var check = new DocumentCheck(new GraphOptions
        {
            MaxCharacters = int.MaxValue,
            MaxTokens = int.MaxValue,
            MaxFragments = int.MaxValue,
            MaxAliases = int.MaxValue,
            MaxRootFields = int.MaxValue,
            MaxDepth = int.MaxValue,
            MaxSameName = int.MaxValue,
        });
        long Cost(int n)
        {
            var text = Bombs.Documents[kind](n);
            var document = Parser.Parse(text);
            return Taken(() =>
            {
                check.Text(text);
                try
                {
                    check.Document(document);
                }
                catch (RequestException)
                {
                    // Refused or not, it was looked at.
                }
            });
        }

        Cost(100);
        var small = Cost(2_000);
        var large = Cost(2_000 * times * times);
        ((double)large / small).Should().BeLessThan(Math.Pow(times * times, 1.2) + 1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_let_through_is_validated_in_little_memory(string kind)
    {
        using var documents = new Documents(suite.Services.GetRequiredService<SuiteSchema>().Schema, new GraphOptions());
        foreach (var n in new[] { 5, 10, 20, 40, 49, 150, 500, 2_000 })
        {
            var text = Bombs.Documents[kind](n);
            Taken(() =>
            {
                try
                {
                    documents.Get(text).GetAwaiter().GetResult();
                }
                catch (RequestException)
                {
                    // Refused or not, it was looked at.
                }
            }).Should().BeLessThan(32_000_000, $"{kind}, {n}");
        }
    }

    [Fact]
    public void Selections_are_counted_with_fragments_unfolded()
    {
        var document = Parser.Parse("{ roles { ...a ...a } } fragment a on RoleConnection { totalCount nodes { id } }");
        new DocumentCheck(new GraphOptions { MaxSelections = 9 }).Document(document);
        FluentActions.Invoking(() => new DocumentCheck(new GraphOptions { MaxSelections = 8 }).Document(document)).Should().Throw<RequestException>().Which.Code.Should().Be("COST_EXCEEDED");
    }

    private static long Taken(Action action)
    {
        long taken = 0;
        Exception? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    action();
                    taken = GC.GetAllocatedBytesForCurrentThread() - before;
                }
                catch (Exception e)
                {
                    thrown = e;
                }
            },
            Stack);
        thread.Start();
        thread.Join();
        return thrown is null ? taken : throw thrown;
    }
}
