using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Messages;

[Trait("row", "IN-16")]
public sealed class TemplateTests(MessageSuite suite) : IClassFixture<MessageSuite>
{
    private const string Shown = "messageTemplate { id number origin account { userName } }";

    [Fact]
    public async Task Templates_of_all_modules_are_there_in_both_languages_and_in_use()
    {
        var templates = (await suite.Admin.Query("{ messageTemplates(first: 100) { nodes { code language number origin } } }"))["messageTemplates"]!["nodes"]!.AsArray();
        foreach (var group in templates.GroupBy(t => (string)t!["code"]!))
        {
            group.Select(t => (string)t!["language"]!).Distinct().Should().BeEquivalentTo("EN", "ZH");
        }

        templates.Select(t => (string)t!["code"]!).Should().Contain(["suite.test", "workbench.stock"]);
    }

    [Fact]
    public async Task An_administrators_text_is_used_from_then_on_and_what_was_written_stays()
    {
        var before = await suite.Sent(("MAIL", "before@example.org"));
        var saved = await Save("Hello {{ name | upcase }}", "It is {{ sentAt | date: '%H:%M' }}.\n{% if channel == 'MAIL' %}By mail{% else %}Otherwise{% endif %}", "Hi {{ name }}");
        saved["origin"]!.GetValue<string>().Should().Be("WRITTEN");
        saved["account"]!["userName"]!.GetValue<string>().Should().Be("admin");

        var message = await suite.Sent(("MAIL", "after@example.org"));
        message["subject"]!.GetValue<string>().Should().Be("Hello 张三");
        message["short"]!.GetValue<string>().Should().Be("Hi 张三");
        var local = TimeZoneInfo.ConvertTime(suite.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        message["body"]!.GetValue<string>().Should().Be($"It is {local:HH:mm}.\nBy mail", "times are told as the company's clocks show them");
        (await suite.Message((string)before["id"]!))["subject"]!.GetValue<string>().Should().Be("A test by MAIL");

        var restored = (await suite.Admin.Do("restoreMessageTemplate", new { code = "suite.test", language = "EN" }, Shown))["messageTemplate"]!;
        restored["number"]!.GetValue<int>().Should().Be(saved["number"]!.GetValue<int>() + 1);
        (await suite.Sent(("MAIL", "restored@example.org")))["subject"]!.GetValue<string>().Should().Be("A test by MAIL");
    }

    [Theory]
    [InlineData("{{ name", "x", "TEMPLATE_BROKEN")]
    [InlineData("x", "{% if name %}never closed", "TEMPLATE_BROKEN")]
    [InlineData("{{ nmae }}", "x", "TEMPLATE_BROKEN")]
    [InlineData("x", "{% if name == 'nobody the sample knows' %}{{ nmae }}{% endif %}", "TEMPLATE_BROKEN")]
    [InlineData("x", "{{ name.lenght }}", "TEMPLATE_BROKEN")]
    [InlineData("x", "{{ name | shout }}", "TEMPLATE_BROKEN")]
    [InlineData("x", "{% for i in (1..100000000) %}x{% endfor %}", "TEMPLATE_BROKEN")]
    [InlineData("x", "{% for i in (1..1000) %}{% for j in (1..1000) %}x{% endfor %}{% endfor %}", "TEMPLATE_BROKEN")]
    [InlineData(" ", "x", "TEMPLATE_EMPTY")]
    [InlineData("x", "", "TEMPLATE_EMPTY")]
    public async Task A_broken_template_is_refused(string subject, string body, string code)
    {
        var input = new { code = "suite.test", language = "EN", subject, body };
        (await suite.Admin.Refused("saveMessageTemplate", input)).Should().Be(code);
        var preview = (await Preview(subject, body))["previewMessageTemplate"]!;
        preview["body"].Should().BeNull();
        preview["fault"]!.GetValue<string>().Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_template_can_be_looked_at_before_it_is_saved()
    {
        var preview = (await Preview("To {{ name }}", "{% assign who = name %}{% assign letters = 'a,b' | split: ',' %}{% for c in letters %}{{ forloop.index }}{{ c }}{% endfor %} {{ who }}"))["previewMessageTemplate"]!;
        preview.ToJsonString().Should().Be("""{"subject":"To Zhang San","body":"1a2b Zhang San","fault":null}""");
        (await suite.Admin.Refused("saveMessageTemplate", new { code = "suite.nothing", language = "EN", subject = "x", body = "x" })).Should().Be("TEMPLATE_UNKNOWN");
    }

    private async Task<JsonNode> Save(string subject, string body, string? @short = null) =>
        (await suite.Admin.Do("saveMessageTemplate", new { code = "suite.test", language = "EN", subject, body, @short }, Shown))["messageTemplate"]!;

    private Task<JsonNode> Preview(string subject, string body) => suite.Admin.Query(
        "query($s: String!, $b: String!) { previewMessageTemplate(code: \"suite.test\", language: EN, subject: $s, body: $b) { subject body fault } }", new { s = subject, b = body });
}
