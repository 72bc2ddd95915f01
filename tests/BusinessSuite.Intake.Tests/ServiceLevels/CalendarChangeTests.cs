using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests.ServiceLevels;

[Trait("row", "IN-10")]
[Trait("row", "IN-12")]
[Trait("row", "GE-01")]
public sealed class CalendarChangeTests(IntakeWorldWithJobs world) : IClassFixture<IntakeWorldWithJobs>
{
    private static readonly DateOnly Saturday = new(2026, 3, 7);

    [Fact]
    public async Task Deadlines_steps_and_climbs_of_open_cases_follow_the_calendar_and_steps_taken_do_not_come_again()
    {
        var type = await world.NewTypeWithLevel(new
        {
            completeWithin = "PT40H",
            climbAfter = "PT40H",
            pauseReasons = new[] { new { code = "EXPERT_REVIEW", nameEn = "x", nameZh = "x" } },
            escalationSteps = new[] { new { percent = 50, rank = 0 }, new { percent = 110, rank = 0 }, new { percent = 150, rank = 0 } },
        });
        var (open, paused, closed) = (await world.Accepted(type), await world.Accepted(type), await world.Accepted(type));
        foreach (var one in new[] { open, paused, closed })
        {
            await world.Admin.Do("handOverApplication", new { applicationId = one, employeeId = world.Clerk, reason = "x" }, "application { id }");
        }

        await world.Close(closed);
        await world.Work(TimeSpan.FromHours(21));
        await world.Tick("intake.escalate");
        await world.Admin.Do("pauseClock", new { applicationId = paused, reason = "EXPERT_REVIEW" }, "application { id }");
        var (before, stopped) = (await Plan(open), await Plan(closed));
        (await Steps(open)).Should().Equal(50);

        await Set(Saturday, "MAKEUP_WORKDAY", new { start = "09:00", end = "12:00" }, new { start = "13:00", end = "18:00" });
        await world.Reacted();
        var sooner = await Plan(open);
        sooner.Due.Should().BeBefore(before.Due!.Value);
        sooner.Step.Should().BeBefore(before.Step!.Value);
        sooner.Climbs.Should().BeBefore(before.Climbs!.Value);
        await Agrees(open, "PT40H");
        (await Plan(closed)).Should().Be(stopped, "what stopped stands");
        (await Plan(paused)).Due.Should().BeNull("that depends on when the pause ends");

        // Two days off lie in between: everything comes later again, also later than it was.
        await Set(Saturday, "REST_DAY");
        foreach (var day in new[] { 5, 6 })
        {
            await Set(new(2026, 3, day), "HOLIDAY");
        }

        await world.Reacted();
        var later = await Plan(open);
        later.Due.Should().BeAfter(before.Due.Value);
        later.Step.Should().BeAfter(before.Step.Value);
        later.Climbs.Should().BeAfter(before.Climbs.Value);
        await Agrees(open, "PT40H");

        // What lies behind is counted as the calendar says now.
        await Set(new(2026, 3, 3), "HOLIDAY");
        await world.Reacted();
        await Agrees(open, "PT40H");
        var clock = (await world.Clocks(paused, "worked time { working }"))[0]!;
        Office.Span(clock["worked"]).Should().Be(Office.Span(clock["time"]!["working"]));

        await world.Tick("intake.escalate");
        (await Steps(open)).Should().Equal([50], "the step was taken before the holiday moved it");
        await world.Advance((await Plan(open)).Step!.Value.AddMinutes(1) - world.Clock.GetUtcNow());
        await world.Tick("intake.escalate");
        (await Steps(open)).Should().Equal(50, 110);
    }

