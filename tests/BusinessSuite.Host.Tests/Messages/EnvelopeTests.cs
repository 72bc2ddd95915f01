using BusinessSuite.Host.Messages;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Tests.Messages;

[Trait("row", "IN-16")]
public sealed class EnvelopeTests
{
    [Fact]
    public void What_is_secret_is_concealed_in_a_copy()
    {
        var data = new Invitation("Zhang San", "https://example.org/rate#TOKEN");
        Envelopes.Conceal(data).Should().Be(new Invitation("Zhang San", "•••"));
        data.Link.Should().Be("https://example.org/rate#TOKEN", "it is still to be sent");
        Envelopes.Conceal(TestMessage.Sample).Should().BeNull();
    }

    [Theory]
    [InlineData(typeof(Invitation), null)]
    [InlineData(typeof(TestMessage), null)]
    [InlineData(typeof(Pin), "Digits")]
    [InlineData(typeof(Derived), "Text")]
    public void What_cannot_be_replaced_by_a_mark_is_found(Type data, string? member) => Envelopes.Fault(data).Should().Be(member);

    private sealed record Invitation(string Name, [property: Secret] string Link);

    private sealed record Pin([property: Secret] int Digits);

    private sealed record Derived(int Digits)
    {
        [Secret]
        public string Text => $"{Digits}";
    }
}
