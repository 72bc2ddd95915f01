using BusinessSuite.Intake.Tests.ServiceLevels;
using BusinessSuite.Testing;
using static BusinessSuite.Testing.Constraints;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "IN-01")]
[Trait("row", "IN-03")]
[Trait("row", "IN-04")]
[Trait("row", "IN-05")]
[Trait("row", "IN-06")]
[Trait("row", "IN-07")]
[Trait("row", "IN-08")]
[Trait("row", "IN-09")]
[Trait("row", "IN-11")]
[Trait("row", "IN-12")]
[Trait("row", "IN-15")]
[Trait("row", "IN-16")]
[Trait("row", "IN-17")]
[Trait("row", "IN-18")]
public sealed class ConstraintTests(FeedbackWorld world) : IClassFixture<FeedbackWorld>
{
    private const string CopyClock =
        "insert into intake.service_clocks (id, version, application_id, type_id, service_level_id, target, round, state, within, started_at, stopped_at, fulfilled, worked) "
        + "select gen_random_uuid(), 1, application_id, type_id, service_level_id, target, round, 'RUNNING', within, started_at, null, false, worked from intake.service_clocks limit 1";

    /// <summary>The applications whose tasks ask for a competence.</summary>
    private const string Skilled = "select a.id from intake.applications a join intake.required_competences r on r.type_version_id = a.type_version_id";

    /// <summary>A draft of a service level, to add to.</summary>
    private static readonly string Draft = "with l as (" + Copy("intake.service_levels", """{"number": 99, "status": "DRAFT", "published_at": null}""") + " returning id) ";

    /// <summary>A draft of a type's version, to add to.</summary>
    private static readonly string DraftType = "with v as (" + Copy("intake.type_versions", """{"number": 99, "status": "DRAFT"}""") + " returning id) ";

    /// <summary>A statement that lets the draft of a type ask for a competence.</summary>
    private static string RequireCompetence(string level, string times = "generate_series(1, 1)") => DraftType
        + $"insert into intake.required_competences (id, version, type_version_id, competence_id, least_level) select gen_random_uuid(), 1, v.id, c.id, {level} from v, (select id from organization.competences limit 1) c, {times}";