    [Fact]
    public async Task Many_cases_follow_part_by_part_and_another_calendar_moves_none()
    {
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT400H", climbAfter = "PT400H" });
        var origin = await world.Accepted(type);
        await world.Admin.Do("escalateApplication", new { applicationId = origin, reason = "x" }, "escalation { id }");
        await world.AsSuperuser($$"""
            set local session_replication_role = replica;
            create temp table more on commit drop as select gen_random_uuid() as id, gen_random_uuid() as clock, gen_random_uuid() as escalation from generate_series(1, 700);
            do $d$ declare columns text := (select string_agg(quote_ident(attname), ', ') from pg_attribute where attrelid = 'intake.applications'::regclass and attnum > 0 and not attisdropped and attgenerated = '');
            begin
              execute format($q$insert into intake.applications (%1$s) select %1$s from
                (select (jsonb_populate_record(a, jsonb_build_object('id', m.id, 'number', m.id))).* from intake.applications a, more m where a.id = '{{Key(origin)}}') a$q$, columns);
            end $d$;
            insert into intake.service_clocks (id, version, application_id, type_id, service_level_id, target, round, state, within, started_at, fulfilled, worked, due_at, next_step_at)
              select m.clock, 1, m.id, c.type_id, c.service_level_id, c.target, c.round, c.state, c.within, c.started_at, c.fulfilled, c.worked, c.due_at, c.next_step_at
              from intake.service_clocks c, more m where c.application_id = '{{Key(origin)}}';
            insert into intake.clock_segments select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'clock_id', m.clock))).*
              from intake.clock_segments s join intake.service_clocks c on c.id = s.clock_id, more m where c.application_id = '{{Key(origin)}}';
            insert into intake.escalations select (jsonb_populate_record(e, jsonb_build_object('id', m.escalation, 'application_id', m.id, 'origin_id', m.escalation))).*
              from intake.escalations e, more m where e.application_id = '{{Key(origin)}}';
            """);
        var other = await world.Make("createWorkCalendar", new { code = "NIGHTS", name = "Nights", timeZone = "Asia/Shanghai", week = Array.Empty<object>() }, "workCalendar");
        var day = Weekday(8);
        var before = await Instants();
        before.Should().HaveCount(1);
        await world.Admin.Do("setCalendarDay", new { calendarId = other, day, kind = "HOLIDAY", hours = Array.Empty<object>() }, "calendarDay { id }");
        await world.Reacted();
        (await Instants()).Should().Equal(before, "deadlines come from the default calendar");

        await Set(day, "HOLIDAY");
        await world.Reacted();
        (await Instants()).Should().HaveCount(1).And.NotEqual(before);
        await Agrees(origin, "PT400H");
        ((long)(await world.AsOwner("select count(distinct xmin::text) from intake.service_clocks where within = interval '400 hours'"))!).Should().BeGreaterThan(2, "no transaction holds them all");
        ((long)(await world.AsOwner("select count(*) from suite.events where type like '%.ClimbsReplanned'"))!).Should().BeGreaterThan(1);

        async Task<List<string>> Instants() => [.. ((string[])(await world.AsOwner("""
            select array_agg(distinct concat_ws(' ', c.due_at, c.next_step_at, a.planned_end_at, e.climbs_at)) from intake.service_clocks c
            join intake.applications a on a.id = c.application_id join intake.escalations e on e.application_id = a.id and e.cause = 'EMPLOYEE' where c.within = interval '400 hours'
            """))!)];
    }

    [Fact]
    public async Task Work_that_still_reckons_by_the_calendar_before_is_waited_for()
    {
        var application = await world.Accepted(await world.NewTypeWithLevel(new { completeWithin = "PT200H" }));
        var before = await Plan(application);
        await using (var earlier = new Npgsql.NpgsqlConnection(world.OwnerConnection))
        {
            await earlier.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = await earlier.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var begin = new Npgsql.NpgsqlCommand("select pg_current_xact_id()", earlier);
            await begin.ExecuteScalarAsync(TestContext.Current.CancellationToken);
            await Set(Weekday(15), "HOLIDAY");
            await Eventually.Holds(async () => (long)(await world.AsOwner("select count(*) from hangfire.job where statename = 'Processing' and invocationdata::text like '%Reaction%'"))! >= 2);
            await Task.Delay(500, TestContext.Current.CancellationToken);
            (await Plan(application)).Should().Be(before);
        }

        await world.Reacted();
        (await Plan(application)).Due.Should().BeAfter(before.Due!.Value);
        await Agrees(application, "PT200H");
    }

