using BusinessSuite.Intake.Tests.ServiceLevels;
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
[Trait("row", "IN-11")]
[Trait("row", "IN-12")]
[Trait("row", "IN-15")]
[Trait("row", "IN-16")]
[Trait("row", "IN-17")]
[Trait("row", "IN-18")]
public sealed class ConstraintTests(FeedbackWorld world) : IClassFixture<FeedbackWorld>
{
    private const string CopyClock =
        "insert into intake.service_clocks (id, version, application_id, type_id, service_level_id, target, round, state, within, started_at, stopped_at, fulfilled, worked, last_event_at) "
        + "select gen_random_uuid(), 1, application_id, type_id, service_level_id, target, round, 'RUNNING', within, started_at, null, false, worked, last_event_at from intake.service_clocks limit 1";

    /// <summary>A draft of a service level, to add to.</summary>
    private static readonly string Draft = "with l as (" + Copy("intake.service_levels", """{"number": 99, "status": "DRAFT", "published_at": null}""") + " returning id) ";

    [Fact]
    public async Task Sql_is_refused_what_the_api_refuses()
    {
        await Arrange();
        await world.RefuseSql("intake", new Dictionary<string, string>(FeedbackAttempts.All)
        {
            // Checks and unique indexes refuse before the foreign keys are looked at.
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
        await world.Admin.Do("fileMaterials", new { applicationId = told, materials = new[] { new { uploadId = await world.Admin.Upload("a.pdf", "application/pdf", Uploading.Pdf()), pages = 1 } } }, "materialReceipt { id }");
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