    [Fact]
    public async Task Sql_is_refused_what_the_api_refuses()
    {
        await Arrange();
        await world.RefuseSql("intake", new Dictionary<string, string>(FeedbackAttempts.All)
        {
            // Checks and unique indexes refuse before the foreign keys are looked at.
            ["ck_report_plans_name"] = "insert into intake.report_plans (id, version, name, period, recipients, language, starts_on) values (gen_random_uuid(), 1, ' ', 'WEEK', '{}', 'EN', '2026-01-01')",
            ["ck_report_plans_starts"] = "insert into intake.report_plans (id, version, name, period, recipients, language, starts_on) values (gen_random_uuid(), 1, 'x', 'WEEK', '{}', 'EN', '9999-12-31')",
            ["ck_progress_reports_period"] = """insert into intake.progress_reports (id, version, plan_id, "from", until, fingerprint, made_at) values (gen_random_uuid(), 1, gen_random_uuid(), '2026-01-02', '2026-01-01', 'x', now())""",
            ["ux_progress_reports_period"] = """insert into intake.progress_reports (id, version, plan_id, "from", until, fingerprint, made_at) select gen_random_uuid(), 1, p, '2026-01-01', '2026-01-02', 'x', now() from gen_random_uuid() p, generate_series(1, 2)""",
            ["ck_report_figures_count"] = "insert into intake.report_figures (id, version, report_id, measure, department_id, count) values (gen_random_uuid(), 1, gen_random_uuid(), 'OPEN', gen_random_uuid(), 0)",
            ["ux_report_figures_group"] = "insert into intake.report_figures (id, version, report_id, measure, department_id, count) select gen_random_uuid(), 1, r, 'OPEN', r, 1 from gen_random_uuid() r, generate_series(1, 2)",
            ["ux_report_cases_application"] = "insert into intake.report_cases (id, version, figure_id, application_id) select gen_random_uuid(), 1, f, f from gen_random_uuid() f, generate_series(1, 2)",
            ["ck_contacts_reachable"] = "update intake.contacts set phone = null, email = null",
            ["ck_contacts_email"] = "update intake.contacts set email = 'x' where email is not null",
            ["ck_contacts_merge"] = "update intake.contacts set merged_into_id = id",
            ["ck_contacts_channels"] = "update intake.contacts set channels = '{mail}'",
            ["ux_contacts_phone"] = Copy("intake.contacts", where: "phone is not null"),
            ["ux_contacts_email"] = Copy("intake.contacts", where: "email is not null"),
            ["ck_inquiries_promise"] = Copy("intake.inquiries", """{"contact_id": null}""", "handling = 'PROMISED'"),
            ["ck_inquiries_answer"] = "update intake.inquiries set answer = 'x' where answered_at is null",
            ["tr_inquiries_promise"] = Copy("intake.inquiries", where: "handling = 'PROMISED'"),
            ["ck_promises_reason"] = Copy("intake.promises", """{"ordinal": 2, "reason": " "}"""),
            ["ck_promises_ahead"] = Copy("intake.promises", """{"ordinal": 2, "reason": "x", "promised_at": "2000-01-01"}"""),
            ["ux_promises_ordinal"] = Copy("intake.promises"),
            ["ux_application_types_code"] = Copy("intake.application_types"),
            ["ck_type_versions_days"] = Copy("intake.type_versions", """{"number": 99, "status": "DRAFT", "notice_within_days": 0}"""),
            ["ck_type_versions_time"] = Copy("intake.type_versions", """{"number": 99, "status": "DRAFT", "processing_time": "-1"}"""),
            ["ck_application_types_name"] = "update intake.application_types set name = ' '",
            ["ck_form_fields_choices"] = DraftType + "insert into intake.form_fields (id, version, type_version_id, key, position, kind, label_en, label_zh, secret, required, choices) select gen_random_uuid(), 1, id, 'x', 1, 'CHOICE', 'x', 'x', false, false, '{}' from v",
            ["tr_material_requirements_condition"] = DraftType + "insert into intake.material_requirements (id, version, type_version_id, position, name, form, count, when_field, when_operator, when_value) select gen_random_uuid(), 1, id, 1, 'x', 'COPY', 1, 'x', 'EQUAL', 'x' from v",
            ["tr_applications_type"] = "with t as (update intake.application_types set retired_at = now() returning id) insert into intake.applications (id, version, type_id, type_version_id, applicant_id, department_id, channel, status, received_at, last_event_at, answers) "
                + "select gen_random_uuid(), 1, type_id, type_version_id, applicant_id, department_id, channel, status, received_at, last_event_at, answers from intake.applications where status = 'RECEIVED' and type_id in (select id from t) limit 1",
            ["ux_type_versions_number"] = Copy("intake.type_versions", """{"status": "DRAFT"}"""),
            ["ux_type_versions_published"] = Copy("intake.type_versions", """{"number": 99}""", "status = 'PUBLISHED'"),
            ["ck_material_requirements_count"] = DraftType
                + "insert into intake.material_requirements (id, version, type_version_id, position, name, form, count) select gen_random_uuid(), 1, id, 1, 'x', 'COPY', 0 from v",
            ["ck_material_requirements_level"] = DraftType
                + "insert into intake.material_requirements (id, version, type_version_id, position, name, form, count, level) select gen_random_uuid(), 1, id, 1, 'x', 'COPY', 1, 'PUBLIC' from v",
            ["ck_required_competences_level"] = RequireCompetence("0"),
            ["ux_required_competences_competence"] = RequireCompetence("1", "generate_series(1, 2)"),
            ["ck_applications_number"] = "update intake.applications set status = 'ACCEPTED' where number is null and status = 'RECEIVED'",
            ["ck_applications_ended"] = "update intake.applications set ended_at = now() where status = 'RECEIVED'",
            ["ck_applications_cancelled"] = "update intake.applications set status = 'CANCELLED', ended_at = now(), cancellation_reason = ' ' where status = 'RECEIVED'",
            ["ux_applications_number"] = "update intake.applications set number = 'TWICE' where number is null",
            ["ux_applications_external"] = "update intake.applications set external_id = 'TWICE'",
            ["tr_applications_told"] = "update intake.applications a set status = 'CLOSED', ended_at = now() where status = 'ACCEPTED' and not exists (select from intake.result_notices where application_id = a.id)",
            ["tr_applications_tasks"] = "update intake.applications set status = 'CLOSED', ended_at = now() where status = 'ACCEPTED' and id in (select application_id from intake.result_notices where status = 'DELIVERED')",
            ["ck_checklist_items_asked"] = "update intake.checklist_items set verdict = 'MISSING' where not applies",
            ["ck_checklist_items_waived"] = "update intake.checklist_items set verdict = 'NOT_APPLICABLE', reason = ' ' where applies",
            ["ck_checklist_items_reason"] = "update intake.checklist_items set verdict = 'DEFECTIVE', reason = null where applies",
            ["tr_checklist_items_undecided"] = "update intake.checklist_items i set verdict = 'MISSING' where applies and exists (select from intake.applications where id = i.application_id and status = 'ACCEPTED') and not exists (select from intake.supplement_notices where application_id = i.application_id)",
            ["ck_review_faults_reviewer"] = "insert into intake.review_faults (id, version, application_id, checklist_item_id, fault, at) select gen_random_uuid(), 1, a, a, 'x', now() from gen_random_uuid() a",
            ["tr_applications_conflict"] = "update intake.applications set responsible_id = (select employee_id from intake.conflicts_of_interest limit 1) where ended_at is null and applicant_id = (select contact_id from intake.conflicts_of_interest limit 1)",
            ["ck_checklist_items_issued"] = "update intake.checklist_items set issued_on = '2999-01-01' where judged_at is not null",
            ["tr_checklist_items_named"] = "update intake.checklist_items i set verdict = 'MISSING' where applies and exists (select from intake.supplement_notices where application_id = i.application_id) and not exists (select from intake.notice_items where checklist_item_id = i.id)",
            ["tr_checklist_items_enough"] = "update intake.checklist_items set verdict = 'PRESENT', count = 0 where verdict = 'UNJUDGED'",
            ["tr_checklist_items_dated"] = "update intake.checklist_items set verdict = 'PRESENT', count = 9 where applies and requirement_id in (select id from intake.material_requirements where valid_days is not null)",
            ["tr_checklist_items_fresh"] = "update intake.checklist_items set verdict = 'PRESENT', count = 9, issued_on = '2000-01-01' where applies and requirement_id in (select id from intake.material_requirements where valid_days is not null)",
            ["ux_checklist_items_requirement"] = Copy("intake.checklist_items"),
            ["ux_supplement_notices_open"] = Copy("intake.supplement_notices", where: "closed_at is null"),
            ["tr_supplement_notices_once"] = Copy("intake.supplement_notices", where: "closed_at is not null"),
            ["tr_supplement_notices_verdicts"] = "insert into intake.supplement_notices (id, version, application_id, issued_at) select gen_random_uuid(), 1, application_id, now() from intake.checklist_items where verdict = 'UNJUDGED' limit 1",
            ["ux_outcome_documents_number"] = Copy("intake.outcome_documents"),
            ["ck_outcome_dispatches_addressed"] = Copy("intake.outcome_dispatches", """{"recipient": ""}"""),
            ["ck_result_notices_told"] = Copy("intake.result_notices", """{"text": " "}""", "status = 'DELIVERED'"),
            ["ck_result_notices_delivered"] = Copy("intake.result_notices", """{"delivered_at": null}""", "status = 'DELIVERED'"),
            ["ux_result_notices_pending"] = Copy("intake.result_notices", where: "status = 'PENDING'"),
            ["ux_material_receipts_number"] = Copy("intake.material_receipts"),
            ["ck_filed_materials_hash"] = Copy("intake.filed_materials", """{"edition": 9, "sha256": "abc"}"""),
            ["ck_filed_materials_pages"] = Copy("intake.filed_materials", """{"edition": 9, "pages": 0}"""),
            ["ck_filed_materials_level"] = "update intake.filed_materials set level = 'PUBLIC'",
            ["ux_filed_materials_edition"] = Copy("intake.filed_materials", """{"upload_id": null}"""),
            ["ux_filed_materials_upload"] = Copy("intake.filed_materials", """{"edition": 9}""", "upload_id is not null"),
            ["ck_tasks_due"] = "update intake.tasks set status = 'ASSIGNED' where status = 'OPEN'",
            ["ck_tasks_completed"] = "update intake.tasks set completed_at = now() where status = 'OPEN'",
            ["ck_tasks_completed_by"] = "update intake.tasks set status = 'COMPLETED', completed_at = now() where status = 'ASSIGNED'",
            ["ck_tasks_ahead"] = "update intake.tasks set due_at = planned_at where status = 'OPEN'",
            ["tr_tasks_deadline"] = "update intake.tasks set due_at = due_at + interval '1 day' where status = 'OPEN'",
            ["tr_tasks_accepted"] = "insert into intake.tasks (id, version, application_id, name, status, historical, owner_changes) select gen_random_uuid(), 1, id, 'x', 'OPEN', false, 0 from intake.applications where status = 'RECEIVED' limit 1",
            ["ck_task_changes_reason"] = Copy("intake.task_changes", """{"reason": " "}"""),
            ["ck_task_changes_ahead"] = Copy("intake.task_changes", """{"due_after": "2000-01-01"}"""),
            ["tr_quality_criteria_open"] = "delete from intake.quality_criteria where task_id in (select id from intake.tasks where status = 'ASSIGNED')",
            ["tr_applications_transferred"] = "update intake.applications a set department_id = (select id from organization.departments where id <> a.department_id limit 1) where status = 'RECEIVED'",
            ["ck_handovers_transfer"] = Copy("intake.handovers", """{"to_id": null}"""),
            ["ck_conflicts_of_interest_withdrawn"] = "update intake.conflicts_of_interest set withdrawn_at = now()",
            ["ck_anomalies_task"] = "insert into intake.anomalies (id, version, application_id, kind, found_at) select gen_random_uuid(), 1, id, 'OVERDUE_TASK', now() from intake.applications limit 1",
            ["ux_tasks_external"] = "update intake.tasks set external_id = 'TWICE'",
            ["tr_tasks_criteria"] = Copy("intake.tasks", """{"status": "ASSIGNED", "historical": false}""", "assignee_id is not null"),
            ["tr_tasks_answered"] = "update intake.tasks set status = 'COMPLETED', completed_at = now(), completed_by_id = assignee_id where status = 'ASSIGNED'",
            ["tr_tasks_conflict"] = "update intake.tasks set status = 'ASSIGNED', assignee_id = (select employee_id from intake.conflicts_of_interest limit 1) where status = 'OPEN' and application_id not in (" + Skilled + ")",
            ["tr_tasks_competence"] = "update intake.tasks set status = 'ASSIGNED', assignee_id = (select id from organization.employees limit 1) where status = 'OPEN' and application_id in (" + Skilled + ")",
            ["ck_quality_criteria_measure"] = Copy("intake.quality_criteria", """{"measure": " "}"""),
            ["ck_service_levels_times"] = Copy("intake.service_levels", """{"number": 99, "status": "DRAFT", "climb_after": "-1"}"""),
            ["ux_service_levels_number"] = Copy("intake.service_levels", """{"status": "DRAFT"}"""),
            ["ux_service_levels_published"] = Copy("intake.service_levels", """{"number": 99}""", "status = 'PUBLISHED'"),
            ["ck_pause_reasons_code"] = Draft + "insert into intake.pause_reasons (id, version, service_level_id, code, name_en, name_zh) select gen_random_uuid(), 1, id, 'a b', 'x', 'x' from l",
            ["ux_pause_reasons_code"] = Draft + "insert into intake.pause_reasons (id, version, service_level_id, code, name_en, name_zh) select gen_random_uuid(), 1, id, 'A', 'x', 'x' from l, generate_series(1, 2)",
            ["ck_escalation_steps_percent"] = Draft + "insert into intake.escalation_steps (id, version, service_level_id, percent, rank) select gen_random_uuid(), 1, id, 0, 1 from l",
            ["ux_escalation_steps_percent"] = Draft + "insert into intake.escalation_steps (id, version, service_level_id, percent, rank) select gen_random_uuid(), 1, id, 50, 1 from l, generate_series(1, 2)",
            ["ck_service_clocks_stopped"] = "update intake.service_clocks set stopped_at = now() where state = 'RUNNING'",
            ["ck_service_clocks_steps"] = "update intake.service_clocks set next_step_at = now() where state = 'PAUSED'",
            ["ux_service_clocks_round"] = CopyClock,
            ["ux_clock_segments_ordinal"] = Copy("intake.clock_segments"),
            ["ck_clock_segments_reason"] = Copy("intake.clock_segments", """{"ordinal": 9, "kind": "PAUSED", "pause_reason_id": null}"""),
            ["tr_clock_segments_order"] = Copy("intake.clock_segments", """{"ordinal": 9, "pause_reason_id": null, "kind": "RUNNING"}"""),
            ["tr_clock_segments_listed"] = "insert into intake.clock_segments (id, version, clock_id, ordinal, kind, \"from\", pause_reason_id) select gen_random_uuid(), 1, c.id, 2, 'PAUSED', now(), r.id "
                + "from intake.service_clocks c join intake.pause_reasons r on r.service_level_id <> c.service_level_id where not exists (select from intake.clock_segments where clock_id = c.id and ordinal = 2) limit 1",
            ["ck_reratings_reason"] = Copy("intake.reratings", """{"reason": " "}"""),
            ["tr_reratings_newer"] = "insert into intake.reratings select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'to_level_id', r.from_level_id))).* from intake.reratings r limit 1",
            ["ux_escalations_step"] = Copy("intake.escalations", where: "cause = 'STEP'"),
            ["ux_escalations_climb"] = Copy("intake.escalations", where: "cause = 'UNANSWERED'"),
            ["ck_escalations_cause"] = Copy("intake.escalations", """{"percent": 1}""", "cause = 'EMPLOYEE'"),
            ["ck_escalations_reason"] = Copy("intake.escalations", """{"reason": " "}""", "cause = 'EMPLOYEE'"),
            ["ck_escalations_solution"] = "update intake.escalations set answered_at = now(), solution = 'x' where cause = 'EMPLOYEE'",
            ["ck_escalations_other"] = "update intake.escalations set raised_by_id = (select id from organization.employees limit 1), answered_by_id = (select id from organization.employees limit 1) where raised_by_id is null",
            ["ck_escalations_climbs"] = "update intake.escalations set climbs_at = now() where status = 'LAPSED'",
            ["ux_anomalies_open"] = "insert into intake.anomalies (id, version, application_id, kind, found_at) select gen_random_uuid(), 1, id, 'STUCK', now() from (select id from intake.applications limit 1) a, generate_series(1, 2)",
            ["ck_anomalies_order"] = "insert into intake.anomalies (id, version, application_id, kind, found_at, resolved_at) select gen_random_uuid(), 1, id, 'STUCK', now(), now() - interval '1 day' from intake.applications limit 1",
            ["ck_reopenings_reason"] = Copy("intake.reopenings", """{"reason": " "}"""),
            ["tr_applications_reopened"] = "update intake.applications set status = 'ACCEPTED', ended_at = null where status = 'CLOSED'",
            ["ck_handovers_reason"] = Copy("intake.handovers", """{"reason": " "}"""),
            ["ux_conflicts_of_interest_pair"] = Copy("intake.conflicts_of_interest"),
        });
    }

