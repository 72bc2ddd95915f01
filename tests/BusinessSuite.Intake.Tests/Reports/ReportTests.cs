using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using BusinessSuite.Intake.Tests.ServiceLevels;
using BusinessSuite.Testing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using MimeKit;

namespace BusinessSuite.Intake.Tests.Reports;

[Trait("row", "IN-14")]
public sealed class ReportTests(MessageSuite world) : IClassFixture<MessageSuite>
{
    [Fact]
    public async Task Figures_are_frozen_with_the_cases_behind_them_and_come_out_the_same_when_counted_again()
    {
        var type = await world.NewType("COUNTED", "COUNTED-{seq:4}");
        await NextMonth();
        var month = Today();
        var (clerk, other) = (await world.NewEmployee(), await world.NewEmployee());
        var (refused, cancelled) = (await Received(type, clerk), await Received(type, clerk));
        var (closed, open, late) = (await Accepted(type, clerk), await Accepted(type, clerk), await Accepted(type, other));
        await world.Admin.Do("refuseApplication", new { applicationId = refused, reason = "Not ours.", whereToGo = "The other desk." }, "application { id }");
        await world.Admin.Do("cancelApplication", new { applicationId = cancelled, reason = "Moved away." }, "application { id }");
        await world.Close(closed);
        await world.Advance(TimeSpan.FromDays(20));
        await world.Close(late);

        var plan = await Plan(new { name = "Permits <all>", period = "MONTH", typeId = type });
        (await world.Admin.Refused("makeReport", new { planId = plan, day = $"{month:O}" })).Should().Be("PERIOD_NOT_OVER");
        await NextMonth();
        var report = (string)(await world.Admin.Do("makeReport", new { planId = plan, day = $"{month.AddDays(4):O}" }, "progressReport { id from until }"))["progressReport"]!["id"]!;
        string[] expected = ["CANCELLED 1", "CLOSED 1", "CLOSED 1", "CLOSED_LATE 1", "NOT_ACCEPTED 1", "OPEN 1", "OVERDUE 1", "RECEIVED 1", "RECEIVED 4"];
        (await Figures(report)).Should().Equal(expected);
        (await Cases(report, "OVERDUE")).Should().Equal(open);
        (await Cases(report, "CLOSED_LATE")).Should().Equal(late);
        (await Verified(report)).Should().Be("""{"identical":true,"differences":[]}""");
        (await world.Admin.Refused("makeReport", new { planId = plan, day = $"{month:O}" })).Should().Be("REPORT_MADE");

        // What happens later belongs to later periods.
        await world.Admin.Do("reopenApplication", new { applicationId = closed, reason = "A mistake." }, "application { id }");
        await world.Admin.Do("handOverApplication", new { applicationId = open, employeeId = other, reason = "Leave." }, "application { id }");
        await world.Close(open);
        await world.Accepted(type);
        (await Figures(report)).Should().Equal(expected);
        (await Verified(report)).Should().Be("""{"identical":true,"differences":[]}""");

        // But what was not told then shows.
        await world.AsOwner($"alter table intake.applications disable trigger user; update intake.applications set received_at = received_at - interval '70 days', accepted_at = accepted_at - interval '70 days' where number = '{await Number(late)}'; alter table intake.applications enable trigger user");
        var differences = JsonNode.Parse(await Verified(report))!;
        differences["identical"]!.GetValue<bool>().Should().BeFalse();
        differences["differences"]!.AsArray().Select(d => $"{d!["measure"]} {d["frozen"]} {d["now"]}").Should().Equal("RECEIVED 1 0");
    }

