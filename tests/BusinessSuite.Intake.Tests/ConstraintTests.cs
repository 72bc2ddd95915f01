using BusinessSuite.Testing;
using static BusinessSuite.Testing.Constraints;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "IN-01")]
[Trait("row", "IN-04")]
[Trait("row", "IN-05")]
[Trait("row", "IN-06")]
[Trait("row", "IN-07")]
[Trait("row", "IN-08")]
[Trait("row", "IN-09")]
[Trait("row", "IN-16")]
[Trait("row", "IN-17")]
[Trait("row", "IN-18")]
public sealed class ConstraintTests(FeedbackWorld world) : IClassFixture<FeedbackWorld>
{
    [Fact]
    public async Task Sql_is_refused_what_the_api_refuses()
    {
        await Arrange();
        await world.RefuseSql("intake", new Dictionary<string, string>(FeedbackAttempts.All)
        {
            ["ck_contacts_reachable"] = "update intake.contacts set phone = null, email = null",
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
            ["ux_type_versions_number"] = Copy("intake.type_versions", """{"status": "DRAFT"}"""),
            ["ux_type_versions_published"] = Copy("intake.type_versions", """{"number": 99}""", "status = 'PUBLISHED'"),
            ["ck_material_requirements_count"] = "with v as (" + Copy("intake.type_versions", """{"number": 99, "status": "DRAFT"}""") + " returning id) "
                + "insert into intake.material_requirements (id, version, type_version_id, position, name, form, count) select gen_random_uuid(), 1, id, 1, 'x', 'COPY', 0 from v",
            ["ck_applications_number"] = "update intake.applications set status = 'ACCEPTED' where number is null and status = 'RECEIVED'",
            ["ck_applications_ended"] = "update intake.applications set ended_at = now() where status = 'RECEIVED'",
            ["ux_applications_number"] = "update intake.applications set number = 'TWICE' where number is null",
            ["ux_applications_external"] = "update intake.applications set external_id = 'TWICE'",
            ["tr_applications_told"] = "update intake.applications a set status = 'CLOSED', ended_at = now() where status = 'ACCEPTED' and not exists (select from intake.result_notices where application_id = a.id)",
            ["tr_applications_tasks"] = "update intake.applications set status = 'CLOSED', ended_at = now() where status = 'ACCEPTED' and id in (select application_id from intake.result_notices where status = 'DELIVERED')",
            ["ck_checklist_items_reason"] = "update intake.checklist_items set verdict = 'DEFECTIVE', reason = ' '",
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
            ["ux_filed_materials_edition"] = Copy("intake.filed_materials"),
            ["ck_tasks_due"] = "update intake.tasks set status = 'ASSIGNED' where status = 'OPEN'",
            ["ck_tasks_completed"] = "update intake.tasks set completed_at = now() where status = 'OPEN'",
            ["ux_tasks_external"] = "update intake.tasks set external_id = 'TWICE'",
            ["tr_tasks_criteria"] = Copy("intake.tasks", """{"status": "ASSIGNED", "historical": false}""", "assignee_id is not null"),
            ["tr_tasks_answered"] = "update intake.tasks set status = 'COMPLETED', completed_at = now() where status = 'ASSIGNED'",
            ["tr_tasks_conflict"] = "update intake.tasks set status = 'ASSIGNED', assignee_id = (select employee_id from intake.conflicts_of_interest limit 1) where status = 'OPEN'",
            ["ck_quality_criteria_measure"] = Copy("intake.quality_criteria", """{"measure": " "}"""),
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
        var attempt = () => world.AsApp(sql, """{"scopes":{"*":"ALL"}}""");
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
        await world.Admin.Do("fileMaterials", new { applicationId = told, materials = new[] { new { name = "a.pdf", pages = 1, sizeBytes = "1", sha256 = new string('a', 64) } } }, "materialReceipt { id }");
        var document = (string)(await world.Admin.Query("query($id: ID!) { application(id: $id) { documents { nodes { id } } } }", new { id = told }))["application"]!["documents"]!["nodes"]![0]!["id"]!;
        await world.Admin.Do("recordOutcomeDispatch", new { outcomeDocumentId = document, channel = "DESK", recipient = "Zhang San" }, "outcomeDispatch { id }");
        await world.Admin.Do("recordResultNotice", new { applicationId = told, channel = "PHONE", recipient = "1", text = "Done." }, "resultNotice { id }");
        foreach (var assigned in new[] { true, false })
        {
            var task = (string)(await world.Admin.Do(
                "planTask", new { applicationId = told, name = "Check", dueAt = world.Clock.GetUtcNow().AddDays(1), criteria = new[] { new { demand = "d", measure = "m" } } }, "task { id }"))["task"]!["id"]!;
            if (assigned)
            {
                await world.Admin.Do("assignTask", new { taskId = task, employeeId = world.Clerk }, "task { id }");
            }
        }

        await FeedbackAttempts.Arrange(world);
        await world.Admin.Do("declareConflictOfInterest", new { employeeId = await world.NewEmployee(), contactId = world.Contact, reason = "Brother" }, "conflictOfInterest { id }");
    }
}
