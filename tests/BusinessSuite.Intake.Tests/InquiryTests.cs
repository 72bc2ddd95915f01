using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "IN-01")]
public sealed class InquiryTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    private const string Everyone = """{"scopes":{"*":"ALL"}}""";

    [Fact]
    public async Task A_promise_needs_contact_question_and_a_time_that_lies_ahead()
    {
        object Ask(string question = "When?", bool contact = true, int? inHours = 4, string? answer = null) => new
        {
            question,
            channel = "PHONE",
            departmentId = world.Department,
            responsibleId = world.Clerk,
            contactId = contact ? world.Contact : null,
            promisedAt = inHours is { } h ? world.Clock.GetUtcNow().AddHours(h) : (DateTimeOffset?)null,
            answer,
        };
        (await world.Admin.Refused("recordInquiry", Ask(contact: false))).Should().Be("PROMISE_INCOMPLETE");
        (await world.Admin.Refused("recordInquiry", Ask(question: " "))).Should().Be("PROMISE_INCOMPLETE");
        (await world.Admin.Refused("recordInquiry", Ask(inHours: null))).Should().Be("PROMISE_INCOMPLETE");
        (await world.Admin.Refused("recordInquiry", Ask(inHours: -1))).Should().Be("PROMISE_INCOMPLETE");
        (await world.Admin.Refused("recordInquiry", Ask(answer: " "))).Should().Be("ANSWER_MISSING");
        var now = (await world.Admin.Do("recordInquiry", Ask(contact: false, inHours: null, answer: "From nine to six."), "inquiry { handling answeredAt promises { totalCount } }"))["inquiry"]!;
        now["handling"]!.GetValue<string>().Should().Be("ANSWERED_NOW");
        now["promises"]!["totalCount"]!.GetValue<int>().Should().Be(0);
        var promised = (await world.Admin.Do("recordInquiry", Ask(), "inquiry { id handling answeredAt promises { nodes { ordinal } } }"))["inquiry"]!;
        promised["handling"]!.GetValue<string>().Should().Be("PROMISED");
        promised["promises"]!["nodes"]!.AsArray().Should().ContainSingle();

        foreach (var (sql, constraint) in new[]
        {
            ("insert into intake.inquiries (id, version, handling, question, channel, department_id, responsible_id, received_at) select gen_random_uuid(), 1, 'PROMISED', 'q', 'DESK', department_id, responsible_id, now() from intake.inquiries limit 1", "ck_inquiries_promise"),
            ("insert into intake.inquiries (id, version, handling, contact_id, question, channel, department_id, responsible_id, received_at) select gen_random_uuid(), 1, 'PROMISED', contact_id, 'q', 'DESK', department_id, responsible_id, now() from intake.inquiries where contact_id is not null limit 1", "tr_inquiries_promise"),
            ("insert into intake.inquiries (id, version, handling, question, channel, department_id, responsible_id, received_at) select gen_random_uuid(), 1, 'ANSWERED_NOW', 'q', 'DESK', department_id, responsible_id, now() from intake.inquiries limit 1", "ck_inquiries_answer"),
            ("update intake.inquiries set question = 'another'", "wo_inquiries"),
        })
        {
            var act = () => world.AsApp(sql, Everyone);
            (await act.Should().ThrowAsync<PostgresException>(sql)).Which.ConstraintName.Should().Be(constraint);
        }

        foreach (var sql in new[] { "update intake.promises set promised_at = now()", "delete from intake.promises" })
        {
            var act = () => world.AsApp(sql, Everyone);
            (await act.Should().ThrowAsync<PostgresException>(sql)).Which.SqlState.Should().Be("42501");
        }
    }

    [Fact]
    public async Task Keeping_is_measured_by_the_first_promise_however_often_it_is_moved()
    {
        var (keeper, breaker) = (await world.NewEmployee(), await world.NewEmployee());
        async Task<string> Promise(string employee) => (string)(await world.Admin.Do(
            "recordInquiry",
            new { question = "When?", channel = "DESK", departmentId = world.Department, responsibleId = employee, contactId = world.Contact, promisedAt = world.Clock.GetUtcNow().AddHours(2) }, "inquiry { id }"))["inquiry"]!["id"]!;
        var start = world.Clock.GetUtcNow();
        var (kept, late, open) = (await Promise(keeper), await Promise(breaker), await Promise(breaker));
        await world.Admin.Do("answerInquiry", new { inquiryId = kept, answer = "Now." }, "inquiry { id }");
        (await world.Admin.Refused("answerInquiry", new { inquiryId = kept, answer = "Again." })).Should().Be("INQUIRY_ANSWERED");
        (await world.Admin.Refused("promiseAnew", new { inquiryId = late, promisedAt = start.AddHours(9), reason = "" })).Should().Be("PROMISE_REASON_MISSING");
        await world.Admin.Do("promiseAnew", new { inquiryId = late, promisedAt = start.AddHours(9), reason = "The file is elsewhere." }, "promise { ordinal reason }");
        await world.Advance(TimeSpan.FromHours(3));
        await world.Admin.Do("handOverInquiry", new { inquiryId = open, employeeId = await world.NewEmployee() }, "inquiry { id }");
        await world.Admin.Do("answerInquiry", new { inquiryId = late, answer = "Here." }, "inquiry { id }");
        (await world.Admin.Refused("promiseAnew", new { inquiryId = late, promisedAt = start.AddHours(20), reason = "x" })).Should().Be("INQUIRY_ANSWERED");

        var rates = (await world.Admin.Query(
            "query($f: DateTime!, $u: DateTime!) { promiseKeeping(from: $f, until: $u) { employee { id } kept broken rate } }", new { f = start, u = start.AddDays(1) }))["promiseKeeping"]!.AsArray();
        rates.Single(r => (string)r!["employee"]!["id"]! == keeper)!.ToJsonString().Should().EndWith("""kept":1,"broken":0,"rate":"1"}""");
        rates.Single(r => (string)r!["employee"]!["id"]! == breaker)!.ToJsonString().Should().EndWith("""kept":0,"broken":2,"rate":"0"}""", "neither moving a promise nor handing it over keeps it, and an open one is broken when its time is over");
        open.Should().NotBe(late);
    }

    [Fact]
    public async Task Contacts_are_normalised_and_merging_keeps_both_histories_and_can_be_undone()
    {
        async Task<string> Contact(string name, string? phone, string? email) => (string)(await world.Admin.Do("registerContact", new { name, phone, email }, "contact { id phone email }"))["contact"]!["id"]!;
        (await world.Admin.Refused("registerContact", new { name = "Nobody" })).Should().Be("CONTACT_UNREACHABLE");
        var one = await Contact(" Li Si ", "+86 (139) 0000-1111", null);
        (await world.Admin.Query("query($id: ID!) { contact(id: $id) { name phone } }", new { id = one }))["contact"]!["phone"]!.GetValue<string>().Should().Be("13900001111");
        (await Contact("Li", "+86 139 00001111", null)).Should().Be(one, "who is known already is found, not doubled");
        var two = await Contact("Li S.", null, " Li.Si@Example.ORG ");

        foreach (var contact in new[] { one, two })
        {
            await world.Admin.Do("recordInquiry", new { question = "?", channel = "DESK", departmentId = world.Department, responsibleId = world.Clerk, contactId = contact, answer = "!" }, "inquiry { id }");
        }

        const string History = "query($id: ID!) { contact(id: $id) { inquiries { totalCount } duplicates { nodes { id inquiries { totalCount } } } mergedInto { id } } }";
        await world.Admin.Do("mergeContacts", new { duplicateId = two, survivorId = one }, "contact { id }");
        (await world.Admin.Query(History, new { id = one })).ToJsonString().Should().Be($$$"""{"contact":{"inquiries":{"totalCount":1},"duplicates":{"nodes":[{"id":"{{{two}}}","inquiries":{"totalCount":1}}]},"mergedInto":null}}""");
        (await Contact("Li S.", null, "li.si@example.org")).Should().Be(one, "a merged contact is found as the one that it turned out to be");
        (await world.Admin.Refused("mergeContacts", new { duplicateId = two, survivorId = one })).Should().Be("CONTACT_MERGED");
        (await world.Admin.Refused("mergeContacts", new { duplicateId = one, survivorId = one })).Should().Be("CONTACT_MERGED");
        await world.Admin.Do("unmergeContact", new { contactId = two }, "contact { mergedInto { id } }");
        (await world.Admin.Query(History, new { id = one }))["contact"]!["duplicates"]!["nodes"]!.AsArray().Should().BeEmpty();
        (await world.Admin.Refused("unmergeContact", new { contactId = two })).Should().Be("CONTACT_NOT_MERGED");
        var three = await Contact("Lee", "+86 139 00002222", null);
        await world.Admin.Do("mergeContacts", new { duplicateId = two, survivorId = three }, "contact { id }");
        await world.Admin.Do("mergeContacts", new { duplicateId = three, survivorId = one }, "contact { id }");
        (await Contact("Li S.", null, "li.si@example.org")).Should().Be(one, "merges follow each other to the end");
        await world.Admin.Do("unmergeContact", new { contactId = three }, "contact { id }");
        (await Contact("Li S.", null, "li.si@example.org")).Should().Be(three, "undoing one merge leaves the other");
        await world.Admin.Do("unmergeContact", new { contactId = two }, "contact { id }");
        foreach (var (sql, constraint) in new[]
        {
            ("insert into intake.contacts (id, version, name) values (gen_random_uuid(), 1, 'x')", "ck_contacts_reachable"),
            ("insert into intake.contacts (id, version, name, phone) values (gen_random_uuid(), 1, 'x', '13900001111')", "ux_contacts_phone"),
            ("insert into intake.contacts (id, version, name, email) values (gen_random_uuid(), 1, 'x', 'li.si@example.org')", "ux_contacts_email"),
        })
        {
            var act = () => world.AsApp(sql, Everyone);
            (await act.Should().ThrowAsync<PostgresException>(sql)).Which.ConstraintName.Should().Be(constraint);
        }
    }
}
