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
    public void Of_an_entity_the_key_alone_is_kept()
    {
        var created = new CreatedAccount(new("someone", "Someone", AccountKind.Person, DateTimeOffset.UnixEpoch), "once");
        var kept = KeptResult.Write(created, typeof(CreatedAccount));
        kept.Should().NotContain("someone");
        var read = (CreatedAccount)KeptResult.Read(kept, typeof(CreatedAccount))!;
        read.Account.Id.Should().Be(created.Account.Id);
        read.OneTimePassword.Should().Be("once");
    }
}