    [Fact]
    public async Task Nothing_that_comes_later_changes_what_was_counted()
    {
        var type = await world.NewType("LATER", "LATER-{seq:4}");
        await NextMonth();
        var month = Today();
        var history = new { externalId = "later-open", channel = "POST", departmentId = world.Department, receivedAt = $"{month:O}T04:00:00Z" };
        await world.Admin.Do("recordHistoricalApplications", new { applicationTypeId = type, applications = new[] { history } }, "entered");
        var (unaccepted, nobodys, silent) = ((await world.Receive(type)).Id, await world.Accepted(type), (await world.Receive(type)).Id);
        await world.Admin.Do("judgeChecklist", new { applicationId = unaccepted, verdicts = (await world.Checklist(unaccepted)).Select(i => new { itemId = i, verdict = "PRESENT" }) }, "application { id }");
        var plan = await Plan(new { name = "Later", period = "MONTH", typeId = type });
        await NextMonth();
        var report = (string)(await world.Admin.Do("makeReport", new { planId = plan, day = $"{month:O}" }, "progressReport { id }"))["progressReport"]!["id"]!;
        const string Identical = "{\"identical\":true,\"differences\":[]}";
        (await Verified(report)).Should().Be(Identical);

        await world.Accept(unaccepted);
        (await Verified(report)).Should().Be(Identical, "there was no planned end then");
        await world.Tick("intake.accept-unanswered");
        (await Verified(report)).Should().Be(Identical, "what counts as accepted since its receipt was not overdue then");
        await world.Admin.Do("handOverApplication", new { applicationId = nobodys, employeeId = world.Clerk, reason = "At last" }, "application { id }");
        (await Verified(report)).Should().Be(Identical, "nobody answered for it then");
        await world.Admin.Do("recordHistoricalApplications", new { applicationTypeId = type, applications = new[] { history with { externalId = "later-entered" } } }, "entered");
        (await Verified(report)).Should().Be(Identical, "it was not known then");
    }

    [Fact]
    [Trait("row", "IN-08")]
    public async Task A_report_counts_a_case_where_it_was_when_the_period_ended()
    {
        var type = await world.NewType("MOVES", "MOVES-{seq:4}");
        var (here, there) = (await world.NewDepartment("MOVES-HERE"), await world.NewDepartment("MOVES-THERE"));
        await NextMonth();
        var moving = await Accepted(type, await world.NewEmployee(here), here);
        var (all, giving, taking) = (await Plan(new { name = "All", period = "MONTH", typeId = type }), await Plan(new { name = "Here", period = "MONTH", typeId = type, departmentId = here }),
            await Plan(new { name = "There", period = "MONTH", typeId = type, departmentId = there }));
        async Task<List<string>> Made(params string[] plans)
        {
            var day = Today().AddMonths(-1);
            var made = new List<string>();
            foreach (var plan in plans)
            {
                made.Add((string)(await world.Admin.Do("makeReport", new { planId = plan, day = $"{day:O}" }, "progressReport { id }"))["progressReport"]!["id"]!);
            }

            return made;
        }

        await NextMonth();
        var before = await Made(all, giving);
        await world.Admin.Do("transferApplication", new { applicationId = moving, departmentId = there, responsibleId = await world.NewEmployee(there), reason = "Theirs." }, "application { id }");
        foreach (var report in before)
        {
            (await Figures(report)).Should().Contain("OPEN 1");
            (await Verified(report)).Should().Be("{\"identical\":true,\"differences\":[]}");
        }

        await NextMonth();
        var after = await Made(taking, giving);
        (await Figures(after[0])).Should().Contain("OPEN 1");
        (await Figures(after[1])).Should().BeEmpty();
    }

