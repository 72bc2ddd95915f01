using BusinessSuite.Reads;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "IN-18")]
public sealed class RectificationTests(FeedbackWorld world) : IClassFixture<FeedbackWorld>
{
    [Fact]
    public async Task A_complaint_closes_only_rectified_verified_from_outside_and_with_the_customer_asked_again()
    {
        var id = await world.Standing("ACCEPTED", contact: await world.Customer());
        await Cannot(id, "COMPLAINT_NOT_RECTIFIED");
        var owner = await world.NewEmployee();
        (await world.Admin.Refused("planRectification", new { complaintId = id, measure = " ", ownerId = owner, dueAt = world.Clock.GetUtcNow().AddDays(1) })).Should().Be("RECTIFICATION_EMPTY");
        (await world.Admin.Refused("planRectification", new { complaintId = id, measure = "m", ownerId = owner, dueAt = world.Clock.GetUtcNow() })).Should().Be("COMPLAINT_TERM_PAST");
        var rectification = await world.Rectification(id, "PLANNED");
        await Cannot(id, "COMPLAINT_NOT_RECTIFIED");
        (await world.Admin.Refused("askAgain", new { complaintId = id })).Should().Be("COMPLAINT_NOT_RECTIFIED");
        (await world.Checker.Refused("verifyRectification", new { rectificationId = rectification, finding = "x" })).Should().Be("ILLEGAL_STATE");
        (await world.Admin.Refused("completeRectification", new { rectificationId = rectification, evidence = " " })).Should().Be("RECTIFICATION_UNPROVEN");
        await world.Admin.Do("completeRectification", new { rectificationId = rectification, evidence = "Photograph" }, "rectification { id }");
        await Cannot(id, "COMPLAINT_NOT_RECTIFIED");

        var insider = await world.Staff(await world.NewEmployee());
        (await insider.Refused("verifyRectification", new { rectificationId = rectification, finding = "Fine." })).Should().Be("RECTIFICATION_INSIDE");
        (await insider.Refused("rejectRectification", new { rectificationId = rectification, finding = "Bad." })).Should().Be("RECTIFICATION_INSIDE");
        (await world.Admin.Refused("verifyRectification", new { rectificationId = rectification, finding = "Fine." })).Should().Be("RECTIFICATION_INSIDE", "an account without an employee is nobody's outside");
        (await world.Checker.Do("rejectRectification", new { rectificationId = rectification, finding = "Full again." }, "rectification { status finding }"))["rectification"]!.ToJsonString().Should().Be("""{"status":"PLANNED","finding":"Full again."}""");
        await world.Admin.Do("completeRectification", new { rectificationId = rectification, evidence = "Lock" }, "rectification { id }");
        var verified = (await world.Checker.Do("verifyRectification", new { rectificationId = rectification, finding = "Locked." }, "rectification { status verifiedBy { department { id } } }"))["rectification"]!;
        verified.ToJsonString().Should().Be($$$$"""{"status":"VERIFIED","verifiedBy":{"department":{"id":"{{{{world.Quality}}}}"}}}""");

        await Cannot(id, "COMPLAINT_NOT_ASKED_AGAIN");
        var token = await Ask(id);
        await Cannot(id, "COMPLAINT_NOT_ASKED_AGAIN");
        await world.Rate(token, 4, "Good now.");
        await Cannot(id, "NOTICE_UNDER_WAY");
        await world.Told(id);
        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");
        var closed = (await world.Admin.Query("query($id: ID!) { complaint(id: $id) { number closedAt ratings { nodes { score opinion } } } }", new { id }))["complaint"]!;
        closed["ratings"]!["nodes"]!.ToJsonString().Should().Be("""[{"score":4,"opinion":"Good now."}]""");
        (await world.Raised("ComplaintClosed", (string)closed["number"]!)).Should().Be(1);
    }

