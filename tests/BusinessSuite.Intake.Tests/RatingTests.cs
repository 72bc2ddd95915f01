using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests;

[Trait("row", "IN-17")]
public sealed class RatingTests(FeedbackWorld world) : IClassFixture<FeedbackWorld>
{
    private const string Case = "query($token: String!) { ratedCase(token: $token) { number name endedAt openUntil ratedAt } }";

    [Fact]
    public async Task A_link_rates_a_closed_case_once_without_an_account_and_names_no_staff()
    {
        var application = await world.Closed(world.Clerk);
        var token = await world.Link(application);
        var shown = (await world.Nobody.Query(Case, new { token }))["ratedCase"]!;
        shown["number"]!.GetValue<string>().Should().StartWith("PERMIT-");
        shown["name"]!.GetValue<string>().Should().Be("PERMIT");
        shown.AsObject().Select(m => m.Key).Should().Equal("number", "name", "endedAt", "openUntil", "ratedAt");
        shown["ratedAt"].Should().BeNull();

        var given = await world.Rate(token.ToLower(System.Globalization.CultureInfo.InvariantCulture), 5, " Quick! ");
        given.ToJsonString().Should().Be("""{"score":5,"complaintNumber":null,"complaintSecret":null,"userErrors":[]}""");
        (await world.Nobody.Refused("rateApplication", new { token, score = 1 })).Should().Be("RATING_GIVEN");
        (await world.Nobody.Query(Case, new { token }))["ratedCase"]!["ratedAt"].Should().NotBeNull();
        (await world.Admin.Query("query($id: ID!) { application(id: $id) { ratings { nodes { score opinion recordedBy { id } } } complaints { totalCount } } }", new { id = application }))["application"]!.ToJsonString()
            .Should().Be("""{"ratings":{"nodes":[{"score":5,"opinion":"Quick!","recordedBy":null}]},"complaints":{"totalCount":0}}""");

        var kept = (long)(await world.AsOwner($"select count(*) from intake.ratings where token_hash = sha256('{token}') and token_key = '{token[..8]}'"))!;
        kept.Should().Be(1);
        var secret = token[8..];
        var leaked = (long)(await world.AsOwner(
            $"select (select count(*) from intake.ratings r where r::text like '%{secret}%') + (select count(*) from suite.audit_entries a where a::text like '%{secret}%') + (select count(*) from suite.audit_changes a where a::text like '%{secret}%') + (select count(*) from suite.events e where e::text like '%{secret}%')"))!;
        leaked.Should().Be(0, "the token is kept nowhere");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    public async Task A_score_off_the_scale_is_refused_and_costs_nothing(int score)
    {
        var token = await world.Link(await world.Closed());
        (await world.Nobody.Refused("rateApplication", new { token, score })).Should().Be("RATING_OFF_SCALE");
        (await world.Rate(token, 3))["complaintNumber"].Should().BeNull("three of five is no complaint");
    }

    [Fact]
    public async Task A_link_can_go_out_with_the_result_and_rates_once_the_case_has_ended_and_until_its_own_end()
    {
        var application = await world.Accepted();
        var (token, late) = (await world.Link(application), await world.Link(await world.Closed()));
        (await world.Nobody.Refused("rateApplication", new { token, score = 4 })).Should().Be("RATING_TOO_EARLY");
        await world.Close(application);
        await world.Rate(token, 4);
        (await world.Admin.Query("query($id: ID!) { application(id: $id) { ratings { totalCount } } }", new { id = application }))["application"]!["ratings"]!["totalCount"]!.GetValue<int>()
            .Should().Be(1, "the closing asks not again");

        await world.Advance(TimeSpan.FromDays(31));
        (await world.Nobody.Refused("rateApplication", new { token = late, score = 4 })).Should().Be("RATING_ENDED");
        var (received, _) = await world.Receive();
        (await world.Admin.Refused("issueRatingLink", new { applicationId = received })).Should().Be("ILLEGAL_STATE");
    }

    [Fact]
    public async Task The_closing_asks_by_an_event_and_a_new_link_ends_the_one_before()
    {
        var before = await Asked();
        var application = await world.Closed();
        (await Asked()).Should().Be(before + 1);
        (await world.Admin.Query("query($id: ID!) { application(id: $id) { ratings { nodes { score } } } }", new { id = application }))["application"]!.ToJsonString().Should().Be("""{"ratings":{"nodes":[{"score":null}]}}""");
        var first = await world.Link(application);
        var second = await world.Link(application);
        (await Asked()).Should().Be(before + 1, "it is the same question");
        (await world.From("10.1.0.1").Refused("rateApplication", new { token = first, score = 5 })).Should().Be("NOT_FOUND");
        await world.Rate(second, 5);
    }

    [Fact]
    public async Task A_score_of_two_or_less_opens_a_complaint_that_the_one_who_answers_for_the_case_may_not_handle()
    {
        var responsible = await world.NewEmployee();
        var application = await world.Closed(responsible);
        var given = await world.Rate(await world.Link(application), 2, "Nobody called back.");
        var number = (string)given["complaintNumber"]!;
        number.Should().MatchRegex("^CMP-2026-\\d{6}$");
        var complaint = (await world.Admin.Query(
            "query($id: ID!) { application(id: $id) { complaints { nodes { id status subject channel description remedySought about { id } department { id } contact { name } causedBy { score } } } } }", new { id = application }))["application"]!["complaints"]!["nodes"]!.AsArray()
            .Should().ContainSingle().Which!;
        complaint["subject"]!.GetValue<string>().Should().Be("LOW_RATING");
        complaint["description"]!.GetValue<string>().Should().Be("2/5: Nobody called back.");
        complaint["about"]!["id"]!.GetValue<string>().Should().Be(responsible);
        complaint["department"]!["id"]!.GetValue<string>().Should().Be(world.Department);
        complaint["contact"]!["name"]!.GetValue<string>().Should().Be("Zhang San");
        complaint["causedBy"]!["score"]!.GetValue<int>().Should().Be(2);
        (await world.Admin.Refused("acknowledgeComplaint", new { complaintId = (string)complaint["id"]!, handlerId = responsible })).Should().Be("COMPLAINT_OWN_CASE");

        var seen = await world.Nobody.Query("query($number: String!, $secret: String!) { trackComplaint(number: $number, secret: $secret) { status steps { status } } }", new { number, secret = (string)given["complaintSecret"]! });
        seen.ToJsonString().Should().Be("""{"trackComplaint":{"status":"RECEIVED","steps":[{"status":"RECEIVED"}]}}""");
    }

    [Fact]
    public async Task What_is_said_on_the_phone_is_recorded_but_not_by_the_one_who_answers_for_the_case_who_gets_no_link_either()
    {
        var responsible = await world.NewEmployee();
        var application = await world.Closed(responsible);
        var rating = await Rating(application);
        (await (await world.Staff(responsible)).Refused("issueRatingLink", new { applicationId = application })).Should().Be("RATING_OWN_CASE");
        (await (await world.Staff(responsible)).Refused("recordRating", new { ratingId = rating, score = 5 })).Should().Be("RATING_OWN_CASE");
        var recorded = (await world.Checker.Do("recordRating", new { ratingId = rating, score = 1, opinion = "Never again." }, "rating { score recordedBy { department { id } } openedComplaints { totalCount } }"))["rating"]!;
        recorded.ToJsonString().Should().Be($$$"""{"score":1,"recordedBy":{"department":{"id":"{{{world.Quality}}}"}},"openedComplaints":{"totalCount":1}}""");
        (await world.Checker.Refused("recordRating", new { ratingId = rating, score = 5 })).Should().Be("RATING_GIVEN");
        var open = await world.Accepted();
        await world.Link(open);
        (await world.Checker.Refused("recordRating", new { ratingId = await Rating(open), score = 5 })).Should().Be("RATING_TOO_EARLY");
    }

    [Fact]
    [Trait("row", "RL-29")]
    public async Task Ten_wrong_tokens_of_one_beginning_shut_the_link_for_a_quarter_of_an_hour()
    {
        var token = await world.Link(await world.Closed());
        for (var i = 0; i < 10; i++)
        {
            (await world.From($"10.2.{i}.1").Refused("rateApplication", new { token = $"{token[..8]}WRONG{i}", score = 5 })).Should().Be("NOT_FOUND");
        }

        var refused = await world.From("10.2.77.1").Send(
            "mutation($input: RateApplicationInput!) { rateApplication(input: $input) { score userErrors { code retryAfter } } }", new { input = new { token, score = 5 } });
        var error = refused["data"]!["rateApplication"]!["userErrors"]!.AsArray().Should().ContainSingle().Which!;
        error["code"]!.GetValue<string>().Should().Be("TOO_MANY_ATTEMPTS");
        error["retryAfter"]!.GetValue<int>().Should().BeInRange(890, 900);
        (await world.From("10.2.78.1").Send(Case, new { token }))["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().Should().Be("TOO_MANY_ATTEMPTS");
        await world.Advance(TimeSpan.FromMinutes(16));
        await world.Rate(token, 5);
    }

    [Fact]
    [Trait("row", "IN-18")]
    public async Task Unsatisfied_customers_are_found_and_each_department_sees_its_own()
    {
        var from = world.Clock.GetUtcNow().AddDays(100);
        await world.Advance(TimeSpan.FromDays(100));
        var other = await world.NewDepartment($"D{Guid.NewGuid():N}"[..8]);
        var (mine, theirs) = (await world.Customer(), await world.Customer());
        await world.Complain(mine);
        await world.Complain(mine, subject: "FEES");
        await world.Complain(theirs, department: other);
        await world.Rate(await world.Link(await world.Closed()), 1);
        const string Text = """
            query($from: DateTime!, $until: DateTime!, $open: Boolean, $department: ID) { unsatisfiedCustomers(from: $from, until: $until, openOnly: $open, departmentId: $department) {
              contact { id } department { id } lowRatings lowestScore complaints openComplaints } }
            """;
        async Task<List<string>> Found(Client who, string? department = null, bool open = false) => [.. (await who.Query(Text, new { from, until = from.AddDays(1), open, department }))["unsatisfiedCustomers"]!.AsArray()
            .Select(c => $"{(string?)c!["contact"]?["id"]} {c["lowRatings"]} {c["lowestScore"]?.ToString() ?? "-"} {c["complaints"]} {c["openComplaints"]}")];

        (await Found(world.Admin)).Should().Equal($"{world.Contact} 1 1 1 1", $"{theirs} 0 - 1 1", $"{mine} 0 - 2 2");
        (await Found(world.Admin, other)).Should().Equal($"{theirs} 0 - 1 1");
        var duplicate = await world.Customer();
        await world.Complain(duplicate, subject: "QUALITY");
        (await Found(world.Admin)).Should().HaveCount(4);
        await world.Admin.Do("mergeContacts", new { duplicateId = duplicate, survivorId = mine }, "contact { id }");
        (await Found(world.Admin)).Should().BeEquivalentTo($"{world.Contact} 1 1 1 1", $"{theirs} 0 - 1 1", $"{mine} 0 - 3 3");
        var (insider, outsider) = (await world.Staff(await world.NewEmployee(), "DEPARTMENT"), await world.Staff(await world.NewEmployee(other), "DEPARTMENT"));
        (await Found(insider)).Should().HaveCount(2).And.NotContain(c => c.StartsWith(theirs, StringComparison.Ordinal));
        (await Found(outsider)).Should().Equal($"{theirs} 0 - 1 1");
        foreach (var list in new[] { "ratings", "complaints", "complaintEntries", "rectifications", "complaintForwardings" })
        {
            var all = (await world.Admin.Query($"{{ {list} {{ totalCount }} }}"))[list]!["totalCount"]!.GetValue<int>();
            var seen = (await outsider.Query($"{{ {list} {{ totalCount }} }}"))[list]!["totalCount"]!.GetValue<int>();
            seen.Should().Be(list is "complaints" or "complaintEntries" ? 1 : 0, list).And.BeLessThanOrEqualTo(all);
        }
    }

    private async Task<long> Asked() => (long)(await world.AsOwner("select count(*) from suite.events where type like '%.RatingAsked'"))!;

    private async Task<string> Rating(string application) =>
        (string)(await world.Admin.Query("query($id: ID!) { application(id: $id) { ratings { nodes { id } } } }", new { id = application }))["application"]!["ratings"]!["nodes"]![0]!["id"]!;
}
