using System.Text.Json.Nodes;

namespace BusinessSuite.Intake.Tests;

/// <summary>Who complains without an account may type anybody's addresses.</summary>
[Trait("row", "IN-01")]
[Trait("row", "IN-17")]
public sealed class StrangerTests(FeedbackWorld world) : IClassFixture<FeedbackWorld>
{
    private static int _callers;

    [Fact]
    public async Task A_stranger_who_names_the_mail_of_another_does_not_get_what_is_meant_for_that_one()
    {
        var victim = await Register(null, "victim@example.org");
        var complaint = await Complain("Mallory", "13512345678", "Victim@example.org");
        (await Shown(victim)).Should().Be("Li  victim@example.org", "it is as it was");
        complaint["contact"]!["id"]!.GetValue<string>().Should().NotBe(victim);
        (await Shown((string)complaint["contact"]!["id"]!)).Should().Be("Mallory 13512345678 ");
        complaint["entries"]!["nodes"]!.AsArray().Select(e => (string)e!["note"]!).Should().Equal("Slow.", "Mallory, 13512345678, Victim@example.org");
        await world.Admin.Do("mergeContacts", new { duplicateId = (string)complaint["contact"]!["id"]!, survivorId = victim }, "contact { id }");
    }

    [Fact]
    public async Task The_other_way_round_it_is_the_same_and_what_two_others_have_is_nobodys()
    {
        var (caller, reader) = (await Register("13512345601", null), await Register(null, "reader@example.org"));
        var complaint = await Complain("Mallory", "135 1234 5601", "mallory@example.org");
        (await Shown((string)complaint["contact"]!["id"]!)).Should().Be("Mallory  mallory@example.org");
        complaint = await Complain("Mallory", "13512345601", "reader@example.org");
        complaint["contact"].Should().BeNull();
        complaint["entries"]!["nodes"]!.AsArray().Should().HaveCount(2);
        (await Shown(caller)).Should().Be("Li 13512345601 ");
        (await Shown(reader)).Should().Be("Li  reader@example.org");
    }

    [Fact]
    public async Task Who_gives_all_that_is_known_is_found_also_under_another_entry()
    {
        var known = await Register("13512345611", "known@example.org");
        (await Complain("Li", "+86 13512345611", "known@example.org"))["contact"]!["id"]!.GetValue<string>().Should().Be(known);
        (await Complain("Li", null, "known@example.org"))["contact"]!["id"]!.GetValue<string>().Should().Be(known);
        var duplicate = await Register("13512345612", null);
        await world.Admin.Do("mergeContacts", new { duplicateId = duplicate, survivorId = known }, "contact { id }");
        var again = await Complain("Li", "13512345612", "known@example.org");
        again["contact"]!["id"]!.GetValue<string>().Should().Be(known);
        again["entries"]!["nodes"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task Who_proves_to_be_the_applicant_is_found_by_one_address_and_the_other_is_kept_for_staff()
    {
        var (applicationNumber, applicationSecret) = await world.Tracked();
        var complaint = await Complain("Zhang San", "13800000000", "zhang.new@example.org", applicationNumber, applicationSecret);
        complaint["contact"]!["id"]!.GetValue<string>().Should().Be(world.Contact);
        complaint["entries"]!["nodes"]!.AsArray().Should().HaveCount(2);
        (await Shown(world.Contact)).Should().Be("Zhang San 13800000000 ");
    }

    private Task<string> Register(string? phone, string? email) => world.Make("registerContact", new { name = "Li", phone, email }, "contact");

    private async Task<JsonNode> Complain(string name, string? phone, string? email, string? applicationNumber = null, string? applicationSecret = null)
    {
        var number = (string)(await world.From($"10.7.0.{Interlocked.Increment(ref _callers)}").Do(
            "submitComplaint", new { subject = "DELAY", description = "Slow.", remedySought = "Speed.", name, phone, email, applicationNumber, applicationSecret }, "number"))["number"]!;
        return (await world.Admin.Query(
            "query($number: String!) { complaints(where: {number: {eq: $number}}) { nodes { id contact { id } entries { nodes { note } } } } }", new { number }))["complaints"]!["nodes"]![0]!;
    }

    private async Task<string> Shown(string contact)
    {
        var shown = (await world.Admin.Query("query($id: ID!) { contact(id: $id) { name phone email } }", new { id = contact }))["contact"]!;
        return $"{shown["name"]} {shown["phone"]} {shown["email"]}";
    }
}