    [Fact]
    public async Task The_person_complained_of_and_the_one_who_did_it_do_not_verify()
    {
        var (accused, owner) = (await world.NewEmployee(world.Quality), await world.NewEmployee(world.Quality));
        var id = await world.Standing("RESPONDED", about: accused);
        var rectification = (string)(await world.Admin.Do(
            "planRectification", new { complaintId = id, measure = "m", ownerId = owner, dueAt = world.Clock.GetUtcNow().AddDays(1) }, "rectification { id }"))["rectification"]!["id"]!;
        await world.Admin.Do("completeRectification", new { rectificationId = rectification, evidence = "e" }, "rectification { id }");
        (await (await world.Staff(accused)).Refused("verifyRectification", new { rectificationId = rectification, finding = "Fine." })).Should().Be("RECTIFICATION_ACCUSED");
        (await (await world.Staff(owner)).Refused("verifyRectification", new { rectificationId = rectification, finding = "Fine." })).Should().Be("RECTIFICATION_OWN_WORK");
    }

    [Fact]
    public async Task A_term_that_passes_without_an_answer_closes_too_and_so_does_one_without_a_reply()
    {
        var id = await world.Standing("RESPONDED");
        await world.Rectification(id, "VERIFIED");
        await Ask(id);
        await Cannot(id, "COMPLAINT_REPLY_OUTSTANDING");
        await world.Advance(TimeSpan.FromDays(20));
        await Cannot(id, "COMPLAINT_NOT_ASKED_AGAIN");
        await world.Advance(TimeSpan.FromDays(11));
        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");
    }

    [Fact]
    public async Task A_customer_still_unsatisfied_contests_and_a_satisfied_one_accepts()
    {
        var id = await world.Standing("RESPONDED");
        await world.Rectification(id, "VERIFIED");
        (await world.Rate(await Ask(id), 1, "No better."))["complaintNumber"].Should().BeNull("it is the same complaint");
        (await Status(id)).Should().Be("CONTESTED");
        (await world.Admin.Refused("closeComplaint", new { complaintId = id })).Should().Be("COMPLAINT_RECOURSE_MISSING");
        await world.Step("investigateComplaint", id);
        await world.Step("respondToComplaint", id);
        await world.Rate(await Ask(id), 5);
        (await Status(id)).Should().Be("ACCEPTED");
        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");

        var contested = await world.Standing("CONTESTED");
        await world.Rectification(contested, "VERIFIED");
        await world.Rate(await Ask(contested), 2);
        (await world.Step("closeComplaint", contested)).Should().Be("CLOSED", "the customer was told where else to turn");
    }

    [Fact]
    public async Task What_was_found_not_to_be_wrong_needs_no_rectification_but_the_customer_is_asked()
    {
        var id = await world.Standing("ACCEPTED", "NOT_UPHELD");
        await Cannot(id, "COMPLAINT_NOT_ASKED_AGAIN");
        await world.Rate(await Ask(id), 3);
        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");
    }

    [Fact]
    public async Task Repeated_within_90_days_it_opens_again_and_quality_is_told()
    {
        var customer = await world.Customer();
        var (id, number) = await Closed(customer);
        var duplicate = await world.Customer();
        await world.Admin.Do("mergeContacts", new { duplicateId = duplicate, survivorId = customer }, "contact { id }");
        await world.Advance(TimeSpan.FromDays(89));
        (await world.Complain(customer, subject: "FEES")).Id.Should().NotBe(id, "that is another subject");
        (await world.Complain(customer, department: world.Quality)).Id.Should().NotBe(id, "that is another department");
        (await world.Complain(await world.Customer())).Id.Should().NotBe(id, "that is another customer");
        (await world.Raised("ComplaintRepeated", number)).Should().Be(0);

        var again = await world.Complain(duplicate);
        (again.Id, again.Number).Should().Be((id, number), "the same person under another entry complains about the same");
        (await world.Raised("ComplaintRepeated", number)).Should().Be(1);
        var open = (await world.Admin.Query("query($id: ID!) { complaint(id: $id) { status closedAt response outcome acknowledgedAt entries(last: 1) { nodes { status note } } } }", new { id }))["complaint"]!;
        open.ToJsonString().Should().Be("""{"status":"RECEIVED","closedAt":null,"response":null,"outcome":null,"acknowledgedAt":null,"entries":{"nodes":[{"status":"RECEIVED","note":"It took three weeks."}]}}""");

        var linked = await world.Complain(customer);
        linked.Id.Should().NotBe(id);
        (await world.Admin.Query("query($id: ID!) { complaint(id: $id) { repeatOf { id } } }", new { id = linked.Id }))["complaint"]!["repeatOf"]!["id"]!.GetValue<string>().Should().Be(id);
        (await world.Raised("ComplaintRepeated", linked.Number)).Should().Be(1);

        foreach (var step in new[] { "acknowledgeComplaint", "assessComplaint", "investigateComplaint", "respondToComplaint", "acceptResponse" })
        {
            await world.Step(step, id);
        }

        (await world.Admin.Refused("askAgain", new { complaintId = id })).Should().Be("COMPLAINT_NOT_RECTIFIED", "what was rectified before did not last");
        await world.Rectification(id, "VERIFIED");
        await Cannot(id, "COMPLAINT_NOT_ASKED_AGAIN");
        await world.Rate(await Ask(id), 5);
        await world.Told(id);
        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");
    }

