namespace BusinessSuite.Examples.Tests;

[Trait("row", "EC-27")]
public sealed class ExampleTests(DemoCompany company) : IClassFixture<DemoCompany>
{
    public static TheoryData<string> Mutations => [.. Example.Files.Select(Example.MutationOf).Distinct()];

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task An_example_succeeds_after_those_that_it_needs(string mutation) => await new Run(company).Of(mutation);

    [Fact]
    public async Task Every_mutation_has_an_example_and_only_one()
    {
        var schema = await company.Admin.Query("{ __schema { mutationType { fields(includeDeprecated: true) { name } } } }");
        Example.Files.Select(Example.MutationOf).Should().BeEquivalentTo(schema["__schema"]!["mutationType"]!["fields"]!.AsArray().Select(f => (string)f!["name"]!));
    }
}
