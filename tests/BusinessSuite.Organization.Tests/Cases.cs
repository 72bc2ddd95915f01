namespace BusinessSuite.Organization.Tests;

/// <summary>Steps of disciplinary cases that several tests take.</summary>
internal static class Cases
{
    /// <summary>The scale of penalties, and clearances for those who have to do with cases.</summary>
    public static async Task Begin(this PeopleWorld world)
    {
        if (await world.AsOwner("select count(*) from organization.penalty_scales") is 0L)
        {
            await world.Scale("2020-01-01", 12);
            foreach (var person in new[] { world.Chief, world.Clerk, world.Peer, world.Junior, world.Director })
            {
                await world.Clear(person);
            }
        }
    }

    public static object Scale(string from, int months) => new
    {
        validFrom = from,
        penalties = new object[]
        {
            new { code = "WARNING", name = "警告", appliesTo = "Lateness", severity = 1, expiresAfterMonths = months },
            new { code = "DEMOTION", name = "降职", appliesTo = "Negligence", severity = 3 },
        },
    };

    public static Task<string> Scale(this PeopleWorld world, string from, int months) => world.Make("publishPenaltyScale", Scale(from, months), "penaltyScale");

    public static async Task<string> Penalty(this PeopleWorld world, string code) =>
        (string)(await world.Admin.Query("query($c: String!) { penalties(where: { code: { eq: $c } }) { nodes { id } } }", new { c = code }))["penalties"]!["nodes"]![0]!["id"]!;

    public static async Task<string> Report(this PeopleWorld world, Person by, Person? about = null, string on = "2026-02-27")
    {
        about ??= world.Peer;
        var answer = await by.Client.Do("reportMisconduct", new { employeeId = about.Employee, occurredOn = on, report = "Was late." }, "disciplineCase { id number state }");
        return (string)answer["disciplineCase"]!["id"]!;
    }

    /// <summary>A case that the clerk reported and in which the employee was heard.</summary>
    public static async Task<string> Heard(this PeopleWorld world, Person about)
    {
        var id = await world.Report(world.Clerk, about);
        await world.Chief.Client.Do("notifyOfReproach", new { disciplineCaseId = id, notice = "x" }, "disciplineCase { id }");
        await about.Client.Do("giveStatement", new { disciplineCaseId = id, statement = "x" }, "disciplineCase { id }");
        return id;
    }

    public static async Task<string?> Decide(this PeopleWorld world, Person by, string id, string penalty)
    {
        var answer = await by.Client.Try("decideDisciplineCase", new { disciplineCaseId = id, penaltyId = await world.Penalty(penalty), grounds = "x" }, "__typename");
        return (string?)answer["userErrors"]!.AsArray().SingleOrDefault()?["code"];
    }

    /// <summary>Lets someone of another department know of a case and decide it.</summary>
    public static async Task Disclose(this PeopleWorld world, Person person, string id)
    {
        var account = await world.Account(person);
        await world.Make("discloseRecord", new { accountId = account, reason = "x", recordId = id }, "recordDisclosure");
        var role = await world.Make("createRole", new { name = Guid.NewGuid().ToString("N") }, "role");
        foreach (var permission in new[] { "organization.discipline.decide", "organization.discipline.read" })
        {
            await world.Admin.Do("grantPermission", new { roleId = role, permission, scope = "ALL" }, "role { id }");
        }

        await world.Admin.Do("assignRole", new { accountId = account, roleId = role }, "account { id }");
        world.Forget();
    }
}