    [Fact]
    public async Task Who_proves_to_be_the_applicant_opens_the_earlier_complaint_again_without_an_account()
    {
        var (number, applicationSecret) = await world.Tracked();
        object Saying(string? phone = null) => new { subject = "DELAY", description = "Slow.", remedySought = "Speed.", name = "x", phone, applicationNumber = number, applicationSecret };
        var customer = world.From("10.5.0.2");
        var first = await customer.Do("submitComplaint", Saying(), "number");
        var complaint = (await world.Admin.Query(
            "query($n: String!) { complaints(first: 1, where: { number: { eq: $n } }) { nodes { id contact { id } application { applicant { id } } } } }", new { n = (string)first["number"]! }))["complaints"]!["nodes"]![0]!;
        ((string)complaint["contact"]!["id"]!).Should().Be((string)complaint["application"]!["applicant"]!["id"]!);
        var id = (string)complaint["id"]!;
        foreach (var step in new[] { "acknowledgeComplaint", "assessComplaint", "investigateComplaint", "respondToComplaint", "acceptResponse" })
        {
            await world.Step(step, id);
        }

        await world.Rectification(id, "VERIFIED");
        await world.Rate(await Ask(id), 4);
        await world.Told(id);
        await world.Step("closeComplaint", id);

        ((string)(await customer.Do("submitComplaint", Saying("13700000099"), "number"))["number"]!).Should().NotBe((string)first["number"]!, "that is another person");
        (await Status(id)).Should().Be("CLOSED");
        var again = await customer.Do("submitComplaint", Saying(), "number trackingSecret");
        again["number"]!.ToString().Should().Be(first["number"]!.ToString());
        (await Status(id)).Should().Be("RECEIVED");
        (await customer.Query("query($n: String!, $s: String!) { trackComplaint(number: $n, secret: $s) { status } }", new { n = (string)again["number"]!, s = (string)again["trackingSecret"]! }))["trackComplaint"]!["status"]!
            .GetValue<string>().Should().Be("RECEIVED");
    }

