using BusinessSuite.Intake.Tests.ServiceLevels;
using MimeKit;

namespace BusinessSuite.Intake.Tests;

/// <summary>Employees learn by mail what waits for them.</summary>
public sealed class ColleagueTests(InvitingWorld world) : IClassFixture<InvitingWorld>
{
    private static int _people;

    [Fact]
    [Trait("row", "IN-12")]
    public async Task Cases_that_go_up_are_told_to_whoever_they_go_to_in_one_mail_and_past_the_absent_to_the_deputy()
    {
        var department = await world.NewDepartment("UP");
        var (owner, ownerMail) = await Colleague(department, "ZH");
        var (deputy, deputyMail) = await Colleague(department);
        var (boss, bossMail) = await Colleague(department);
        await Line(department, boss, owner);
        await world.Admin.Do("recordAbsence", new { employeeId = boss, deputyId = deputy, kind = "TRAINING", from = world.Clock.GetUtcNow().AddDays(-1), until = world.Clock.GetUtcNow().AddDays(30) }, "absence { id }");
        var type = await world.NewTypeWithLevel(new
        {
            firstAnswerWithin = "PT40H",
            completeWithin = "PT10H",
            climbAfter = "PT2000H",
            escalationSteps = new[] { new { percent = 50, rank = 0 }, new { percent = 80, rank = 1 } },
        });
        var numbers = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var (id, _) = await world.Receive(type, department: department, responsible: owner);
            await world.Judge(id, "PRESENT");
            numbers.Add((string)(await world.Accept(id))["number"]!);
        }

        await world.Work(TimeSpan.FromHours(5.5));
        await world.Tick("intake.escalate");
        await world.Work(TimeSpan.FromHours(3));
        await world.Tick("intake.escalate");
        await world.Tick("intake.escalate", world.Clock.GetUtcNow().AddMinutes(1));
        await world.DeliverMessages();
        var told = world.Mail.To(ownerMail).Should().ContainSingle(m => m.Subject == "有 3 件事项待您处理").Which;
        told.TextBody.Should().ContainAll(numbers).And.Contain("办理时限已用 50%");
        var passed = world.Mail.To(deputyMail).Should().ContainSingle().Which;
        passed.Subject.Should().Be("3 cases wait for your answer");
        passed.TextBody.Should().ContainAll(numbers).And.Contain("80 % of its time are used");
        world.Mail.To(bossMail).Should().BeEmpty("the deputy is there for the absent");

