namespace BusinessSuite.Intake.Tests.Assignment;

[Trait("row", "IN-08")]
public sealed class ShiftTests(AssignmentWorld world) : IClassFixture<AssignmentWorld>
{
    [Fact]
    public async Task Who_is_at_work_now_comes_first_and_who_does_not_work_before_the_deadline_is_left_out()
    {
        await world.Carry("WATCH", "day", "night", "gone", "free");
        var calendar = (string)(await world.Admin.Query("{ workCalendars { nodes { id } } }"))["workCalendars"]!["nodes"]![0]!["id"]!;
        foreach (var (name, start, end, until) in new[] { ("day", "09:00", "18:00", null), ("night", "22:00", "06:00", (string?)null), ("gone", "09:00", "18:00", "2026-02-01") })
        {
            var shift = await world.Make("createShift", new { code = name, name, calendarId = calendar }, "shift");
            await world.Make("setShiftTimes", new { shiftId = shift, validFrom = "2020-01-01", start, end, breakStart = start == "09:00" ? "12:00" : null, breakEnd = start == "09:00" ? "13:00" : null }, "shiftVersion");
            await world.Make("assignShift", new { employeeId = world.People[name], shiftId = shift, validFrom = "2020-01-01", validUntil = until, followsCalendar = false }, "rosterEntry");
        }

        var application = await world.Accepted(await world.NewType("WATCHED", "W-{seq:3}", "WATCH"));
        async Task Busy(string name) => await world.Admin.Do("assignTask", new { taskId = await world.Plan(application, "2026-03-20"), employeeId = world.People[name] }, "task { id }");
        await Busy("day");
        await Busy("free");
        await Busy("free");
        var tonight = await world.Explain(await world.Plan(application, "2026-03-03"));
        AssignmentWorld.Reasons(tonight).Should().Equal(new Dictionary<string, string>
        {
            ["day"] = "CARRIES_DUTY ON_SHIFT LOWEST_LOAD",
            ["night"] = "CARRIES_DUTY OFF_SHIFT",
            ["gone"] = "CARRIES_DUTY NO_SHIFT_IN_TIME",
            ["free"] = "CARRIES_DUTY ON_SHIFT HIGHER_LOAD",
        }, "who is on shift comes before who has fewer tasks");
        tonight["night"]["worksFrom"]!.GetValue<DateTimeOffset>().Should().Be(new DateTimeOffset(2026, 3, 2, 14, 0, 0, TimeSpan.Zero));
        tonight["day"]["worksFrom"]!.GetValue<DateTimeOffset>().Should().BeCloseTo(world.Clock.GetUtcNow(), TimeSpan.FromMinutes(1));
        tonight["gone"]["worksFrom"].Should().BeNull();
        var (soon, missed) = (await world.Plan(application, "2026-03-02T12:00:00Z"), await world.Plan(application, "2026-03-02T12:00:00Z"));
        AssignmentWorld.Reasons(await world.Explain(soon))["night"].Should().Be("CARRIES_DUTY NO_SHIFT_IN_TIME");
        await world.Admin.Do("assignTask", new { taskId = soon, employeeId = world.People["night"] }, "task { id }");

        // 12:30: a break is part of the shift.
        await world.Advance(new DateTimeOffset(2026, 3, 2, 4, 30, 0, TimeSpan.Zero) - world.Clock.GetUtcNow());
        AssignmentWorld.Reasons(await world.Explain(await world.Plan(application, "2026-03-03")))["day"].Should().Be("CARRIES_DUTY ON_SHIFT LOWEST_LOAD");
        // Tuesday, 03:00: the night shift of Monday is at work.
        await world.Advance(new DateTimeOffset(2026, 3, 2, 19, 0, 0, TimeSpan.Zero) - world.Clock.GetUtcNow());
        await Busy("night");
        AssignmentWorld.Reasons(await world.Explain(await world.Plan(application, "2026-03-04"))).Should().Equal(new Dictionary<string, string>
        {
            ["day"] = "CARRIES_DUTY OFF_SHIFT",
            ["night"] = "CARRIES_DUTY ON_SHIFT LOWEST_LOAD",
            ["gone"] = "CARRIES_DUTY NO_SHIFT_IN_TIME",
            ["free"] = "CARRIES_DUTY OFF_SHIFT",
        });
        // 07:00: nobody is at work, so load decides; and a deadline that has passed keeps nobody from a task.
        await world.Advance(new DateTimeOffset(2026, 3, 2, 23, 0, 0, TimeSpan.Zero) - world.Clock.GetUtcNow());
        (await world.Assigned(await world.Plan(application, "2026-03-04"))).Should().Be("day");
        AssignmentWorld.Reasons(await world.Explain(missed))["gone"].Should().Be("CARRIES_DUTY OFF_SHIFT LOWEST_LOAD");
    }
}
