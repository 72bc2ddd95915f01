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
        var mutations = schema["__schema"]!["mutationType"]!["fields"]!.AsArray().Select(f => (string)f!["name"]!).ToList();
        var examples = Example.Files.Select(Example.MutationOf).ToList();
        mutations.Except(examples).Should().BeEmpty("each mutation has an example");
        examples.Except(mutations).Should().BeEmpty("an example is for a mutation that there is");
        examples.Should().OnlyHaveUniqueItems();
    }
}