    [Theory]
    [InlineData("update intake.contacts set id = gen_random_uuid()", "wo_contacts")]
    [InlineData("update intake.applications set received_at = now()", "wo_applications")]
    [InlineData("update intake.supplement_notices set issued_at = now()", "wo_supplement_notices")]
    [InlineData("update intake.tasks set status = 'OPEN' where status = 'ASSIGNED'", "st_tasks_status")]
    [InlineData("update intake.tasks set status = 'LOST'", "st_tasks_status")]
    [InlineData("update intake.inquiries set handling = 'GUESSED'", "wo_inquiries")]
    [InlineData("update intake.complaints set status = 'CLOSED', closed_at = now() where status = 'RECEIVED'", "st_complaints_status")]
    [InlineData("update intake.rectifications set status = 'VERIFIED' where status = 'PLANNED'", "st_rectifications_status")]
    [InlineData("update intake.ratings set open_until = now()", "wo_ratings")]
    public async Task What_is_given_once_and_states_are_kept_by_sql_too(string sql, string constraint)
    {
        await Arrange();
        var attempt = () => world.AsApp(sql, """{"scopes":{"*":"ALL"},"clearance":"SYSTEM"}""");
        (await attempt.Should().ThrowAsync<Npgsql.PostgresException>()).Which.ConstraintName.Should().Be(constraint);
    }

