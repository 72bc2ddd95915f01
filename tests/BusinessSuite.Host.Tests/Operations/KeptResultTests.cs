using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Operations;
using BusinessSuite.Sdk;
using BusinessSuite.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessSuite.Host.Tests.Operations;

[Trait("row", "RL-02")]
[Trait("row", "GE-12")]
public sealed class KeptResultTests(Suite suite) : IClassFixture<Suite>
{
    [Fact]
    public void What_any_operation_returns_can_be_kept()
    {
        foreach (var type in suite.Services.GetRequiredService<SuiteSchema>().Operations.Values.Select(o => o.ResultType).Where(t => !t.IsAssignableTo(typeof(Entity))).Distinct())
        {
            KeptResult.Write(KeptResult.Read("{}", type), type).Should().StartWith("{", type.Name);
        }
    }

    [Fact]
    public void All_that_results_are_made_of_comes_back_as_it_was()
    {
        var result = new Result([new("Ünïcode \"quoted\"", 12.3400m), new("", null)], AccountKind.Service, new(2026, 2, 28), TimeSpan.FromHours(100), new Money(0.10m, "CNY"), null);
        var read = (Result)KeptResult.Read(KeptResult.Write(result, typeof(Result)), typeof(Result))!;
        read.Parts.Should().Equal(result.Parts);
        (read with { Parts = result.Parts }).Should().Be(result);
    }

    [Fact]
    public void Of_an_entity_the_key_alone_is_kept()
    {
        var created = new CreatedAccount(new("someone", "Someone", AccountKind.Person, DateTimeOffset.UnixEpoch), "once");
        var kept = KeptResult.Write(created, typeof(CreatedAccount));
        kept.Should().NotContain("someone");
        var read = (CreatedAccount)KeptResult.Read(kept, typeof(CreatedAccount))!;
        read.Account.Id.Should().Be(created.Account.Id);
        read.OneTimePassword.Should().Be("once");
    }

    private sealed record Result(IReadOnlyList<Part> Parts, AccountKind Kind, DateOnly Day, TimeSpan Time, Money Price, Guid? Nothing);

    private sealed record Part(string Name, decimal? Amount);
}
