using BusinessSuite.Intake.Tests.ServiceLevels;
using BusinessSuite.Testing;
using MimeKit;

namespace BusinessSuite.Intake.Tests.Reports;

/// <summary>A suite that attaches little to mails.</summary>
public sealed class FrugalSuite : MessageSuite
{
    protected override string[] Settings => [.. base.Settings, "--Modules:intake:Reports:MostBytes=14000"];
}

[Trait("row", "IN-14")]
public sealed class LargeReportTests(FrugalSuite world) : IClassFixture<FrugalSuite>
{
    [Theory]
    [InlineData("EN", "The list of the cases is too large for a mail.")]
    [InlineData("ZH", "案件明细过大，未随邮件发送。")]
    public async Task A_report_that_is_too_large_for_a_mail_goes_without_the_list_of_its_cases(string language, string hint)
    {
        var (type, to) = (await world.NewType($"LARGE{language}", "LARGE" + language + "-{seq:4}"), $"{language}@example.org");
        var plan = await world.Make("planReport", new { name = "Large", period = "DAY", typeId = type, recipients = new[] { to }, language }, "reportPlan");
        var number = (string)(await world.Admin.Query("query($id: ID!) { application(id: $id) { number } }", new { id = await world.Accepted(type) }))["application"]!["number"]!;
        await world.Advance(TimeSpan.FromDays(1));
        await world.Tick("intake.make-reports");
        await world.DeliverMessages();
        var small = world.Mail.To(to).Should().ContainSingle().Which;
        small.TextBody.Should().NotContain(hint);
        Page(small).Should().Contain($"<td>{number}</td>");

        for (var i = 0; i < 40; i++)
        {
            await world.Receive(type);
        }

        await world.Advance(TimeSpan.FromDays(1));
        await world.Tick("intake.make-reports");
        await world.DeliverMessages();
        var large = world.Mail.To(to).Should().HaveCount(2).And.Subject.Last();
        large.TextBody.Should().Contain(hint).And.Contain("41");
        large.Attachments.Should().HaveCount(2);
        Page(large).Should().NotContain($"<td>{number}</td>").And.Contain("<td>41</td>");
        (await world.Admin.Query("query($id: ID!) { reportPlan(id: $id) { reports(first: 5) { totalCount } } }", new { id = plan }))["reportPlan"]!["reports"]!["totalCount"]!.GetValue<int>().Should().Be(2);
    }

    private static string Page(MimeMessage mail) => mail.Attachments.OfType<TextPart>().Single(p => p.ContentType.MimeType == "text/html").Text;
}