    /// <summary>Rows of every kind, once for the class.</summary>
    private async Task Arrange()
    {
        if ((long)(await world.AsOwner("select count(*) from intake.conflicts_of_interest"))! > 0)
        {
            return;
        }

        var contact = (string)(await world.Admin.Do("registerContact", new { name = "Li Si", email = "li@example.org" }, "contact { id }"))["contact"]!["id"]!;
        await world.Admin.Do("recordInquiry", new { question = "When?", channel = "DESK", departmentId = world.Department, responsibleId = world.Clerk, contactId = contact, promisedAt = world.Clock.GetUtcNow().AddHours(1) }, "inquiry { id }");
        await world.Receive();
        await world.Receive();
        foreach (var supplied in new[] { true, false })
        {
            var (wanting, _) = await world.Receive();
            await world.Judge(wanting, "MISSING");
            await world.Admin.Do("issueSupplementNotice", new { applicationId = wanting }, "supplementNotice { id }");
            if (supplied)
            {
                await world.Admin.Do("submitSupplement", new { applicationId = wanting }, "application { id }");
            }
        }

        await world.Accepted();
        await world.Admin.Do("sendResultNotice", new { applicationId = await world.Accepted(), text = "Done." }, "resultNotice { id }");
        var told = await world.Accepted();
        await world.Admin.Do("fileMaterials", new { applicationId = told, materials = new[] { new { uploadId = await world.Admin.Upload("a.pdf", "application/pdf", Uploading.Pdf()), pages = 1 } } }, "materialReceipt { id }");
        var document = (string)(await world.Admin.Query("query($id: ID!) { application(id: $id) { documents { nodes { id } } } }", new { id = told }))["application"]!["documents"]!["nodes"]![0]!["id"]!;
        await world.Admin.Do("recordOutcomeDispatch", new { outcomeDocumentId = document, channel = "DESK", recipient = "Zhang San" }, "outcomeDispatch { id }");
        await world.Admin.Do("recordResultNotice", new { applicationId = told, channel = "PHONE", recipient = "1", text = "Done." }, "resultNotice { id }");
        foreach (var assigned in new[] { true, false })
        {
            var task = (string)(await world.Admin.Do(
                "planTask", new { applicationId = told, name = "Check", dueAt = world.Clock.GetUtcNow().AddDays(1), criteria = new[] { new { demand = "d", measure = "m" } } }, "task { id }"))["task"]!["id"]!;
            await world.Admin.Do("changeTask", new { taskId = task, reason = "x", dueAt = world.Clock.GetUtcNow().AddDays(2) }, "task { id }");
            if (assigned)
            {
                await world.Admin.Do("assignTask", new { taskId = task, employeeId = world.Clerk }, "task { id }");
            }
        }

        await world.Receive(answers: [new { key = "area", value = "50" }, new { key = "use", value = "SHOP" }]);
        var (named, _) = await world.Receive(answers: [new { key = "area", value = "200" }]);
        var items = await world.Checklist(named);
        await world.Admin.Do("judgeChecklist", new { applicationId = named, verdicts = new[] { new { itemId = items[0], verdict = "PRESENT" }, new { itemId = items[1], verdict = "MISSING" } } }, "application { id }");
        await world.Admin.Do("issueSupplementNotice", new { applicationId = named }, "supplementNotice { id }");
        var competence = await world.Make("createCompetence", new { code = "SKILL", name = "x" }, "competence");
        await world.Make("planTask", new { applicationId = await world.Accepted(await world.NewType("SKILLED", "K-{seq:3}", competences: [new { competenceId = competence }])), name = "x", dueAt = world.Clock.GetUtcNow().AddDays(1), criteria = new[] { new { demand = "d", measure = "m" } } }, "task");
        await ArrangeServiceLevels();
        await FeedbackAttempts.Arrange(world);
        await world.Admin.Do("declareConflictOfInterest", new { employeeId = await world.NewEmployee(), contactId = world.Contact, reason = "Brother" }, "conflictOfInterest { id }");
    }

