using System.Text.Json.Nodes;
using BusinessSuite.Reads;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

public sealed class ApplicationTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    [Fact]
    [Trait("row", "IN-02")]
    public async Task Guidance_form_and_materials_are_read_without_signing_in_and_the_version_is_frozen_into_the_application()
    {
        var type = await world.NewType("FROZEN", "F-{seq:3}");
        var seen = await world.Nobody.Query(
            "query($id: ID!) { applicationType(id: $id) { code current { number guidanceZh fields { nodes { key help sampleFile required } } materials { nodes { name form count validDays } } } } }", new { id = type });
        seen.ToJsonString().Should().Contain("sample.pdf");
        seen["applicationType"]!["current"]!["fields"]!["nodes"]![0]!["help"]!.GetValue<string>().Should().Be("In square metres.");
        seen["applicationType"]!["current"]!["materials"]!["nodes"]!.AsArray().Should().HaveCount(3);

        var (id, _) = await world.Receive(type);
        var draft = await world.Admin.Do(
            "draftApplicationTypeVersion",
            new { applicationTypeId = type, guidanceEn = "New.", guidanceZh = "新。", numberPattern = "G-{seq:3}", noticeWithinDays = 5, processingTime = "PT8H", fields = Array.Empty<object>(), materials = Array.Empty<object>() },
            "applicationTypeVersion { id }");
        var next = (string)draft["applicationTypeVersion"]!["id"]!;
        (await world.Nobody.Query("query($id: ID!) { node(id: $id) { id } }", new { id = next }))["node"].Should().BeNull("drafts are not public");
        await world.Admin.Do("publishApplicationTypeVersion", new { applicationTypeVersionId = next }, "applicationType { id }");
        (await world.Admin.Query("query($id: ID!) { application(id: $id) { typeVersion { number } type { current { number } } } }", new { id }))["application"]!.ToJsonString()
            .Should().Be("""{"typeVersion":{"number":1},"type":{"current":{"number":2}}}""");
        var change = () => world.AsApp("update intake.type_versions set guidance_en = 'x'", """{"scopes":{"*":"ALL"}}""");
        (await change.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("wo_type_versions");
    }

    [Fact]
    [Trait("row", "IN-03")]
    public async Task The_checklist_follows_from_the_answers()
    {
        async Task<string[]> Asked(params object[] answers)
        {
            var (id, _) = await world.Receive(answers: answers);
            var data = await world.Admin.Query("query($id: ID!) { application(id: $id) { checklist { nodes { verdict applies requirement { name } } } } }", new { id });
            var items = data["application"]!["checklist"]!["nodes"]!.AsArray();
            items.Should().HaveCount(3, "what is not asked for is there too");
            items.Should().OnlyContain(n => (bool)n!["applies"]! == ((string)n["verdict"]! == "UNJUDGED") && (bool)n["applies"]! != ((string)n["verdict"]! == "NOT_APPLICABLE"));
            return [.. items.Where(n => (bool)n!["applies"]!).Select(n => (string)n!["requirement"]!["name"]!).Order()];
        }

        (await Asked(new { key = "area", value = "50" })).Should().Equal("Identity card");
        (await Asked(new { key = "area", value = "50" }, new { key = "use", value = "SHOP" })).Should().Equal("Identity card", "Lease");
        (await Asked(new { key = "area", value = "100.5" }, new { key = "use", value = "HOME" })).Should().Equal("Fire report", "Identity card");
    }

    [Theory]
    [Trait("row", "IN-02")]
    [InlineData("[]", "ANSWER_REQUIRED")]
    [InlineData("""[{"key":"area","value":"large"}]""", "ANSWER_INVALID")]
    [InlineData("""[{"key":"area","value":"1"},{"key":"use","value":"CASTLE"}]""", "ANSWER_INVALID")]
    [InlineData("""[{"key":"area","value":"1"},{"key":"colour","value":"red"}]""", "ANSWER_INVALID")]
    public async Task Answers_that_do_not_fit_the_form_are_refused(string answers, string code) => (await world.Admin.Refused(
        "receiveApplication", new { applicationTypeId = world.Type, applicantId = world.Contact, departmentId = world.Department, channel = "DESK", answers = JsonNode.Parse(answers) })).Should().Be(code);

    [Fact]
    [Trait("row", "IN-04")]
    public async Task The_notice_is_issued_once_with_everything_and_only_after_every_verdict()
    {
        var (id, _) = await world.Receive(answers: [new { key = "area", value = "200" }]);
        (await world.Admin.Refused("issueSupplementNotice", new { applicationId = id })).Should().Be("VERDICT_MISSING");
        await world.Judge(id, "MISSING");
        var notice = (await world.Admin.Do("issueSupplementNotice", new { applicationId = id }, "supplementNotice { id items { totalCount nodes { demand } } application { status documents { nodes { kind number textZh } } } }"))["supplementNotice"]!;
        notice["items"]!["totalCount"]!.GetValue<int>().Should().Be(2);
        notice["application"]!["status"]!.GetValue<string>().Should().Be("SUPPLEMENT_REQUESTED");
        notice["application"]!["documents"]!["nodes"]![0]!["kind"]!.GetValue<string>().Should().Be("SUPPLEMENT");
        (await world.Admin.Refused("issueSupplementNotice", new { applicationId = id })).Should().Be("NOTICE_OPEN");
        (await world.Admin.Refused("acceptApplication", new { applicationId = id })).Should().Be("MATERIALS_MISSING");

        await world.Admin.Do("submitSupplement", new { applicationId = id }, "application { status }");
        await world.Judge(id, "MISSING");
        (await world.Admin.Refused("issueSupplementNotice", new { applicationId = id })).Should().Be("ONE_TIME_NOTICE");

        var second = () => world.AsApp($"insert into intake.supplement_notices (id, version, application_id, issued_at) select gen_random_uuid(), 1, a.id, now() from intake.applications a, generate_series(1, 2) where a.id = (select id from intake.applications order by id limit 1)", """{"scopes":{"*":"ALL"}}""");
        (await second.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("ux_supplement_notices_open");
    }

    [Fact]
    [Trait("row", "IN-04")]
    public async Task An_item_that_the_notice_forgot_needs_a_supervisor_and_leaves_a_fault()
    {
        var (id, _) = await world.Receive(answers: [new { key = "area", value = "200" }], responsible: world.Clerk);
        var items = await world.Checklist(id);
        var judge = await world.NewEmployee();
        var reviewer = await world.Person([("intake.application.review", "ALL"), ("intake.application.read", "ALL"), ("organization.employee.read", "ALL")], judge);
        (await reviewer.Do(
            "judgeChecklist", new { applicationId = id, verdicts = new object[] { new { itemId = items[0], verdict = "PRESENT" }, new { itemId = items[1], verdict = "MISSING" } } },
            "application { checklist(where: {verdict: {in: [PRESENT, MISSING]}}) { nodes { judgedBy { id } } } }"))["application"]!["checklist"]!["nodes"]!.AsArray().Select(n => (string)n!["judgedBy"]!["id"]!).Should().Equal(judge, judge);
        (await world.Admin.Refused("claimForgottenItem", new { applicationId = id, itemId = items[0], reason = "expired", fault = "overlooked" })).Should().Be("NOT_FORGOTTEN");
        await world.Admin.Do("issueSupplementNotice", new { applicationId = id }, "supplementNotice { id }");
        await world.Admin.Do("submitSupplement", new { applicationId = id }, "application { id }");
        (await world.Admin.Refused("claimForgottenItem", new { applicationId = id, itemId = items[1], reason = "still missing", fault = "x" })).Should().Be("NOT_FORGOTTEN");

        var denied = await reviewer.Send(Client.Mutation("claimForgottenItem", "__typename"), new { input = new { applicationId = id, itemId = items[0], reason = "expired", fault = "overlooked" } });
        denied["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("FORBIDDEN");

        (await world.Admin.Refused("claimForgottenItem", new { applicationId = id, itemId = items[0], reason = "expired", fault = "overlooked" })).Should().Be("VERDICT_MISSING", "what was supplied waits for its verdict");
        await world.Admin.Do("judgeChecklist", new { applicationId = id, verdicts = new[] { new { itemId = items[1], verdict = "PRESENT", count = 2 } } }, "application { id }");
        var claimed = await world.Admin.Do(
            "claimForgottenItem", new { applicationId = id, itemId = items[0], reason = "expired", fault = "overlooked" },
            "supplementNotice { application { notices { totalCount } reviewFaults { nodes { fault reviewer { id } } } } }");
        claimed["supplementNotice"]!["application"]!["notices"]!["totalCount"]!.GetValue<int>().Should().Be(2);
        claimed["supplementNotice"]!["application"]!["reviewFaults"]!["nodes"]![0]!["reviewer"]!["id"]!.GetValue<string>().Should().Be(judge, "he judged it, and not who answers for the case");
    }

    [Fact]
    [Trait("row", "IN-04")]
    public async Task A_fault_names_who_reviewed()
    {
        var (id, _) = await world.Receive(answers: [new { key = "area", value = "200" }], responsible: world.Clerk);
        var items = await world.Checklist(id);
        await world.Admin.Do(
            "judgeChecklist", new { applicationId = id, verdicts = new object[] { new { itemId = items[0], verdict = "PRESENT" }, new { itemId = items[1], verdict = "MISSING" } } }, "application { id }");
        await world.Admin.Do("issueSupplementNotice", new { applicationId = id }, "supplementNotice { id }");
        await world.Admin.Do("submitSupplement", new { applicationId = id }, "application { id }");
        await world.Admin.Do("judgeChecklist", new { applicationId = id, verdicts = new[] { new { itemId = items[1], verdict = "MISSING" } } }, "application { id }");
        (await world.Admin.Refused("claimForgottenItem", new { applicationId = id, itemId = items[0], reason = "expired", fault = "overlooked" })).Should().Be("REVIEWER_UNKNOWN", "the administrator is no employee");
        await world.Admin.Do("claimForgottenItem", new { applicationId = id, itemId = items[0], reason = "expired", fault = "overlooked", reviewerId = world.Clerk }, "supplementNotice { id }");
        (await world.Admin.Query("query($id: ID!) { application(id: $id) { notices { nodes { items { nodes { demand } } } } } }", new { id }))["application"]!["notices"]!["nodes"]!.AsArray()
            .Select(n => string.Join(", ", n!["items"]!["nodes"]!.AsArray().Select(i => (string)i!["demand"]!).Order())).Should().Equal(["Fire report", "Fire report, Identity card: expired"], "what is still missing is told with it");
    }

    [Fact]
    [Trait("row", "IN-03")]
    public async Task What_is_not_asked_for_is_not_judged_and_what_is_asked_for_is_waived_with_a_reason_only()
    {
        var (id, _) = await world.Receive();
        var asked = (await world.Checklist(id)).Single();
        var all = (await world.Admin.Query("query($id: ID!) { application(id: $id) { checklist { nodes { id applies } } } }", new { id }))["application"]!["checklist"]!["nodes"]!.AsArray();
        var other = (string)all.First(n => !(bool)n!["applies"]!)!["id"]!;
        object Verdict(string itemId, string verdict, string? reason = null) => new { applicationId = id, verdicts = new[] { new { itemId, verdict, reason, count = 9 } } };
        foreach (var verdict in new[] { "PRESENT", "MISSING", "UNJUDGED" })
        {
            (await world.Admin.Refused("judgeChecklist", Verdict(other, verdict))).Should().Be("MATERIAL_NOT_ASKED");
        }

        await world.Admin.Do("judgeChecklist", Verdict(other, "NOT_APPLICABLE"), "application { id }");
        (await world.Admin.Refused("judgeChecklist", Verdict(asked, "NOT_APPLICABLE"))).Should().Be("WAIVER_UNEXPLAINED");
        (await world.Admin.Refused("acceptApplication", new { applicationId = id })).Should().Be("VERDICT_MISSING");
        await world.Admin.Do("judgeChecklist", Verdict(asked, "NOT_APPLICABLE", "The register has it."), "application { id }");
        (await world.Admin.Query("query($id: ID!) { checklistItem(id: $id) { verdict reason } }", new { id = asked }))["checklistItem"]!.ToJsonString().Should().Be("{\"verdict\":\"NOT_APPLICABLE\",\"reason\":\"The register has it.\"}");
        await world.Accept(id);
    }

    [Theory]
    [Trait("row", "IN-04")]
    [InlineData("MISSING")]
    [InlineData("DEFECTIVE")]
    public async Task After_the_notice_only_what_it_named_is_found_wanting(string verdict)
    {
        var (id, _) = await world.Receive(answers: [new { key = "area", value = "200" }]);
        var items = await world.Checklist(id);
        object Found(string item, string found) => new { applicationId = id, verdicts = new[] { new { itemId = item, verdict = found, reason = "bad", count = 2 } } };
        await world.Admin.Do("judgeChecklist", Found(items[0], "PRESENT"), "application { id }");
        await world.Admin.Do("judgeChecklist", Found(items[1], "MISSING"), "application { id }");
        await world.Admin.Do("issueSupplementNotice", new { applicationId = id }, "supplementNotice { id }");
        await world.Admin.Do("submitSupplement", new { applicationId = id }, "application { id }");

        (await world.Admin.Refused("judgeChecklist", Found(items[0], verdict))).Should().Be("NOT_IN_NOTICE");
        var act = () => world.AsApp($"update intake.checklist_items set verdict = '{verdict}', reason = 'bad' where id = '{NodeId.Decode(items[0]).Key}'", """{"scopes":{"*":"ALL"}}""");
        (await act.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_checklist_items_named");
        await world.Admin.Do("judgeChecklist", Found(items[0], "NOT_APPLICABLE"), "application { id }");
        await world.Admin.Do("judgeChecklist", Found(items[1], verdict), "application { id }");
        await world.Admin.Do("judgeChecklist", Found(items[1], "PRESENT"), "application { id }");
        await world.Admin.Do("claimForgottenItem", new { applicationId = id, itemId = items[0], reason = "expired", fault = "overlooked", reviewerId = world.Clerk }, "supplementNotice { id }");
        await world.Admin.Do("submitSupplement", new { applicationId = id }, "application { id }");
        await world.Admin.Do("judgeChecklist", Found(items[0], verdict), "application { id }");
    }

    [Fact]
    [Trait("row", "IN-05")]
    public async Task Each_outcome_is_a_numbered_document_that_nobody_can_change()
    {
        var (id, _) = await world.Receive();
        (await world.Admin.Refused("refuseApplication", new { applicationId = id, reason = "Not our competence.", whereToGo = " " })).Should().Be("REASON_MISSING");
        var refused = await world.Admin.Do(
            "refuseApplication", new { applicationId = id, reason = "Not our competence.", whereToGo = "District office" },
            "application { status documents { nodes { kind number contentHash textEn } } }");
        refused["application"]!["status"]!.GetValue<string>().Should().Be("NOT_ACCEPTED");
        var document = refused["application"]!["documents"]!["nodes"]![0]!;
        document["textEn"]!.GetValue<string>().Should().Contain("District office");
        document["number"]!.GetValue<string>().Should().MatchRegex("^NAC-2026-\\d{6}$");
        document["contentHash"]!.GetValue<string>().Should().HaveLength(64);
        var (wanting, _) = await world.Receive();
        await world.Judge(wanting, "MISSING");
        await world.Admin.Do("issueSupplementNotice", new { applicationId = wanting }, "supplementNotice { id }");
        foreach (var (application, kind, prefix) in new[] { (id, "NOT_ACCEPTED", "NAC"), (wanting, "SUPPLEMENT", "SUP"), (await world.Accepted(), "ACCEPTED", "ACC") })
        {
            var issued = (await world.Admin.Query("query($id: ID!) { application(id: $id) { documents { nodes { id kind number stampedBy { id } issuedAt textZh } } } }", new { id = application }))["application"]!["documents"]!["nodes"]!.AsArray()
                .Should().ContainSingle().Which!;
            issued["kind"]!.GetValue<string>().Should().Be(kind);
            issued["number"]!.GetValue<string>().Should().MatchRegex($"^{prefix}-2026-\\d{{6}}$");
            issued["stampedBy"]!["id"]!.GetValue<string>().Should().Be(world.Department);
            (await world.Admin.Refused("recordOutcomeDispatch", new { outcomeDocumentId = (string)issued["id"]!, channel = "EMAIL", recipient = " " })).Should().Be("UNADDRESSED");
            (await world.Admin.Do("recordOutcomeDispatch", new { outcomeDocumentId = (string)issued["id"]!, channel = "EMAIL", recipient = "zhang@example.org" }, "outcomeDispatch { recipient document { number } }"))["outcomeDispatch"]!.ToJsonString()
                .Should().Be($$$"""{"recipient":"zhang@example.org","document":{"number":"{{{issued["number"]}}}"}}""");
        }

        foreach (var sql in new[] { "update intake.outcome_dispatches set recipient = 'x'", "update intake.outcome_documents set text_en = 'x'", "delete from intake.outcome_documents", "truncate intake.outcome_documents cascade" })
        {
            var act = () => world.AsApp(sql, """{"scopes":{"*":"ALL"}}""");
            (await act.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("42501");
            var owner = () => world.AsOwner(sql);
            (await owner.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("42501");
        }
    }

    [Fact]
    [Trait("row", "IN-05")]
    public async Task A_defect_that_can_be_corrected_now_is_corrected_at_the_desk_without_a_notice()
    {
        var (id, _) = await world.Receive();
        (await world.Admin.Refused("judgeChecklist", new { applicationId = id, verdicts = (await world.Checklist(id)).Select(i => new { itemId = i, verdict = "DEFECTIVE" }) })).Should().Be("REASON_MISSING");
        await world.Judge(id, "DEFECTIVE", "not signed");
        var item = (await world.Checklist(id))[0];
        (await world.Admin.Refused("correctAtDesk", new { checklistItemId = item })).Should().Be("NOT_CORRECTABLE_NOW");
        await world.Judge(id, "DEFECTIVE", "not signed", correctableNow: true);
        (await world.Admin.Do("correctAtDesk", new { checklistItemId = item }, "checklistItem { verdict correctedAt }"))["checklistItem"]!["correctedAt"].Should().NotBeNull();
        (await world.Admin.Query("query($id: ID!) { application(id: $id) { notices { totalCount } progress(orderBy: [{field: AT}], last: 1) { nodes { textEn } } } }", new { id }))["application"]!.ToJsonString()
            .Should().Be("""{"notices":{"totalCount":0},"progress":{"nodes":[{"textEn":"A defect was corrected at the desk: not signed"}]}}""");
        (await world.Accept(id))["status"]!.GetValue<string>().Should().Be("ACCEPTED");
    }

    [Fact]
    [Trait("row", "IN-05")]
    [Trait("row", "IN-07")]
    public async Task What_was_decided_is_neither_corrected_at_the_desk_nor_is_anything_filed_for_what_ended()
    {
        var (id, _) = await world.Receive();
        await world.Judge(id, "DEFECTIVE", "not signed", correctableNow: true);
        var checklistItemId = (await world.Checklist(id)).Single();
        await world.Admin.Do("refuseApplication", new { applicationId = id, reason = "Not ours.", whereToGo = "District office" }, "application { id }");
        (await world.Admin.Refused("correctAtDesk", new { checklistItemId })).Should().Be("ILLEGAL_STATE");
        var uploadId = await world.Admin.Upload("late.pdf", "application/pdf", Uploading.Pdf("late"));
        (await world.Admin.Refused("fileMaterials", new { applicationId = id, materials = new[] { new { uploadId, pages = 1 } } })).Should().Be("ILLEGAL_STATE");
        var change = () => world.AsApp($"update intake.checklist_items set verdict = 'MISSING' where id = '{NodeId.Decode(checklistItemId).Key}'", "{\"scopes\":{\"*\":\"ALL\"}}");
        (await change.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_checklist_items_undecided");
    }

    [Fact]
    [Trait("row", "IN-06")]
    public async Task Two_hundred_parallel_acceptances_number_densely_and_a_cancelled_one_keeps_its_number()
    {
        var type = await world.NewType("DENSE", "{type}-{yyyy}{MM}{dd}-{seq:4}");
        var ids = new List<string>();
        for (var i = 0; i < 200; i++)
        {
            var (id, _) = await world.Receive(type);
            await world.Judge(id, "PRESENT");
            ids.Add(id);
        }

        var numbers = await Task.WhenAll(ids.Select(async id => (string)(await world.Accept(id))["number"]!));
        numbers.Order().Should().Equal(Enumerable.Range(1, 200).Select(n => $"DENSE-20260302-{n:D4}"));
        var cancelled = (await world.Admin.Do("cancelApplication", new { applicationId = ids[0], reason = "taken back" }, "application { status number }"))["application"]!;
        cancelled["status"]!.GetValue<string>().Should().Be("CANCELLED");
        cancelled["number"]!.GetValue<string>().Should().Be(numbers[0]);
        var change = () => world.AsApp($"update intake.applications set number = 'X' where number = '{numbers[0]}'", """{"scopes":{"*":"ALL"}}""");
        (await change.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("wo_applications");
        var (last, _) = await world.Receive(type);
        (await world.Admin.Refused("acceptApplication", new { applicationId = last })).Should().Be("VERDICT_MISSING");
        await world.Judge(last, "PRESENT");
        (await world.Accept(last))["number"]!.GetValue<string>().Should().Be("DENSE-20260302-0201", "a refused acceptance leaves no gap");
    }

    [Theory]
    [Trait("row", "IN-06")]
    [InlineData("TOGETHER", "{type}-{yyyy}{MMdd}-{seq:4}", "^TOGETHER-\\d{8}-0001$")]
    [InlineData("REVERSED", "{seq:2}/{ddMMyy}", "^01/\\d{6}$")]
    public async Task Parts_of_the_date_stand_alone_or_together_in_a_number(string code, string pattern, string number)
    {
        var id = await world.Accepted(await world.NewType(code, pattern));
        ((string)(await world.Admin.Query("query($id: ID!) { application(id: $id) { number } }", new { id }))["application"]!["number"]!).Should().MatchRegex(number);
    }

    [Fact]
    [Trait("row", "IN-06")]
    public async Task A_pattern_of_unknown_parts_is_refused()
    {
        var applicationTypeId = await world.Make("createApplicationType", new { code = "UNKNOWN-PART", name = "x" }, "applicationType");
        foreach (var numberPattern in new[] { "{type}-{MMdx}-{seq:4}", "{yyyy}", "{seq}{seq}" })
        {
            (await world.Admin.Refused(
                "draftApplicationTypeVersion",
                new { applicationTypeId, guidanceEn = "x", guidanceZh = "x", numberPattern, noticeWithinDays = 5, processingTime = "PT8H", fields = Array.Empty<object>(), materials = Array.Empty<object>() })).Should().Be("NUMBER_PATTERN_INVALID");
        }
    }

    [Fact]
    [Trait("row", "IN-06")]
    public async Task States_change_only_as_declared_in_the_api_and_in_sql()
    {
        var id = await world.Accepted();
        (await world.Admin.Refused("acceptApplication", new { applicationId = id })).Should().Be("ILLEGAL_STATE");
        (await world.Admin.Refused("submitSupplement", new { applicationId = id })).Should().Be("ILLEGAL_STATE");
        var back = () => world.AsApp("update intake.applications set status = 'RECEIVED' where status = 'ACCEPTED'", """{"scopes":{"*":"ALL"}}""");
        (await back.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("st_applications_status");
        var odd = () => world.AsApp("update intake.applications set status = 'LOST'", """{"scopes":{"*":"ALL"}}""");
        (await odd.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("23514");
    }

    [Fact]
    [Trait("row", "IN-13")]
    public async Task The_public_tracks_by_number_and_secret_and_sees_no_staff()
    {
        var (id, secret) = await world.Receive(responsible: world.Clerk);
        const string Before = "query($id: ID!, $secret: String!) { trackApplication(applicationId: $id, secret: $secret) { number stage nextStep } }";
        (await world.Nobody.Query(Before, new { id, secret })).ToJsonString().Should().Be("""{"trackApplication":{"number":null,"stage":"RECEIVED","nextStep":"The materials are being reviewed."}}""");
        (await world.Nobody.Query(Before, new { id, secret = "WRONG" }))["trackApplication"].Should().BeNull();
        (await world.Nobody.Query("query($secret: String!) { trackApplication(secret: $secret) { number } }", new { secret }))["trackApplication"].Should().BeNull("a secret alone tracks nothing");
        var term = (await world.Nobody.Query("query($id: ID!, $secret: String!) { trackApplication(applicationId: $id, secret: $secret) { answerBy promisedEnd } }", new { id, secret }))["trackApplication"]!;
        DateTimeOffset.Parse((string)term["answerBy"]!).Should().Be(new DateTimeOffset(2026, 3, 9, 10, 0, 0, TimeSpan.Zero), "five working days after Monday 2 March");
        term["promisedEnd"].Should().BeNull();
        await world.Judge(id, "PRESENT");
        var number = (string)(await world.Accept(id))["number"]!;
        const string Track = "query($number: String!, $secret: String!) { trackApplication(number: $number, secret: $secret) { number stage nextStep answerBy promisedEnd steps { at text } } }";
        var seen = await world.Nobody.Query(Track, new { number, secret });
        seen["trackApplication"]!["stage"]!.GetValue<string>().Should().Be("ACCEPTED");
        seen["trackApplication"]!["promisedEnd"].Should().NotBeNull();
        seen["trackApplication"]!["answerBy"].Should().BeNull();
        seen["trackApplication"]!["steps"]!.AsArray().Should().HaveCount(2);
        seen.ToJsonString().Should().NotContain("Employee");
        (await world.Nobody.Query(Track, new { number, secret = "WRONG" }))["trackApplication"].Should().BeNull();
        world.Nobody.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        (await world.Nobody.Query(Track, new { number, secret }))["trackApplication"]!["nextStep"]!.GetValue<string>().Should().Be("办理中。");
        world.Nobody.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
    }

    [Fact]
    [Trait("row", "IN-16")]
    public async Task An_application_is_closed_only_after_its_result_was_told()
    {
        var id = await world.Accepted();
        (await world.Admin.Refused("closeApplication", new { applicationId = id })).Should().Be("RESULT_UNTOLD");
        await world.Admin.Do("recordResultNotice", new { applicationId = id, channel = "PHONE", recipient = "+8613800000000", text = "Granted." }, "resultNotice { at }");
        var closed = (await world.Admin.Do("closeApplication", new { applicationId = id }, "application { status endedAt endedLate resultNotices { totalCount } }"))["application"]!;
        closed["status"]!.GetValue<string>().Should().Be("CLOSED");
        closed["endedLate"]!.GetValue<bool>().Should().BeFalse();
    }
}
