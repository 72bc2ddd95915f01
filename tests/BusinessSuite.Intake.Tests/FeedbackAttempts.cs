using static BusinessSuite.Testing.Constraints;

namespace BusinessSuite.Intake.Tests;

/// <summary>Attempts in SQL against the constraints of ratings, complaints and rectifications.</summary>
internal static class FeedbackAttempts
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["ck_ratings_score"] = "update intake.ratings set score = 6, rated_at = asked_at where score is null",
        ["ck_ratings_in_time"] = "update intake.ratings set score = 3, rated_at = open_until + interval '1 second' where score is null",
        ["ck_ratings_about"] = Copy("intake.ratings", """{"application_id": null, "complaint_id": null, "token_key": null}"""),
        ["ux_ratings_token_key"] = Copy("intake.ratings", where: "token_key is not null"),
        ["tr_ratings_own_case"] = "update intake.ratings r set score = 5, rated_at = asked_at, recorded_by_id = a.responsible_id from intake.applications a where a.id = r.application_id and a.responsible_id is not null and r.score is null",
        ["ck_complaints_said"] = Copy("intake.complaints", """{"number": "TWICE", "remedy_sought": " "}"""),
        ["ck_complaints_impartial"] = "update intake.complaints set investigator_id = about_id where about_id is not null",
        ["ck_complaints_department"] = "update intake.complaints set department_id = null where status = 'ACCEPTED'",
        ["ck_complaints_closed"] = "update intake.complaints set closed_at = now() where status = 'RECEIVED'",
        ["ck_complaints_level"] = "update intake.complaints set level = 'PUBLIC'",
        ["ux_complaints_number"] = Copy("intake.complaints"),
        ["tr_complaint_entries_impartial"] = "insert into intake.complaint_entries (id, version, complaint_id, at, status, by_id, note) select gen_random_uuid(), 1, id, now(), status, about_id, '' from intake.complaints where about_id is not null limit 1",
        ["ck_complaints_terms"] = "update intake.complaints set respond_by = null where status = 'RESPONDED'",
        ["tr_complaints_answered"] = "update intake.complaints set status = 'RESPONDED' where status = 'INVESTIGATING' and id in (select complaint_id from intake.complaint_forwardings where answered_at is null)",
        ["tr_complaints_replied"] = "update intake.complaints set status = 'CLOSED', closed_at = reply_by where status = 'RESPONDED'",
        ["tr_complaints_recourse"] = "update intake.complaints set status = 'CLOSED', closed_at = now(), assess_by = null where status = 'CONTESTED'",
        ["tr_complaints_rectified"] = "update intake.complaints set status = 'CLOSED', closed_at = now() where status = 'ACCEPTED' and outcome = 'UPHELD' and contact_id is null",
        ["tr_complaints_asked_again"] = "update intake.complaints set status = 'CLOSED', closed_at = now() where status = 'ACCEPTED' and outcome = 'NOT_UPHELD'",
        ["tr_complaints_told"] = "update intake.complaints set status = 'CLOSED', closed_at = now() where status = 'ACCEPTED' and contact_id is not null",
        ["ck_complaint_notices_told"] = Copy("intake.complaint_notices", """{"text": " "}""", "status = 'DELIVERED'"),
        ["ck_complaint_notices_delivered"] = Copy("intake.complaint_notices", """{"delivered_at": null}""", "status = 'DELIVERED'"),
        ["ux_complaint_delays_term"] = "insert into intake.complaint_delays (id, version, complaint_id, duty, due, found_at) select gen_random_uuid(), 1, id, 'RESPOND', opened_at, now() from (select * from intake.complaints limit 1) c, generate_series(1, 2)",
        ["tr_complaint_forwardings_department"] = "update intake.complaint_forwardings set answered_at = now(), answer = 'x' where answered_at is null",
        ["ux_complaint_forwardings_open"] = Copy("intake.complaint_forwardings", where: "answered_at is null"),
        ["ck_complaint_forwardings_term"] = Copy("intake.complaint_forwardings", """{"answer_by": "2000-01-01", "answered_at": "2026-03-03", "answer": "x"}"""),
        ["ck_complaint_forwardings_answer"] = "update intake.complaint_forwardings set answered_at = now() where answered_at is null",
        ["ck_rectifications_measure"] = Copy("intake.rectifications", """{"measure": " "}"""),
        ["ck_rectifications_done"] = "update intake.rectifications set status = 'DONE' where status = 'PLANNED'",
        ["ck_rectifications_verified"] = "update intake.rectifications set status = 'VERIFIED' where status = 'DONE'",
        ["ck_rectifications_withdrawn"] = "update intake.rectifications set status = 'WITHDRAWN', withdrawn_at = now() where status = 'PLANNED'",
        ["tr_rectifications_term"] = "update intake.rectifications set due_at = due_at + interval '1 day' where status = 'PLANNED'",
        ["ck_rectifications_verifier"] = "update intake.rectifications set status = 'VERIFIED', verified_at = now(), verified_by_id = owner_id where status = 'DONE'",
        ["tr_rectifications_outside"] = "update intake.rectifications r set status = 'VERIFIED', verified_at = now(), verified_by_id = (select id from organization.employees e where e.department_id = r.department_id and e.id <> r.owner_id limit 1) where status = 'DONE'",
        ["tr_rectifications_impartial"] = "update intake.rectifications r set status = 'VERIFIED', verified_at = now(), verified_by_id = (select about_id from intake.complaints where id = r.complaint_id) where status = 'DONE'",
    };

    /// <summary>Rows for the attempts.</summary>
    public static async Task Arrange(FeedbackWorld world)
    {
        await world.Link(await world.Closed(world.Clerk));
        var accused = await world.NewEmployee(world.Quality);
        await world.Standing("RECEIVED");
        await world.Standing("RESPONDED");
        await world.Standing("CONTESTED");
        await world.Standing("ACCEPTED", "NOT_UPHELD");
        await world.Standing("ACCEPTED", contact: await world.Customer());
        await world.Told(await world.Standing("RESPONDED", contact: await world.Customer()));
        await world.Rectification(await world.Standing("ACCEPTED"), "PLANNED");
        await world.Rectification(await world.Standing("ACCEPTED", about: accused), "DONE");
        await world.Admin.Do("forwardComplaint", new { complaintId = await world.Standing("INVESTIGATING"), departmentId = world.Department, reason = "Yours" }, "complaintForwarding { id }");
    }
}