    private async Task ArrangeServiceLevels()
    {
        object Level(string within) => new { completeWithin = within, pauseReasons = new[] { new { code = "EXPERT_REVIEW", nameEn = "x", nameZh = "x" } } };
        var (type, other) = (await world.NewTypeWithLevel(Level("PT1H")), await world.NewTypeWithLevel(Level("PT1H")));
        var (application, paused, closed) = (await world.Accepted(type), await world.Accepted(type), await world.Accepted(type));
        await world.Accepted(other);
        var chief = (string)(await world.Admin.Do("createPost", new { departmentId = world.Department, code = "HEAD", title = "x", validFrom = "2020-01-01", isHead = true }, "post { id }"))["post"]!["id"]!;
        await world.Admin.Do("assignPost", new { postId = chief, employeeId = await world.NewEmployee(), validFrom = "2020-01-01" }, "postHolding { id }");
        await world.Admin.Do("handOverApplication", new { applicationId = application, employeeId = world.Clerk, reason = "x" }, "application { id }");
        await world.Admin.Do("pauseClock", new { applicationId = paused, reason = "EXPERT_REVIEW" }, "application { id }");
        await world.Work(TimeSpan.FromHours(1));
        await world.Tick("intake.escalate");
        await world.Work(TimeSpan.FromHours(5));
        await world.Admin.Do("escalateApplication", new { applicationId = application, reason = "x" }, "escalation { id }");
        await world.Tick("intake.escalate");
        await world.Work(TimeSpan.FromHours(5));
        await world.Tick("intake.escalate");
        await world.Publish(type, Level("PT2H"));
        await world.Admin.Do("rerateApplication", new { applicationId = paused, reason = "x" }, "application { id }");
        foreach (var again in new[] { true, false })
        {
            await world.Close(closed);
            if (again)
            {
                await world.Admin.Do("reopenApplication", new { applicationId = closed, reason = "x" }, "application { id }");
            }
        }
    }
}