    [Fact]
    public async Task A_customer_who_was_not_reached_lets_no_term_pass()
    {
        var id = await world.Standing("ACCEPTED", contact: await world.Customer());
        await world.Rectification(id, "VERIFIED");
        await world.Told(id);
        await Ask(id);
        await world.Advance(TimeSpan.FromDays(31));
        await Cannot(id, "COMPLAINT_NOT_ASKED_AGAIN");
        var close = () => world.AsOwner($"update intake.complaints set status = 'CLOSED', closed_at = '{world.Clock.GetUtcNow():O}', recourse = 'x' where id = '{NodeId.Decode(id).Key}'");
        (await close.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_complaints_asked_again");
        await world.Admin.Do(
            "recordComplaintNotice", new { complaintId = id, kind = "FOLLOW_UP", channel = "PHONE", recipient = "Wang Wu", text = "Is all well now? He will think about it." }, "complaintNotice { id }");
        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");
    }

    [Fact]
    [Trait("row", "IN-17")]
    public async Task Who_had_a_hand_in_it_neither_asks_the_customer_again_nor_answers_instead()
    {
        var handler = await world.NewEmployee();
        var (id, _, _) = await world.Complain(await world.Customer());
        await world.Admin.Do("acknowledgeComplaint", new { complaintId = id, handlerId = handler }, "complaint { id }");
        foreach (var step in new[] { "assessComplaint", "investigateComplaint", "respondToComplaint", "acceptResponse" })
        {
            await world.Step(step, id);
        }

        await world.Rectification(id, "VERIFIED");
        var owner = (string)(await world.Admin.Query("query($id: ID!) { complaint(id: $id) { rectifications { nodes { owner { id } } } } }", new { id }))["complaint"]!["rectifications"]!["nodes"]![0]!["owner"]!["id"]!;
        var hands = new List<Client>();
        foreach (var hand in new[] { handler, world.Clerk, owner })
        {
            hands.Add(await world.Staff(hand));
            (await hands[^1].Refused("askAgain", new { complaintId = id })).Should().Be("RATING_OWN_CASE");
        }

        var asked = (await world.Checker.Do("askAgain", new { complaintId = id }, "token rating { id linkGivenTo { department { id } } }"))["rating"]!;
        asked["linkGivenTo"]!["department"]!["id"]!.GetValue<string>().Should().Be(world.Quality);
        foreach (var hand in hands)
        {
            (await hand.Refused("recordRating", new { ratingId = (string)asked["id"]!, score = 5 })).Should().Be("RATING_OWN_CASE");
        }

        var key = NodeId.Decode((string)asked["id"]!).Key;
        foreach (var column in new[] { "recorded_by_id", "link_given_to_id" })
        {
            var act = () => world.AsOwner($"update intake.ratings set {column} = '{NodeId.Decode(handler).Key}' where id = '{key}'");
            (await act.Should().ThrowAsync<PostgresException>(column)).Which.ConstraintName.Should().Be("tr_ratings_own_case");
        }

        await world.Checker.Do("recordRating", new { ratingId = (string)asked["id"]!, score = 5 }, "rating { id }");
    }

    [Fact]
    public async Task After_90_days_it_is_a_new_complaint_and_a_stranger_opens_nothing_of_others()
    {
        var customer = await world.Customer();
        var (id, _) = await Closed(customer);
        var phone = (string)(await world.Admin.Query("query($id: ID!) { contact(id: $id) { phone } }", new { id = customer }))["contact"]!["phone"]!;
        var (application, applicationSecret) = await world.Tracked();
        var typed = await world.From("10.5.0.1").Do(
            "submitComplaint", new { subject = "DELAY", description = "Slow.", remedySought = "Speed.", name = "x", phone, applicationNumber = application, applicationSecret }, "number");
        (await Status(id)).Should().Be("CLOSED", "a phone number that somebody typed proves nothing");
        (await world.Raised("ComplaintRepeated", (string)typed["number"]!)).Should().Be(1);

        var other = await world.Customer();
        var (old, _) = await Closed(other);
        await world.Advance(TimeSpan.FromDays(91));
        var fresh = await world.Complain(other);
        fresh.Id.Should().NotBe(old);
        (await world.Raised("ComplaintRepeated", fresh.Number)).Should().Be(0);
    }

    [Fact]
    public async Task What_was_planned_twice_or_wrongly_is_withdrawn_from_outside_with_a_reason_and_blocks_nothing()
    {
        var (accused, owner) = (await world.NewEmployee(world.Quality), await world.NewEmployee(world.Quality));
        var id = await world.Standing("ACCEPTED", about: accused);
        await world.Rectification(id, "VERIFIED");
        var (twice, wrong) = (await world.Rectification(id, "PLANNED"), await world.Rectification(id, "DONE"));
        await Cannot(id, "COMPLAINT_NOT_RECTIFIED");
        object Withdrawal(string rectification, string reason = "It was planned twice.") => new { rectificationId = rectification, reason };
        (await world.Checker.Refused("withdrawRectification", Withdrawal(twice, " "))).Should().Be("RECTIFICATION_WITHDRAWAL_UNEXPLAINED");
        (await (await world.Staff(await world.NewEmployee())).Refused("withdrawRectification", Withdrawal(twice))).Should().Be("RECTIFICATION_INSIDE");
        (await (await world.Staff(accused)).Refused("withdrawRectification", Withdrawal(twice))).Should().Be("RECTIFICATION_ACCUSED");
        await world.Admin.Do("reassignRectification", new { rectificationId = twice, ownerId = owner, reason = "x" }, "rectification { id }");
        (await (await world.Staff(owner)).Refused("withdrawRectification", Withdrawal(twice))).Should().Be("RECTIFICATION_OWN_WORK");
        foreach (var rectification in new[] { twice, wrong })
        {
            (await world.Checker.Do("withdrawRectification", Withdrawal(rectification), "rectification { status finding withdrawnAt withdrawnBy { department { id } } }"))["rectification"]!["withdrawnBy"]!["department"]!["id"]!
                .GetValue<string>().Should().Be(world.Quality);
            (await world.Checker.Refused("withdrawRectification", Withdrawal(rectification))).Should().Be("ILLEGAL_STATE");
        }

        await world.Rate(await Ask(id), 5);
        (await world.Step("closeComplaint", id)).Should().Be("CLOSED");

        var upheld = await world.Standing("ACCEPTED");
        await world.Checker.Do("withdrawRectification", Withdrawal(await world.Rectification(upheld, "PLANNED")), "rectification { id }");
        await Cannot(upheld, "COMPLAINT_NOT_RECTIFIED");
    }

    [Fact]
    public async Task What_is_to_be_done_again_has_a_term_that_lies_ahead()
    {
        var rectification = await world.Rectification(await world.Standing("ACCEPTED"), "DONE");
        object Rejected(DateTimeOffset? dueAt = null) => new { rectificationId = rectification, finding = "Full again.", dueAt };
        var kept = (await world.Checker.Do("rejectRectification", Rejected(), "rectification { dueAt }"))["rectification"]!["dueAt"]!.GetValue<DateTimeOffset>();
        kept.Should().BeAfter(world.Clock.GetUtcNow(), "the term was still ahead");
        await world.Admin.Do("completeRectification", new { rectificationId = rectification, evidence = "Lock" }, "rectification { id }");
        await world.Advance(TimeSpan.FromDays(10));
        (await world.Checker.Refused("rejectRectification", Rejected())).Should().Be("COMPLAINT_TERM_PAST");
        (await world.Checker.Refused("rejectRectification", Rejected(world.Clock.GetUtcNow().AddDays(-1)))).Should().Be("COMPLAINT_TERM_PAST");
        var due = new DateTimeOffset(world.Clock.GetUtcNow().AddDays(4).Date, TimeSpan.Zero);
        (await world.Checker.Do("rejectRectification", Rejected(due), "rectification { dueAt status }"))["rectification"]!["dueAt"]!.GetValue<DateTimeOffset>().Should().Be(due);
        var move = () => world.AsOwner($"update intake.rectifications set due_at = due_at + interval '1 day' where id = '{NodeId.Decode(rectification).Key}'");
        (await move.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_rectifications_term");
    }

    [Fact]
    public async Task Who_belongs_to_a_department_below_is_not_outside()
    {
        var below = await world.Make("createDepartment", new { code = "BELOW", name = "Below", validFrom = "2020-01-01", parentId = world.Department }, "department");
        var employee = await world.NewEmployee(below);
        var rectification = await world.Rectification(await world.Standing("ACCEPTED"), "DONE");
        foreach (var operation in new[] { "verifyRectification", "rejectRectification" })
        {
            (await (await world.Staff(employee)).Refused(operation, new { rectificationId = rectification, finding = "Fine." })).Should().Be("RECTIFICATION_INSIDE");
        }

        var verify = () => world.AsOwner(
            $"update intake.rectifications set status = 'VERIFIED', verified_at = now(), finding = 'x', verified_by_id = '{NodeId.Decode(employee).Key}' where id = '{NodeId.Decode(rectification).Key}'");
        (await verify.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("tr_rectifications_outside");
    }

    private async Task Cannot(string complaint, string code) => (await world.Admin.Refused("closeComplaint", await world.Inputs("closeComplaint", complaint))).Should().Be(code);

    private async Task<string> Ask(string complaint) => (string)(await world.Admin.Do("askAgain", new { complaintId = complaint }, "token"))["token"]!;

    private async Task<string> Status(string id) => (string)(await world.Admin.Query("query($id: ID!) { complaint(id: $id) { status } }", new { id }))["complaint"]!["status"]!;

    private async Task<(string Id, string Number)> Closed(string customer)
    {
        var id = await world.Standing("ACCEPTED", contact: customer);
        await world.Rectification(id, "VERIFIED");
        await world.Rate(await Ask(id), 4);
        await world.Told(id);
        await world.Step("closeComplaint", id);
        return (id, (string)(await world.Admin.Query("query($id: ID!) { complaint(id: $id) { number } }", new { id }))["complaint"]!["number"]!);
    }
}