    /// <summary>The first Wednesday so many days from now or later.</summary>
    private DateOnly Weekday(int days)
    {
        var day = DateOnly.FromDateTime(world.Clock.GetUtcNow().Date).AddDays(days);
        return day.AddDays(((int)DayOfWeek.Wednesday - (int)day.DayOfWeek + 7) % 7);
    }

    private static Guid Key(string id) => Reads.NodeId.Decode(id).Key;

    private async Task Set(DateOnly day, string kind, params object[] hours)
    {
        var calendar = (string)(await world.Admin.Query("{ workCalendars { nodes { id isDefault } } }"))["workCalendars"]!["nodes"]!.AsArray().Single(c => (bool)c!["isDefault"]!)!["id"]!;
        await world.Admin.Do("setCalendarDay", new { calendarId = calendar, day, kind, hours }, "calendarDay { id }");
    }

    /// <summary>When the open clock of an application is due and takes its next step, and when its first escalation climbs.</summary>
    private async Task<(DateTimeOffset? Due, DateTimeOffset? Step, DateTimeOffset? Climbs)> Plan(string application)
    {
        static DateTimeOffset? At(JsonNode? instant) => instant is null ? null : DateTimeOffset.Parse((string)instant!);
        var clock = (await world.Clocks(application, "dueAt nextStepAt"))[^1]!;
        var escalations = (await world.Admin.Query("query($id: ID!) { application(id: $id) { escalations { nodes { climbsAt } } } }", new { id = application }))["application"]!["escalations"]!["nodes"]!.AsArray();
        return (At(clock["dueAt"]), At(clock["nextStepAt"]), At(escalations.FirstOrDefault()?["climbsAt"]));
    }

    /// <summary>The deadline that is kept, the one that is explained by counted hours, and the planned end are the same.</summary>
    private async Task Agrees(string application, string within)
    {
        var explained = (await world.Admin.Query(
            "query($a: ID!) { explainCaseDeadline(applicationId: $a) { deadline within stretches { kind from to } } application(id: $a) { plannedEndAt clocks { nodes { dueAt startedAt } } } }", new { a = application }))!;
        var (one, kept) = (explained["explainCaseDeadline"]![0]!, explained["application"]!);
        var due = (string)kept["clocks"]!["nodes"]![0]!["dueAt"]!;
        ((string)one["deadline"]!).Should().Be(due);
        ((string)kept["plannedEndAt"]!).Should().Be(due);
        var counted = one["stretches"]!.AsArray().Where(s => (string)s!["kind"]! == "WORKING").Aggregate(TimeSpan.Zero, (sum, s) => sum + (DateTimeOffset.Parse((string)s!["to"]!) - DateTimeOffset.Parse((string)s["from"]!)));
        counted.Should().Be(System.Xml.XmlConvert.ToTimeSpan(within), "the counted hours are exactly those promised");
        var deadline = await world.Admin.Query("query($s: DateTime!, $t: Duration!) { explainDeadline(start: $s, workingTime: $t) { deadline } }", new { s = (string)kept["clocks"]!["nodes"]![0]!["startedAt"]!, t = within });
        ((string)deadline["explainDeadline"]!["deadline"]!).Should().Be(due);
    }

    private async Task<List<int>> Steps(string application) =>
        [.. (await world.Admin.Query("query($id: ID!) { application(id: $id) { escalations(where: {cause: {eq: STEP}}) { nodes { percent } } } }", new { id = application }))["application"]!["escalations"]!["nodes"]!.AsArray().Select(e => (int)e!["percent"]!)];
}