    [Fact]
    public async Task Reports_of_periods_that_are_over_are_made_once_and_sent_as_workbook_and_page()
    {
        var type = await world.NewType("SENT", "SENT-{seq:4}");
        await NextMonth();
        var plan = await Plan(new { name = "Weekly <permits>", period = "WEEK", typeId = type, departmentId = world.Department, recipients = new[] { "head@example.org" }, language = "ZH" });
        var number = await Number(await Accepted(type, world.Clerk));
        await world.Tick("intake.make-reports");
        (await Reports(plan)).Should().BeEmpty();
        await world.Advance(TimeSpan.FromDays(15));
        await world.Tick("intake.make-reports");
        await world.Advance(TimeSpan.FromMinutes(1));
        await world.Tick("intake.make-reports");
        var made = await Reports(plan);
        made.Should().HaveCountGreaterThanOrEqualTo(2).And.OnlyHaveUniqueItems();

        await world.DeliverMessages();
        var mails = world.Mail.To("head@example.org");
        mails.Should().HaveSameCount(made);
        mails[0].Subject.Should().StartWith("Weekly <permits>（");
        var files = mails[0].Attachments.OfType<MimePart>().ToDictionary(a => a.ContentType.MimeType, Bytes);
        var page = Encoding.UTF8.GetString(files["text/html"]);
        page.Should().Contain("Weekly &lt;permits&gt;").And.NotContain("<permits>").And.Contain("超期未办结").And.Contain("@page").And.NotContain("http");
        Sheets(files["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]).Should().Contain("数据").And.Contain("明细");

        // The same files are there for those who read the report.
        var answer = (await world.Admin.Query("query($id: ID!) { reportPlan(id: $id) { reports(first: 1) { nodes { workbook { name mediaType content } page { name content } } } } }", new { id = plan }))["reportPlan"]!["reports"]!["nodes"]![0]!;
        ((string)answer["workbook"]!["name"]!).Should().StartWith("Weekly--permits--").And.EndWith(".xlsx");
        Text(Convert.FromBase64String((string)answer["workbook"]!["content"]!), "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml").Should().Contain(number);
        Encoding.UTF8.GetString(Convert.FromBase64String((string)answer["page"]!["content"]!)).Should().Contain("Weekly &lt;permits&gt;").And.Contain($"<td>{number}</td>", "the cases stand behind the numbers");

        // Whatever leaves says how confidential it is, who has it, when and by which request.
        page.Should().Contain("INTERNAL 内部 | head@example.org | 2026-");
        Marks(files["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]).Should().OnlyContain(m => m.Contains("INTERNAL 内部 | head@example.org | 2026-"));
        Encoding.UTF8.GetString(Convert.FromBase64String((string)answer["page"]!["content"]!)).Should().MatchRegex(@"INTERNAL 内部 \| [^|<>]+\(admin\) \| 2026-[0-9: -]+Z \| [0-9a-f]{32}<");
        Marks(Convert.FromBase64String((string)answer["workbook"]!["content"]!)).Should().HaveCount(3, "the properties and both sheets").And.OnlyContain(m => m.Contains("(admin) | 2026-"));

        await world.Admin.Do("endReportPlan", new { planId = plan }, "reportPlan { endedAt }");
        (await world.Admin.Refused("endReportPlan", new { planId = plan })).Should().Be("REPORT_PLAN_ENDED");
        await world.Advance(TimeSpan.FromDays(8));
        await world.Tick("intake.make-reports");
        (await Reports(plan)).Should().HaveSameCount(made);
    }

    [Fact]
    public async Task A_report_that_cannot_be_made_keeps_none_of_the_others_waiting()
    {
        var (spoiled, sound) = (await Plan(new { name = "Spoiled", period = "DAY" }), await Plan(new { name = "Sound", period = "DAY" }));
        await world.AsOwner("alter table intake.progress_reports add constraint spoiled check (plan_id <> (select id from intake.report_plans where name = 'Spoiled'))".Replace("(select id from intake.report_plans where name = 'Spoiled')", $"'{await world.AsOwner("select id from intake.report_plans where name = 'Spoiled'")}'"));
        await world.Advance(TimeSpan.FromDays(3));
        (await world.Tick("intake.make-reports")).Should().BeTrue();
        (await Reports(sound)).Should().HaveCount(3);
        (await Reports(spoiled)).Should().BeEmpty();
        await world.AsOwner("alter table intake.progress_reports drop constraint spoiled");
        await world.Advance(TimeSpan.FromHours(1));
        await world.Tick("intake.make-reports");
        (await Reports(spoiled)).Should().HaveCount(3, "what was missed is made up for");
        foreach (var plan in new[] { spoiled, sound })
        {
            await world.Admin.Do("endReportPlan", new { planId = plan }, "reportPlan { id }");
        }
    }

    [Fact]
    public async Task A_department_sees_its_own_reports_only_and_bad_plans_are_refused()
    {
        var elsewhere = await world.NewDepartment("REPORTS-ELSEWHERE");
        var outsider = await world.Person([("intake.report.read", "DEPARTMENT")], await world.NewEmployee(elsewhere));
        var insider = await world.Person([("intake.report.read", "DEPARTMENT")], await world.NewEmployee());
        var plan = await Plan(new { name = "Ours", period = "DAY", departmentId = world.Department });
        const string Read = "query($id: ID!) { reportPlan(id: $id) { name } }";
        (await insider.Query(Read, new { id = plan }))["reportPlan"]!["name"]!.GetValue<string>().Should().Be("Ours");
        (await outsider.Query(Read, new { id = plan }))["reportPlan"].Should().BeNull();

        (await world.Admin.Refused("planReport", new { name = " ", period = "DAY" })).Should().Be("REPORT_UNNAMED");
        (await world.Admin.Refused("planReport", new { name = "x", period = "DAY", recipients = new[] { "a@example.org", "nobody" } })).Should().Be("RECIPIENT_INVALID");
    }

    [Fact]
    public async Task A_plan_that_begins_in_another_age_is_refused_and_one_of_before_stops_no_other()
    {
        foreach (var startsOn in new[] { "9999-12-31", "0001-01-01", $"{Today().AddYears(11):O}", $"{Today().AddYears(-11):O}" })
        {
            (await world.Admin.Refused("planReport", new { name = "x", period = "WEEK", startsOn })).Should().Be("REPORT_START_FAR", startsOn);
        }

        var sound = await Plan(new { name = "Of this age", period = "DAY" });
        await world.AsOwner("alter table intake.report_plans drop constraint ck_report_plans_starts");
        await world.AsOwner("insert into intake.report_plans (id, version, name, period, recipients, language, starts_on) values (gen_random_uuid(), 1, 'Of another', 'WEEK', '{}', 'EN', '9999-12-31')");
        await world.Advance(TimeSpan.FromDays(2));
        (await world.Tick("intake.make-reports")).Should().BeTrue();
        (await Reports(sound)).Should().HaveCount(2);
        await world.Admin.Do("endReportPlan", new { planId = sound }, "reportPlan { id }");
    }

    [Fact]
    [Trait("row", "IN-13")]
    public async Task The_board_shows_who_has_how_much_work_of_what_the_reader_may_see()
    {
        var type = await world.NewType("BOARD", "BOARD-{seq:4}");
        var (here, there) = (await world.NewDepartment("BOARD-HERE"), await world.NewDepartment("BOARD-THERE"));
        var (first, second) = (await world.NewEmployee(here), await world.NewEmployee(there));
        var closed = await Accepted(type, first, here);
        await Accepted(type, first, here);
        var (waiting, _) = await world.Receive(type, department: there, responsible: second);
        await world.Judge(waiting, "MISSING");
        await world.Admin.Do("issueSupplementNotice", new { applicationId = waiting }, "supplementNotice { id }");
        await world.Close(closed);
        await world.Advance(TimeSpan.FromDays(20));

        var lines = await Board(world.Admin, type, "DEPARTMENT");
        lines.Should().Equal($"{here} - 1 0 1 0 1 0", $"{there} - 1 1 0 0 0 0");
        (await Board(world.Admin, type, "PERSON")).Should().Equal($"- {first} 1 0 1 0 1 0", $"- {second} 1 1 0 0 0 0");
        (await Board(world.Admin, type, "PERSON", there)).Should().Equal($"- {second} 1 1 0 0 0 0");
        var reader = await world.Person(
            [("intake.application.read", "DEPARTMENT"), ("organization.structure.read", "ALL"), ("organization.employee.read", "ALL")], await world.NewEmployee(there));
        (await Board(reader, type, "DEPARTMENT")).Should().Equal($"{there} - 1 1 0 0 0 0");
        // Who has tasks has a line, though he answers for nothing.
        var helper = await world.NewEmployee(there);
        var busy = await Accepted(type, first, here);
        foreach (var (hours, assign) in new[] { (1, true), (100, true), (1, false) })
        {
            var task = await world.Make("planTask", new { applicationId = busy, name = "x", dueAt = world.Clock.GetUtcNow().AddHours(hours), criteria = new[] { new { demand = "d", measure = "m" } } }, "task");
            if (assign)
            {
                await world.Admin.Do("assignTask", new { taskId = task, employeeId = helper }, "task { id }");
            }
        }

        await world.Advance(TimeSpan.FromHours(2));
        (await Tasks("PERSON")).Should().BeEquivalentTo($"- {first} 2 0 0", $"- {second} 1 0 0", $"- {helper} 0 2 1", $"{here} - 0 1 1");
        (await Tasks("DEPARTMENT")).Should().BeEquivalentTo($"{here} - 2 3 2", $"{there} - 1 0 0");
        // A person has one line, wherever his work is.
        await Accepted(type, first, there);
        (await Tasks("PERSON")).Should().Contain($"- {first} 3 0 0").And.HaveCount(4);
        async Task<IEnumerable<string>> Tasks(string by) => (await world.Admin.Query(
            "query($t: ID!, $by: BoardGrouping!) { workBoard(typeId: $t, by: $by) { department { id } employee { id } open tasks overdueTasks } }", new { t = type, by }))["workBoard"]!.AsArray()
            .Select(l => $"{(string?)l!["department"]?["id"] ?? "-"} {(string?)l["employee"]?["id"] ?? "-"} {l["open"]} {l["tasks"]} {l["overdueTasks"]}");
        (await world.Admin.Query("query($t: ID!) { workBoard(typeId: $t, days: 5) { closed } }", new { t = type }))["workBoard"]!.AsArray().Sum(l => (int)l!["closed"]!).Should().Be(0);
    }

    private static async Task<List<string>> Board(Client reader, string type, string by, string? department = null) => [.. (await reader.Query(
        "query($t: ID!, $by: BoardGrouping!, $d: ID) { workBoard(typeId: $t, by: $by, departmentId: $d) { department { id } employee { id } open waiting overdue dueSoon closed closedLate } }",
        new { t = type, by, d = department }))["workBoard"]!.AsArray()
        .Select(l => $"{(string?)l!["department"]?["id"] ?? "-"} {(string?)l["employee"]?["id"] ?? "-"} {l["open"]} {l["waiting"]} {l["overdue"]} {l["dueSoon"]} {l["closed"]} {l["closedLate"]}")];

    private static byte[] Bytes(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return content.ToArray();
    }

    /// <summary>What a reader of workbooks finds in the properties and at the foot of each sheet.</summary>
    private static List<string> Marks(byte[] workbook)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}").Should().BeEmpty();
        return [document.PackageProperties.Description!, .. document.WorkbookPart!.WorksheetParts.Select(s => s.Worksheet.Descendants<OddFooter>().Single().Text)];
    }

    private static string Sheets(byte[] workbook) => Text(workbook, "xl/workbook.xml");

    private static string Text(byte[] workbook, params string[] parts)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        return string.Concat(archive.Entries.Where(e => parts.Contains(e.FullName)).Select(e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        }));
    }

