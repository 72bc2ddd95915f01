using BusinessSuite.Reads;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

/// <summary>Wherever a complaint stands something is due, and nothing is late that is not.</summary>
[Trait("row", "IN-17")]
public sealed class ComplaintTermTests(FeedbackWorld world) : IClassFixture<FeedbackWorld>
{
    [Fact]
    public async Task Who_investigates_again_after_a_contest_has_a_new_term()
    {
        var id = await world.Standing("RESPONDED");
        var first = await Term(id, "respondBy");
        await world.Advance(TimeSpan.FromDays(20));
        await world.Step("contestResponse", id);
        await world.Step("investigateComplaint", id);
        (await Term(id, "respondBy")).Should().BeAfter(world.Clock.GetUtcNow()).And.BeAfter(first!.Value);
        (await Late(id)).Should().BeEmpty();
        await world.Advance(TimeSpan.FromDays(20));
        (await Late(id)).Should().Equal("RESPOND");
    }

    [Fact]
    public async Task A_complaint_that_was_acknowledged_is_assessed_by_a_day()
    {
        var id = await world.Standing("ACKNOWLEDGED");
        (await Term(id, "assessBy")).Should().BeAfter(world.Clock.GetUtcNow().AddDays(1));
        (await Late(id)).Should().BeEmpty();
        await world.Advance(TimeSpan.FromDays(8));
        (await Late(id)).Should().Equal("ASSESS");
        await world.Step("assessComplaint", id);
        (await Term(id, "assessBy")).Should().BeNull();
        (await Late(id)).Should().Equal("ASSESS");
        (await world.Admin.Query("{ overdueComplaints(duty: ASSESS) { complaint { id } } }"))["overdueComplaints"]!.ToJsonString().Should().NotContain(id);
    }

    [Fact]
    public async Task A_contested_complaint_is_gone_on_with_by_a_day_unless_it_waits_for_the_customer_or_a_rectification()
    {
        var (lying, asked) = (await world.Standing("CONTESTED"), await world.Standing("CONTESTED"));
        await world.Rectification(asked, "VERIFIED");
        await world.Admin.Do("askAgain", new { complaintId = asked }, "token");
        await world.Advance(TimeSpan.FromDays(12));
        (await Late(lying)).Should().Equal("ASSESS");
        (await Late(asked)).Should().BeEmpty("the customer has the time that the link is open");
        await world.Advance(TimeSpan.FromDays(25));
        (await Late(asked)).Should().Equal("ASSESS");
        (await world.Step("closeComplaint", asked)).Should().Be("CLOSED");
        (await Term(asked, "assessBy")).Should().BeNull();
    }

    [Fact]
    public async Task The_time_to_reply_runs_from_when_the_customer_has_the_response()
    {
        var id = await world.Standing("RESPONDED", contact: await world.Customer());
        var given = await Term(id, "replyBy");
        await world.Advance(TimeSpan.FromDays(5));
        await world.Told(id);
        var told = await Term(id, "replyBy");
        told.Should().BeAfter(given!.Value);
        await world.Advance(TimeSpan.FromDays(2));
        await world.Told(id);
        (await Term(id, "replyBy")).Should().Be(told, "it was told before");
    }

    [Fact]
    public async Task Who_was_named_wrongly_is_cleared_by_the_assessment_but_not_by_himself()
    {
        var accused = await world.NewEmployee();
        var id = await world.Standing("ACKNOWLEDGED", about: accused);
        object Assessed(string? aboutId = null) => new { complaintId = id, severity = "LOW", complexity = "LOW", impact = "LOW", immediateAction = false, aboutNobody = true, aboutId };
        (await (await world.Staff(accused)).Refused("assessComplaint", Assessed())).Should().Be("COMPLAINT_OWN_STEP");
        (await world.Admin.Refused("assessComplaint", Assessed(world.Clerk))).Should().Be("INVALID");
        (await world.Admin.Do("assessComplaint", Assessed(), "complaint { about { id } }"))["complaint"]!["about"].Should().BeNull();
        await world.Admin.Do("investigateComplaint", new { complaintId = id, investigatorId = accused }, "complaint { id }");
    }

    [Fact]
    public async Task A_complaint_without_the_term_of_where_it_stands_is_refused_by_sql_too()
    {
        var id = NodeId.Decode(await world.Standing("INVESTIGATING")).Key;
        foreach (var change in new[] { "respond_by = null", "assess_by = now()" })
        {
            var act = () => world.AsOwner($"update intake.complaints set {change} where id = '{id}'");
            (await act.Should().ThrowAsync<PostgresException>(change)).Which.ConstraintName.Should().Be("ck_complaints_terms");
        }
    }

    [Fact]
    [Trait("row", "IN-18")]
    public async Task Two_rectifications_of_one_term_are_late_once_and_what_cannot_be_noted_keeps_nothing_else_waiting()
    {
        var (twice, other, spoiled) = (await world.Standing("ACCEPTED"), await world.Standing("ACKNOWLEDGED"), await world.Standing("ACKNOWLEDGED"));
        var dueAt = world.Clock.GetUtcNow().AddDays(3);
        foreach (var measure in new[] { "The drawer is emptied daily.", "The drawer is locked." })
        {
            await world.Admin.Do("planRectification", new { complaintId = twice, measure, ownerId = await world.NewEmployee(), dueAt }, "rectification { id }");
        }

        await world.AsOwner($"alter table intake.complaint_delays add constraint spoiled check (complaint_id <> '{NodeId.Decode(spoiled).Key}')");
        await world.Advance(TimeSpan.FromDays(20));
        (await Late(twice)).Should().Equal("RECTIFY");
        (await Late(other)).Should().Equal("ASSESS");
        (await Late(spoiled)).Should().BeEmpty();
        await world.AsOwner("alter table intake.complaint_delays drop constraint spoiled");
        (await Late(spoiled)).Should().Equal("ASSESS");
        (await world.Admin.Query("{ overdueComplaints(duty: RECTIFY) { complaint { id } } }"))["overdueComplaints"]!.AsArray().Select(o => (string)o!["complaint"]!["id"]!).Should().ContainSingle(id => id == twice);
    }

    /// <summary>What is noted as late once the job has run.</summary>
    private async Task<List<string>> Late(string complaint)
    {
        await world.Tick("intake.find-late-complaints", world.Clock.GetUtcNow());
        return [.. (await world.Admin.Query("query($id: ID!) { complaint(id: $id) { delays { nodes { duty } } } }", new { id = complaint }))["complaint"]!["delays"]!["nodes"]!.AsArray().Select(d => (string)d!["duty"]!)];
    }

    private async Task<DateTimeOffset?> Term(string complaint, string term) =>
        (DateTimeOffset?)(await world.Admin.Query($"query($id: ID!) {{ complaint(id: $id) {{ {term} }} }}", new { id = complaint }))["complaint"]![term];
}
