using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests;

/// <summary>The addresses of contacts.</summary>
[Trait("row", "IN-01")]
[Trait("row", "IN-16")]
public sealed class ContactTests(IntakeWorld world) : IClassFixture<IntakeWorld>
{
    private const string Fields = "contact { id name phone email }";

    [Fact]
    public async Task An_address_is_put_right_and_that_of_somebody_else_is_refused()
    {
        var one = await Register("13700000001", "one@example.org");
        await Register("13700000002", "two@example.org");
        (await Change(new { contactId = one, phone = "+86 137-0000-0003" })).Should().Be("Li 13700000003 one@example.org");
        (await Change(new { contactId = one, name = " Li Si ", email = " New@Example.org " })).Should().Be("Li Si 13700000003 new@example.org");
        (await Change(new { contactId = one, email = "" })).Should().Be("Li Si 13700000003 ");
        (await world.Admin.Refused("changeContact", new { contactId = one, phone = "0086 13700000002" })).Should().Be("CONTACT_PHONE_TAKEN");
        (await world.Admin.Refused("changeContact", new { contactId = one, email = "TWO@example.org" })).Should().Be("CONTACT_EMAIL_TAKEN");
        (await world.Admin.Refused("changeContact", new { contactId = one, phone = "" })).Should().Be("CONTACT_UNREACHABLE");
        (await world.Admin.Refused("changeContact", new { contactId = one, name = " " })).Should().Be("CONTACT_UNNAMED");
    }

    [Fact]
    public async Task Who_is_known_by_one_address_gets_the_other_where_it_was_missing()
    {
        var known = await Register("13700000010", null);
        (await Register("13700000010", "ten@example.org")).Should().Be(known);
        (await Told(known)).Should().Be("Li 13700000010 ten@example.org");
        (await Register(null, "ten@example.org")).Should().Be(known);
        await Register("13700000010", "other@example.org");
        (await Told(known)).Should().Be("Li 13700000010 ten@example.org", "what is there is put right by changeContact only");

        // Two who are known apart stay apart.
        var (phone, mail) = (await Register("13700000011", null), await Register(null, "eleven@example.org"));
        (await Register("13700000011", "eleven@example.org")).Should().Be(phone);
        (await Told(phone)).Should().Be("Li 13700000011 ");
        (await Told(mail)).Should().Be("Li  eleven@example.org");
    }

    [Fact]
    public async Task What_is_no_address_makes_nobody_reachable()
    {
        foreach (var wrong in new[] { "x", "x@", "Li <li@example.org>" })
        {
            (await world.Admin.Refused("registerContact", new { name = "Li", email = wrong })).Should().Be("MAIL_ADDRESS_INVALID", wrong);
        }

        (await world.Admin.Refused("registerContact", new { name = "Li", phone = "+" })).Should().Be("CONTACT_UNREACHABLE");
        var known = await Register("13700000020", "twenty@example.org");
        (await world.Admin.Refused("changeContact", new { contactId = known, email = "x" })).Should().Be("MAIL_ADDRESS_INVALID");
        (await Change(new { contactId = known, phone = " + " })).Should().Be("Li  twenty@example.org");
    }

    [Fact]
    public async Task Who_is_entered_twice_at_the_same_time_is_one_contact()
    {
        for (var times = 0; times < 5; times++)
        {
            var phone = $"1370000003{times}";
            (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Register(phone, null)))).Distinct().Should().ContainSingle();
        }
    }

    [Fact]
    public async Task Who_is_parted_has_his_address_again_also_where_the_other_was_given_it_meanwhile()
    {
        var (duplicateId, survivorId) = (await Register("13700000040", null), await Register("13700000041", "forty@example.org"));
        await world.Admin.Do("mergeContacts", new { duplicateId, survivorId }, "contact { id }");
        await Change(new { contactId = survivorId, phone = "13700000040" });
        await world.Admin.Do("unmergeContact", new { contactId = duplicateId }, "contact { id }");
        (await Told(duplicateId)).Should().Be("Li 13700000040 ");
        (await Told(survivorId)).Should().Be("Li  forty@example.org");
    }

    private Task<string> Register(string? phone, string? email) => world.Make("registerContact", new { name = "Li", phone, email }, "contact");

    private async Task<string> Change(object input) => Shown((await world.Admin.Do("changeContact", input, Fields))["contact"]!);

    private async Task<string> Told(string id) => Shown((await world.Admin.Query("query($id: ID!) { contact(id: $id) { name phone email } }", new { id }))["contact"]!);

    private static string Shown(System.Text.Json.Nodes.JsonNode contact) => $"{contact["name"]} {contact["phone"]} {contact["email"]}";
}
