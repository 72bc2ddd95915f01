using BusinessSuite.Testing;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BusinessSuite.Intake.Tests.ServiceLevels;

/// <summary>Two hosts take the steps up, and one of them is killed in the midst of it.</summary>
[Trait("row", "IN-12")]
public sealed class KilledEscalationTests(KilledEscalationTests.RunningOffice world) : IClassFixture<KilledEscalationTests.RunningOffice>
{
    private const int Cases = 30;

    /// <summary>An office that runs by the clock on the wall, as hosts of their own do.</summary>
    public sealed class RunningOffice : IntakeWorld
    {
        protected override bool OwnClock => false;
    }

    [Fact]
    public async Task Each_step_is_taken_exactly_once()
    {
        var calendar = (string)(await world.Admin.Query("{ workCalendars { nodes { id isDefault } } }"))["workCalendars"]!["nodes"]!.AsArray().Single(c => (bool)c!["isDefault"]!)!["id"]!;
        await world.Admin.Do("setWeeklyHours", new { calendarId = calendar, week = Enum.GetNames<DayOfWeek>().Select(d => new { weekday = d.ToUpperInvariant(), start = "00:00", end = "00:00" }) }, "workCalendar { id }");
        var type = await world.NewTypeWithLevel(new { completeWithin = "PT80H", firstAnswerWithin = "PT0.5S", climbAfter = "PT2000H" });
        for (var i = 0; i < Cases; i++)
        {
            await world.Receive(type, responsible: world.Clerk);
        }

        await using var first = HostProcess.Start(world.FurtherHost);
        await first.Ready();

        // The first host comes as far as its first escalation and no farther.
        await using var source = NpgsqlDataSource.Create(world.OwnerConnection);
        await using var holder = await source.OpenConnectionAsync();
        await using (var hold = await holder.BeginTransactionAsync())
        {
            await Execute(holder, "lock table intake.escalations in share mode");
            await Eventually.Holds(async () =>
            {
                Trigger();
                await Task.Delay(300);
                return await Count("select count(*) from pg_locks where not granted and relation = 'intake.escalations'::regclass") > 0;
            }, TimeSpan.FromMinutes(2));
            await first.Kill();
            await hold.RollbackAsync();
        }

        (await Count("select count(*) from intake.escalations")).Should().Be(0, "what the killed host had begun is undone");
        await using var second = HostProcess.Start(world.FurtherHost);
        await second.Ready();
        await Eventually.Holds(async () =>
        {
            Trigger();
            await world.Tick("intake.escalate", DateTimeOffset.UtcNow);
            return await Count("select count(*) from intake.escalations") >= 4 * Cases;
        }, TimeSpan.FromMinutes(2));
        Trigger();
        await world.Tick("intake.escalate", DateTimeOffset.UtcNow);
        await Eventually.Holds(async () => await Count("select count(*) from hangfire.jobqueue where queue = 'default' and fetchedat is null") == 0, TimeSpan.FromMinutes(2));
        (await Count("select count(*) from intake.escalations")).Should().Be(4 * Cases);
        (await Count("select count(distinct (clock_id, percent)) from intake.escalations")).Should().Be(4 * Cases);
        (await Count("select count(*) from suite.events where type like '%CaseEscalated'")).Should().Be(4 * Cases);
        (await Count("select count(*) from intake.service_clocks where next_step_at is not null")).Should().Be(0);
    }

    private void Trigger() => new RecurringJobManager(world.Services.GetRequiredService<JobStorage>()).Trigger("intake.escalate");

    private async Task<long> Count(string sql) => (long)(await world.AsOwner(sql))!;

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
