using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Testing;
using Npgsql;

namespace BusinessSuite.Host.Tests.Data;

[Trait("row", "RL-13")]
public sealed class MigrationTests
{
    /// <summary>Everything that the catalogue says of the database's structure, as one hash.</summary>
    private const string Fingerprint = """
        select md5(string_agg(line, E'\n' order by line collate "C")) from (
          select format('%s.%s.%s %s %s %s', table_schema, table_name, column_name, data_type, is_nullable, column_default) from information_schema.columns where table_schema in ('suite', 'organization', 'intake', 'workbench', 'hangfire')
          union all select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint where connamespace::regnamespace::text in ('suite', 'organization', 'intake', 'workbench', 'hangfire')
          union all select indexdef from pg_indexes where schemaname in ('suite', 'organization', 'intake', 'workbench', 'hangfire')
          union all select format('%s %s %s %s %s', tablename, policyname, cmd, qual, with_check) from pg_policies
          union all select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid where not tgisinternal and c.relnamespace::regnamespace::text in ('suite', 'organization', 'intake', 'workbench')
          union all select format('%s %s', oid::regprocedure, md5(prosrc)) from pg_proc where pronamespace::regnamespace::text in ('suite', 'organization', 'intake', 'workbench')
          union all select format('%s %s %s', table_schema || '.' || table_name, grantee, privilege_type) from information_schema.role_table_grants where grantee = 'suite_app'
          union all select format('%s row security %s %s', oid::regclass, relrowsecurity, relforcerowsecurity) from pg_class where relkind = 'r' and relnamespace::regnamespace::text in ('suite', 'organization', 'intake', 'workbench')
        ) lines(line)
        """;

    [Fact]
    public async Task However_often_it_is_cut_off_the_structure_ends_as_that_of_a_clean_installation()
    {
        var (cut, clean) = (await TestServer.Empty(), await TestServer.Empty());
        await Start(clean, 1);
        // The connection of whoever makes the n-th change of structure is cut, as if the host had been killed there.
        await Super(cut, """
            create sequence public.changes; grant all on public.changes to public;
            create table public.cut (at bigint); grant all on public.cut to public;
            create function public.cut_off() returns event_trigger language plpgsql as $f$
            begin
              if nextval('public.changes') = (select max(at) from public.cut) then perform pg_terminate_backend(pg_backend_pid()); end if;
            end $f$;
            create event trigger cut_off on ddl_command_start execute function public.cut_off();
            """);
        var step = 1;
        var cuts = 0;
        for (; step < 3_000; step += step < 20 ? 7 : 61)
        {
            await Super(cut, $"truncate public.cut; insert into public.cut values ({step}); select setval('public.changes', 1, false)");
            try
            {
                await TestServer.Prepare(cut);
                break;
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
            {
                cuts++;
            }
        }

        cuts.Should().BeGreaterThan(5);
        await Super(cut, "drop event trigger cut_off; drop function public.cut_off; drop sequence public.changes; drop table public.cut");
        await Start(cut, 1);
        (await Owner(cut, Fingerprint)).Should().NotBe(DBNull.Value).And.Be(await Owner(clean, Fingerprint));
        await TestServer.Drop(cut);
        await TestServer.Drop(clean);
    }

    [Fact]
    [Trait("row", "EC-04")]
    public async Task A_start_without_an_index_that_a_filter_needs_is_refused_however_often_it_is_tried()
    {
        var database = await TestServer.Clone();
        await Owner(database, "drop index intake.ix_applications_channel");
        for (var time = 0; time < 2; time++)
        {
            var start = () => TestServer.Prepare(database);
            (await start.Should().ThrowAsync<ModuleRefusedException>()).Which.Message.Should().Be("Module intake: Application.Channel can be filtered or ordered by, but no index begins with it.");
        }

        await TestServer.Drop(database);
    }

    [Fact]
    public async Task Of_hosts_that_start_at_once_one_migrates_and_all_are_ready()
    {
        var database = await TestServer.Empty();
        await Start(database, 3);
        (await Owner(database, $"select count(*) - count(distinct \"migration_id\") from intake.\"{SuiteDbOptions.HistoryTable}\"")).Should().Be(0L);
        (await Owner(database, "select count(*) from suite.accounts")).Should().Be(1L, "there is one first administrator");
        await TestServer.Drop(database);
    }

    private static async Task Start(SuiteDatabase database, int hosts)
    {
        var apps = await Task.WhenAll(Enumerable.Range(0, hosts).Select(_ => SuiteHost.Build(TestServer.Settings(database, "--Work:Jobs=false"))));
        await Task.WhenAll(apps.Select(async app =>
        {
            await app.StartAsync();
            await TestServer.Ready(app);
        }));
        foreach (var app in apps)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    private static Task<object?> Super(SuiteDatabase database, string sql) =>
        TestServer.Run(new NpgsqlConnectionStringBuilder(database.Superuser) { Database = new NpgsqlConnectionStringBuilder(database.Owner).Database }.ConnectionString, sql);

    private static Task<object?> Owner(SuiteDatabase database, string sql) => TestServer.Run(database.Owner, sql);
}
