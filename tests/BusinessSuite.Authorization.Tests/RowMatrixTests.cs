using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;
using Npgsql;

namespace BusinessSuite.Authorization.Tests;

/// <summary>What PostgreSQL itself lets the application read, change and add, whoever wrote the SQL.</summary>
[Trait("row", "RL-31")]
[Trait("row", "RL-32")]
[Collection(Matrix.Name)]
public sealed class RowMatrixTests(MatrixWorld world)
{
    private static readonly Scope[] Scopes = [Scope.Own, Scope.Department, Scope.All];

    [Fact]
    public async Task Every_table_shows_the_rows_of_a_role_to_any_SQL()
    {
        var faults = await MatrixWorld.Each(world.Askers, async (asker, faults) =>
        {
            await using var connection = await App(CallerSetting.Json(await world.Caller(asker), null));
            foreach (var kept in world.Declarations.Readable)
            {
                var seen = await MatrixWorld.Scalars<Guid>(connection, $"select id from {kept.Table}");
                faults.Add(Wrong(kept, asker.Name, "select", w => seen.Contains(kept.Key(w)), w => world.Declarations.Sees(kept, w, asker)));
            }
        });
        faults.Where(f => f.Length > 0).Should().BeEmpty();
    }

    [Fact]
    public async Task Every_table_takes_what_the_running_operation_reaches_and_nothing_else()
    {
        var caller = await world.Caller(world.Everything);
        var faults = await MatrixWorld.Each(from scope in Scopes from kept in world.Declarations.Readable select (scope, kept), async (item, faults) =>
        {
            var (scope, kept) = item;
            var reach = world.Askers.Single(a => a.Name == $"everything {scope}");
            // An operation writes within its own reach, though its caller may read everything.
            await using var connection = await App(CallerSetting.Json(caller, scope));
            var columns = string.Join(", ", (await MatrixWorld.Scalars<string>(
                connection, $"select attname::text from pg_attribute where attrelid = '{kept.Table}'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname <> 'id'")).Select(c => $"\"{c}\""));
            var rights = (await MatrixWorld.Scalars<bool>(connection, $"select has_table_privilege('{kept.Table}', 'update')"))[0];
            var (changed, added) = (new HashSet<int>(), new HashSet<int>());
            foreach (var at in Declarations.Worlds)
            {
                if (rights && await Try(connection, $"update {kept.Table} set version = version + 1 where id = '{kept.Key(at)}'"))
                {
                    changed.Add(at);
                }

                if (await Try(connection, $"insert into {kept.Table} (id, {columns}) select gen_random_uuid(), {columns} from {kept.Table} where id = '{kept.Key(at)}'"))
                {
                    added.Add(at);
                }
            }

            bool Right(int at) => world.Declarations.Sees(kept, at, world.Everything) && world.Declarations.Sees(kept, at, reach, writes: true);
            faults.Add(rights ? Wrong(kept, $"{scope}", "update", changed.Contains, Right) : "");
            // A department's key is its row's own: a copy is another department.
            faults.Add(kept.Rows?.Department == nameof(Entity.Id) || kept.Rows?.Owner == nameof(Entity.Id) ? "" : Wrong(kept, $"{scope}", "insert", added.Contains, Right));
        });
        faults.Where(f => f.Length > 0).Should().BeEmpty();
    }

    private static string Wrong(Kept kept, string who, string what, Func<int, bool> does, Func<int, bool> may)
    {
        var wrong = Declarations.Worlds.Where(w => does(w) != may(w)).Select(w => $"{(does(w) ? "unexpected allow" : "unexpected deny")} in world {w}").ToList();
        return wrong.Count == 0 ? "" : $"{what} {kept.Name} by {who}: {string.Join(", ", wrong)}";
    }

    private async Task<NpgsqlConnection> App(string caller)
    {
        var connection = new NpgsqlConnection(world.AppConnection);
        await connection.OpenAsync();
        await using var set = new NpgsqlCommand("select set_config('suite.caller', $1, false)", connection) { Parameters = { new() { Value = caller } } };
        await set.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Whether a statement touches a row; it is undone in any case.</summary>
    private static async Task<bool> Try(NpgsqlConnection connection, string sql)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        try
        {
            return await command.ExecuteNonQueryAsync() > 0;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Row security was asked before.
            return true;
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.InsufficientPrivilege } && e.MessageText.Contains("row-level security", StringComparison.Ordinal))
        {
            return false;
        }
    }
}
