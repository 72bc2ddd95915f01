using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Operations;

/// <summary>The connection is cut at each point of an operation in turn: before and after every statement, and at the commit.</summary>
[Trait("row", "RL-03")]
[Trait("row", "RL-17")]
[Trait("row", "RL-21")]
public sealed class CutOffTests(Suite suite) : IClassFixture<Suite>
{
    // Everything that takeFromStock writes: the key, the stock, the event, the reaction's job, the handler's note, the audit trail, the payload.
    private static readonly string[] Tables =
        ["suite.idempotency", "workbench.stocks", "suite.events", "workbench.notes", "hangfire.job", "hangfire.jobqueue", "suite.audit_entries", "suite.audit_changes"];

    [Fact]
    public async Task Wherever_it_is_cut_off_everything_is_there_or_nothing_and_the_same_key_completes_it_once()
    {
        var stock = (string)(await suite.Admin.Do("createStock", new { count = 1000 }, "stock { id }"))["stock"]!["id"]!;
        await suite.AsSuperuser($"""
            create sequence public.points; grant all on public.points to public;
            create table public.cut (at bigint); grant all on public.cut to public;
            create function public.cut_off() returns trigger language plpgsql as $f$
            begin
              if nextval('public.points') = (select max(at) from public.cut) then perform pg_terminate_backend(pg_backend_pid()); end if;
              return null;
            end $f$;
            {string.Concat(Tables.Select(t => $"""
                create trigger cut_before before insert or update or delete on {t} for each statement execute function public.cut_off();
                create trigger cut_after after insert or update or delete on {t} for each statement execute function public.cut_off();
                create constraint trigger cut_commit after insert or update on {t} deferrable initially deferred for each row execute function public.cut_off();
                """))}
            """);
        var cuts = 0;
        for (var point = 1; ; point++)
        {
            await suite.AsSuperuser($"truncate public.cut; insert into public.cut values ({point}); select setval('public.points', 1, false)");
            var before = await Counts();
            var input = new { stockId = stock, count = 1, idempotencyKey = $"cut-{point}" };
            var answer = await Take(input);
            if (answer["errors"] is null)
            {
                break;
            }

            cuts++;
            ((string)answer["errors"]![0]!["extensions"]!["code"]!).Should().Be("UNAVAILABLE", answer.ToJsonString());
            (await Counts()).Should().Equal(before, $"cut at point {point}");
            await suite.AsSuperuser("truncate public.cut");
            (await Take(input))["errors"].Should().BeNull();
            var first = (await Take(input)).ToJsonString();
            (await Take(input)).ToJsonString().Should().Be(first);
            (await Counts()).Zip(before, (now, then) => now - then).Should().Equal([-1, 1, 1, 1, 1, 1], "the same key completed it, once");
        }

        cuts.Should().BeGreaterThan(20);
    }

    private Task<JsonNode> Take(object input) => suite.Admin.Send(Client.Mutation("takeFromStock", "stock { left }"), new { input });

    /// <summary>What is left, keys, events, jobs, notes, audited successes of the operation.</summary>
    private async Task<long[]> Counts() => (long[])(await suite.AsOwner("""
        select array[(select sum("left") from workbench.stocks), (select count(*) from suite.idempotency), (select count(*) from suite.events), (select count(*) from hangfire.job),
          (select count(*) from workbench.notes where text = 'taken'), (select count(*) from suite.audit_entries where operation = 'takeFromStock' and outcome = 'SUCCESS')]
        """))!;
}