    private DateOnly Today() => DateOnly.FromDateTime(world.Clock.GetUtcNow().AddHours(8).DateTime);

    /// <summary>Lets time pass until the third day of the next month.</summary>
    private async Task NextMonth()
    {
        var now = world.Clock.GetUtcNow();
        await world.Advance(new DateTimeOffset(now.Year, now.Month, 1, 2, 0, 0, TimeSpan.Zero).AddMonths(1).AddDays(2) - now);
    }

    private async Task<string> Received(string type, string responsible, string? department = null) => (await world.Receive(type, department: department, responsible: responsible)).Id;

    private async Task<string> Accepted(string type, string responsible, string? department = null)
    {
        var application = await Received(type, responsible, department);
        await world.Judge(application, "PRESENT");
        await world.Accept(application);
        return application;
    }

    private async Task<string> Plan(object input) => (string)(await world.Admin.Do("planReport", input, "reportPlan { id }"))["reportPlan"]!["id"]!;

    private async Task<string> Number(string application) => (string)(await world.Admin.Query("query($id: ID!) { application(id: $id) { number } }", new { id = application }))["application"]!["number"]!;

    private async Task<List<string>> Figures(string report) => [.. (await world.Admin.Query(
        "query($id: ID!) { progressReport(id: $id) { figures(first: 50) { nodes { measure count } } } }", new { id = report }))["progressReport"]!["figures"]!["nodes"]!.AsArray()
        .Select(f => $"{f!["measure"]} {f["count"]}").Order(StringComparer.Ordinal)];

    private async Task<List<string>> Cases(string report, string measure) => [.. (await world.Admin.Query(
        "query($id: ID!, $m: ReportMeasure!) { progressReport(id: $id) { figures(first: 50, where: { measure: { eq: $m } }) { nodes { cases(first: 50) { nodes { application { id } } } } } } }",
        new { id = report, m = measure }))["progressReport"]!["figures"]!["nodes"]!.AsArray().SelectMany(f => f!["cases"]!["nodes"]!.AsArray()).Select(c => (string)c!["application"]!["id"]!)];

    private async Task<List<string>> Reports(string plan) => [.. (await world.Admin.Query(
        "query($id: ID!) { reportPlan(id: $id) { reports(first: 50) { nodes { from } } } }", new { id = plan }))["reportPlan"]!["reports"]!["nodes"]!.AsArray().Select(r => (string)r!["from"]!)];

    private async Task<string> Verified(string report) => (await world.Admin.Query(
        "query($id: ID!) { verifyReport(reportId: $id) { identical differences { measure frozen now } } }", new { id = report }))["verifyReport"]!.ToJsonString();
}