        var (help, _) = await world.Receive(type, department: department, responsible: owner);
        await world.Admin.Do("escalateApplication", new { applicationId = help, reason = "The register does not answer." }, "escalation { id }");
        await world.DeliverMessages();
        world.Mail.To(deputyMail).Should().HaveCount(2).And.Subject.Last().TextBody.Should().Contain("a colleague asks for help: The register does not answer.");
    }

    [Fact]
    [Trait("row", "IN-15")]
    public async Task What_is_found_wrong_with_cases_is_told_to_their_owner_once()
    {
        var department = await world.NewDepartment("WRONG");
        var (owner, mail) = await Colleague(department);
        var type = await world.NewTypeWithLevel(new
        {
            firstAnswerWithin = "PT40H",
            completeWithin = "PT40H",
            stuckAfter = "PT4H",
        });
        var (id, _) = await world.Receive(type, department: department, responsible: owner);
        await world.Judge(id, "PRESENT");
        var number = (string)(await world.Accept(id))["number"]!;
        await world.Work(TimeSpan.FromHours(5));
        await world.Tick("intake.find-anomalies");
        await world.Tick("intake.find-anomalies", world.Clock.GetUtcNow().AddMinutes(10));
        await world.DeliverMessages();
        var told = world.Mail.To(mail).Should().ContainSingle().Which;
        told.Subject.Should().Be("A case of yours needs a look");
        told.TextBody.Should().Contain($"{number} (").And.Contain("nothing has happened for a long time");
    }

    [Fact]
    [Trait("row", "IN-08")]
    [Trait("row", "IN-09")]
    [Trait("row", "IN-15")]
    public async Task Tasks_are_told_to_whom_others_give_them_and_overdue_ones_to_the_superior_too_once()
    {
        var department = await world.NewDepartment("TASKED");
        var (worker, mail) = await Colleague(department);
        var (boss, bossMail) = await Colleague(department);
        await Line(department, boss, worker);
        var self = await world.Person([("intake.task.assign", "ALL"), ("intake.application.read", "ALL")], worker);
        var due = world.Clock.GetUtcNow().AddHours(30);
        async Task<string> Task(string name) => await world.Make(
            "planTask", new { applicationId = await world.Accepted(), name, dueAt = due, criteria = new[] { new { demand = "d", measure = "m" } } }, "task");
        var (one, two, own, nobodys) = (await Task("Measure"), await Task("Draw"), await Task("Own"), await Task("Nobody's"));
        foreach (var task in new[] { one, two })
        {
            await world.Admin.Do("assignTask", new { taskId = task, employeeId = worker }, "task { id }");
        }

        await self.Do("assignTask", new { taskId = own, employeeId = worker }, "task { id }");
        async Task<List<MimeMessage>> Told(string address)
        {
            await world.Tick("intake.tell-assignments", world.Clock.GetUtcNow());
            await world.Tick("intake.find-anomalies", world.Clock.GetUtcNow());
            await world.DeliverMessages();
            return world.Mail.To(address);
        }

        var told = (await Told(mail)).Should().ContainSingle().Which;
        told.Subject.Should().Be("2 tasks were given to you");
        told.TextBody.Should().Contain("- Measure: ").And.Contain("- Draw: ").And.NotContain("Own");

        await world.Admin.Do("changeTask", new { taskId = two, reason = "More time", dueAt = due.AddDays(300) }, "task { id }");
        await world.Admin.Do("cancelTask", new { taskId = own, reason = "Twice" }, "task { cancelReason }");
        await world.Advance(due.AddMinutes(1) - world.Clock.GetUtcNow());
        await Told(mail);
        await world.Advance(TimeSpan.FromMinutes(10));
        foreach (var address in new[] { mail, bossMail })
        {
            (await Told(address)).Where(m => m.TextBody!.Contains("overdue", StringComparison.Ordinal)).Should().ContainSingle().Which.TextBody.Should().Contain("a task is overdue: Measure").And.NotContain("Draw");
        }

        var found = (await world.Admin.Query("""{ anomalies(where: {kind: {eq: OVERDUE_TASK}, resolvedAt: {isNull: true}}) { nodes { task { id } } } }"""))["anomalies"]!["nodes"]!.AsArray().Select(a => (string)a!["task"]!["id"]!);
        found.Should().BeEquivalentTo([one, nobodys]);
        foreach (var task in new[] { one, nobodys })
        {
            await world.Admin.Do("changeTask", new { taskId = task, reason = "More time", dueAt = due.AddDays(300) }, "task { id }");
        }

        await Told(mail);
        (await world.Admin.Query("""{ anomalies(where: {kind: {eq: OVERDUE_TASK}, resolvedAt: {isNull: true}}) { totalCount } }"""))["anomalies"]!["totalCount"]!.GetValue<int>().Should().Be(0);
    }

    [Fact]
    [Trait("row", "IN-08")]
    public async Task A_case_that_comes_from_elsewhere_is_told_to_who_answers_for_it_or_to_the_head()
    {
        var (from, to) = (await world.NewDepartment("GIVING"), await world.NewDepartment("TAKING"));
        var (head, headMail) = await Colleague(to);
        var (clerk, clerkMail) = await Colleague(to);
        await Line(to, head, clerk);
        var (contact, _, _) = await world.Person("EN", "MAIL");
        async Task<string> Case(string department, string? responsible) => await world.Make(
            "receiveApplication",
            new { applicationTypeId = world.Type, applicantId = contact, departmentId = department, responsibleId = responsible, channel = "DESK", answers = new[] { new { key = "area", value = "50" } } }, "application");
        await world.Admin.Do("transferApplication", new { applicationId = await Case(from, null), departmentId = to, reason = "Theirs." }, "application { id }");
        await world.Admin.Do("transferApplication", new { applicationId = await Case(from, null), departmentId = to, responsibleId = clerk, reason = "Theirs." }, "application { id }");
        await world.DeliverMessages();
        world.Mail.To(headMail).Should().ContainSingle(m => m.Subject == "A case came to you").Which.TextBody.Should().Contain("Theirs.").And.Contain("nobody in your department answers for it yet");
        world.Mail.To(clerkMail).Should().ContainSingle(m => m.Subject == "A case came to you").Which.TextBody.Should().NotContain("nobody");
        await world.Make("declareConflictOfInterest", new { employeeId = clerk, contactId = contact, reason = "Brother" }, "conflictOfInterest");
        await world.DeliverMessages();
        world.Mail.To(headMail).Should().HaveCount(2).And.Subject.Last().TextBody.Should().Contain("Who answered for it has a conflict of interest.").And.NotContain("Brother");
    }

    [Fact]
    [Trait("row", "IN-17")]
    [Trait("row", "IN-18")]
    public async Task A_complaint_is_told_to_the_head_of_the_department_but_not_to_the_person_complained_of()
    {
        var department = await world.NewDepartment("BLAMED");
        var (chief, chiefMail) = await Colleague(department);
        var (head, headMail) = await Colleague(department);
        await Line(department, chief, head);
        await world.Complain(department: department);
        var (id, number, _) = await world.Complain(about: head, department: world.Quality);
        await world.Admin.Do("forwardComplaint", new { complaintId = id, departmentId = department, reason = "It is theirs." }, "complaintForwarding { id }");
        await world.Step("acknowledgeComplaint", id);
        await world.Step("assessComplaint", id);
        var (owner, ownerMail) = await Colleague(department);
        await world.Admin.Do("planRectification", new { complaintId = id, measure = "The drawer is emptied daily.", ownerId = owner, dueAt = world.Clock.GetUtcNow().AddDays(3) }, "rectification { id }");
        await world.DeliverMessages();
        world.Mail.To(headMail).Should().BeEmpty("he is the person complained of, or not the head");
        world.Mail.To(chiefMail).Select(m => m.Subject!.Split(" (")[0]).Should().Equal("A complaint came in", "Your department must answer a complaint");
        world.Mail.To(ownerMail).Should().ContainSingle().Which.Subject.Should().Be($"Something is to be corrected ({number})");
    }

    [Fact]
    [Trait("row", "IN-01")]
    public async Task Who_promised_an_answer_is_reminded_once_for_each_promise_and_the_answer_is_sent()
    {
        var (contact, _, mail) = await world.Person("EN", "MAIL");
        var (employee, address) = await Colleague(world.Department);
        async Task<string> Promise(int hours) => (string)(await world.Admin.Do(
            "recordInquiry",
            new { question = "Which papers do I need?", channel = "PHONE", departmentId = world.Department, responsibleId = employee, contactId = contact, promisedAt = world.Clock.GetUtcNow().AddHours(hours) },
            "inquiry { id }"))["inquiry"]!["id"]!;
        async Task<List<MimeMessage>> Reminders()
        {
            await world.Tick("intake.remind-promises");
            await world.DeliverMessages();
            return world.Mail.To(address);
        }

        var id = await Promise(24 * 7);
        (await Reminders()).Should().BeEmpty("there is time yet");
        await world.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(50));
        (await Reminders()).Should().ContainSingle().Which.TextBody.Should().Contain("Which papers do I need?");
        await world.Advance(TimeSpan.FromMinutes(5));
        (await Reminders()).Should().ContainSingle();
        await world.Admin.Do("promiseAnew", new { inquiryId = id, promisedAt = world.Clock.GetUtcNow().AddMinutes(30), reason = "The register is closed." }, "promise { id }");
        await world.Advance(TimeSpan.FromMinutes(5));
        (await Reminders()).Should().HaveCount(2, "it is another promise");

        var told = await Promise(1);
        await world.Admin.Do("answerInquiry", new { inquiryId = told, answer = "By phone.", told = true }, "inquiry { id }");
        (await Reminders()).Should().HaveCount(2, "what is answered needs no reminder");
        var answered = (await world.Admin.Do("answerInquiry", new { inquiryId = id, answer = "Your identity card." }, "inquiry { message { id status } }"))["inquiry"]!;
        answered["message"]!["status"]!.GetValue<string>().Should().Be("QUEUED");
        await world.DeliverMessages();
        var sent = world.Mail.To(mail).Should().ContainSingle().Which;
        sent.Subject.Should().Be("The answer to your question");
        sent.TextBody.Should().Contain("you asked: Which papers do I need?").And.Contain("Your identity card.");
    }

    [Fact]
    [Trait("row", "IN-05")]
    public async Task An_outcome_that_reaches_nobody_is_told_to_whoever_answers_for_the_application()
    {
        var (owner, mail) = await Colleague(world.Department);
        var contact = (string)(await world.Admin.Do("registerContact", new { name = "Nobody", email = "nobody@elsewhere.example.org" }, "contact { id }"))["contact"]!["id"]!;
        var id = (string)(await world.Admin.Do(
            "receiveApplication",
            new { applicationTypeId = world.Type, applicantId = contact, departmentId = world.Department, responsibleId = owner, channel = "INTERNET", answers = new[] { new { key = "area", value = "50" } } },
            "application { id }"))["application"]!["id"]!;
        await world.Judge(id, "PRESENT");
        var number = (string)(await world.Accept(id))["number"]!;
        await world.DeliverMessages();
        await world.DeliverMessages();
        var told = world.Mail.To(mail).Should().ContainSingle().Which;
        told.Subject.Should().Be($"A notice did not reach the customer ({number})");
        told.TextBody.Should().StartWith("The written outcome of ");
    }

    [Fact]
    [Trait("row", "IN-01")]
    [Trait("row", "IN-17")]
    public async Task What_waits_for_one_who_is_away_is_told_to_the_deputy_but_not_to_the_person_complained_of()
    {
        var ((away, mail), (deputy, deputyMail)) = (await Colleague(world.Department), await Colleague(world.Department));
        await world.Admin.Do("recordAbsence", new { employeeId = away, deputyId = deputy, kind = "TRAINING", from = world.Clock.GetUtcNow().AddHours(-1), until = world.Clock.GetUtcNow().AddDays(60) }, "absence { id }");
        var (contact, _, _) = await world.Person("EN", "MAIL");
        await world.Admin.Do(
            "recordInquiry",
            new { question = "Which papers do I need?", channel = "PHONE", departmentId = world.Department, responsibleId = away, contactId = contact, promisedAt = world.Clock.GetUtcNow().AddMinutes(50) },
            "inquiry { id }");
        await world.Tick("intake.remind-promises");
        var (id, number, _) = await world.Complain();
        await world.Admin.Do("acknowledgeComplaint", new { complaintId = id, handlerId = away }, "complaint { id }");
        await world.DeliverMessages();
        world.Mail.To(mail).Should().BeEmpty("he is away");
        world.Mail.To(deputyMail).Select(m => m.Subject!).Should().HaveCount(2).And.Contain($"A complaint is yours to handle ({number})");

        var (about, another, _) = await world.Complain(about: deputy);
        await world.Admin.Do("acknowledgeComplaint", new { complaintId = about, handlerId = away }, "complaint { id }");
        await world.DeliverMessages();
        world.Mail.To(deputyMail).Should().HaveCount(2, "the deputy is the person complained of");
        world.Mail.To(mail).Should().ContainSingle(m => m.Subject == $"A complaint is yours to handle ({another})");
    }

    [Fact]
    [Trait("row", "IN-17")]
    public async Task Who_handles_a_complaint_learns_that_the_customer_contests_the_response()
    {
        var (handler, mail) = await Colleague(world.Department);
        var (id, number, secret) = await world.Complain();
        await world.Admin.Do("acknowledgeComplaint", new { complaintId = id, handlerId = handler }, "complaint { id }");
        foreach (var step in new[] { "assessComplaint", "investigateComplaint", "respondToComplaint" })
        {
            await world.Step(step, id);
        }

        await world.From("10.9.0.1").Do("replyToResponse", new { number, secret, accepted = false, reason = "No." }, "status");
        await world.DeliverMessages();
        world.Mail.To(mail).Should().ContainSingle(m => m.Subject == $"A customer contests the response to a complaint ({number})");
    }

    [Fact]
    [Trait("row", "IN-16")]
    public async Task A_call_to_be_made_is_told_to_whoever_answers_for_it_and_again_on_working_days()
    {
        // Thursday 10:00 in Shanghai.
        await world.Advance(TimeSpan.FromDays((11 - (int)world.Clock.GetUtcNow().DayOfWeek) % 7));
        await world.Advance(world.Clock.GetUtcNow().Date.AddDays(7).AddHours(2) - world.Clock.GetUtcNow().UtcDateTime);
        var department = await world.NewDepartment("CALLS");
        var ((head, headMail), (handler, mail)) = (await Colleague(department), await Colleague(department));
        await Line(department, head, handler);
        var contact = await world.Make("registerContact", new { name = "Li", phone = "13499999999" }, "contact");
        await world.Admin.Do("setContactPreferences", new { contactId = contact, channels = new[] { "PHONE" }, language = "EN" }, "contact { id }");
        var (id, _, _) = await world.Complain(contact, department: department);
        await world.Admin.Do("acknowledgeComplaint", new { complaintId = id, handlerId = handler }, "complaint { id }");
        await world.DeliverMessages();
        await world.DeliverMessages();
        List<string> Told(string who) => [.. world.Mail.To(who).Select(m => m.Subject!).Where(s => s.EndsWith("(13499999999)", StringComparison.Ordinal))];
        Told(mail).Should().Equal("Somebody is to be called (13499999999)");
        Told(headMail).Should().BeEmpty();
        foreach (var (hours, times) in new[] { (5, 1), (20, 2), (24, 2), (24, 2), (24, 3) })
        {
            await world.Advance(TimeSpan.FromHours(hours));
            await world.Tick("suite.remind-of-calls", world.Clock.GetUtcNow());
            await world.DeliverMessages();
            Told(mail).Should().HaveCount(times, $"it is {world.Clock.GetUtcNow():R}");
        }

        Told(mail)[^1].Should().Be("A call is still to be made (13499999999)");
        await world.Admin.Do("setWorkContact", new { employeeId = handler }, "employee { id }");
        await world.Advance(TimeSpan.FromHours(24));
        await world.Tick("suite.remind-of-calls", world.Clock.GetUtcNow());
        await world.DeliverMessages();
        Told(headMail).Should().ContainSingle("the handler cannot be written to");
        var task = (string)(await world.Admin.Query("{ phoneTasks(where: {status: {eq: OPEN}}) { nodes { id phoneNumber } } }"))["phoneTasks"]!["nodes"]!.AsArray().Single(t => (string)t!["phoneNumber"]! == "13499999999")!["id"]!;
        await world.Admin.Do("recordCall", new { phoneTaskId = task, reached = true, text = "Told." }, "phoneTask { id }");
        await world.Advance(TimeSpan.FromHours(24));
        await world.Tick("suite.remind-of-calls", world.Clock.GetUtcNow());
        await world.DeliverMessages();
        Told(headMail).Should().ContainSingle("nothing is open");
    }

    [Fact]
    [Trait("row", "IN-01")]
    public async Task A_phone_number_is_one_number_however_it_is_typed()
    {
        async Task<string> Register(string phone) => (string)(await world.Admin.Do("registerContact", new { name = "Zhao", phone }, "contact { id }"))["contact"]!["id"]!;
        var first = await Register("138 1234 5678");
        foreach (var typed in new[] { "+86 138-1234-5678", "0086 13812345678", "(+86)13812345678", "8613812345678" })
        {
            (await Register(typed)).Should().Be(first, typed);
        }

        (await Register("+49 30 901820")).Should().NotBe(first);
        (await world.Admin.Query("query($id: ID!) { contact(id: $id) { phone } }", new { id = first }))["contact"]!["phone"]!.GetValue<string>().Should().Be("13812345678");
    }

    [Fact]
    [Trait("row", "IN-12")]
    public async Task An_escalation_that_is_handed_back_is_told_again()
    {
        var department = await world.NewDepartment("BACK");
        var ((owner, _), (boss, mail), (other, otherMail)) = (await Colleague(department), await Colleague(department), await Colleague(department));
        await Line(department, boss, owner);
        var (application, _) = await world.Receive(department: department, responsible: owner);
        var escalation = await world.Make("escalateApplication", new { applicationId = application, reason = "The register does not answer." }, "escalation");
        foreach (var employeeId in new[] { other, boss })
        {
            await world.Admin.Do("handOverEscalation", new { escalationId = escalation, employeeId }, "escalation { id }");
        }

        await world.DeliverMessages();
        world.Mail.To(otherMail).Should().ContainSingle();
        world.Mail.To(mail).Should().HaveCount(2, "it came, and it came back");
    }

    [Fact]
    [Trait("row", "IN-01")]
    [Trait("row", "IN-08")]
    public async Task What_is_handed_over_is_told_to_whom_it_goes_to_but_not_to_who_takes_it()
    {
        var (heir, mail) = await Colleague(world.Department);
        var self = await world.Person([("intake.application.handover", "ALL"), ("intake.application.read", "ALL")], heir);
        var (given, taken) = (await world.Accepted(), await world.Accepted());
        await world.Admin.Do("handOverApplication", new { applicationId = given, employeeId = heir, reason = "Leave." }, "application { id }");
        await self.Do("handOverApplication", new { applicationId = taken, employeeId = heir, reason = "I have time." }, "application { id }");
        var (contact, _, _) = await world.Person("EN", "MAIL");
        var inquiry = await world.Make(
            "recordInquiry",
            new { question = "Which papers?", channel = "PHONE", departmentId = world.Department, responsibleId = world.Clerk, contactId = contact, promisedAt = world.Clock.GetUtcNow().AddDays(3) }, "inquiry");
        await world.Admin.Do("handOverInquiry", new { inquiryId = inquiry, employeeId = heir }, "inquiry { id }");
        await world.DeliverMessages();
        world.Mail.To(mail).Should().ContainSingle(m => m.Subject == "A case came to you").Which.TextBody.Should().Contain("Leave.");
        world.Mail.To(mail).Should().HaveCount(2).And.ContainSingle(m => m.Subject!.StartsWith("An inquiry was given to you", StringComparison.Ordinal)).Which.TextBody.Should().Contain("Which papers?");
    }

    /// <summary>An employee who is written to, in English unless told otherwise.</summary>
    private async Task<(string Id, string Mail)> Colleague(string department, string language = "EN")
    {
        var (id, mail) = (await world.NewEmployee(department), $"colleague{Interlocked.Increment(ref _people)}-{department[^6..].Replace("=", "", StringComparison.Ordinal)}@example.org");
        await world.Admin.Do("setWorkContact", new { employeeId = id, email = mail, language }, "employee { id }");
        return (id, mail);
    }

    /// <summary>A department in which one post reports to the other, which heads it.</summary>
    private async Task Line(string department, string superior, string subordinate)
    {
        var first = new DateOnly(2020, 1, 1);
        async Task<string> Post(string code, string holder, bool head, string? reportsTo)
        {
            var post = await world.Make("createPost", new { code, title = code, departmentId = department, validFrom = first, isHead = head, reportsToId = reportsTo }, "post");
            await world.Admin.Do("assignPost", new { employeeId = holder, postId = post, validFrom = first }, "postHolding { id }");
            return post;
        }

        var top = await Post($"TOP-{department}", superior, head: true, null);
        await Post($"SUB-{department}", subordinate, head: false, top);
    }
}
