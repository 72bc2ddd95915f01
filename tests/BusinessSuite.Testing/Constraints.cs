using Npgsql;

namespace BusinessSuite.Testing;

/// <summary>Attempts in SQL against every named constraint of a schema.</summary>
public static class Constraints
{
    private const string Everyone = """{"scopes":{"*":"ALL"},"clearance":"SYSTEM"}""";

    /// <summary>Tries each statement as the application's role: PostgreSQL must refuse it by the constraint named, and no constraint may be left out.</summary>
    /// <param name="suite">The suite, with rows for the statements to copy and change.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="attempts">A statement for each constraint.</param>
    public static async Task RefuseSql(this Suite suite, string schema, IReadOnlyDictionary<string, string> attempts)
    {
        // Checks of enumerations are derived from them and tried elsewhere.
        var declared = (string[])(await suite.AsOwner($"""
            select array_agg(name order by name) from (
              select conname::text from pg_constraint where connamespace = '{schema}'::regnamespace and contype in ('c', 'x', 't') and conname !~ '_values$'
              union select indexname::text from pg_indexes where schemaname = '{schema}' and indexname like 'ux\_%') named(name)
            """))!;
        declared.Except(attempts.Keys).Should().BeEmpty("each constraint is tried");
        var passed = new List<string>();
        foreach (var (constraint, sql) in attempts)
        {
            try
            {
                await suite.AsApp(sql, Everyone);
                passed.Add($"{constraint}: nothing refused {sql}");
            }
            catch (PostgresException e) when (e.ConstraintName == constraint)
            {
                // As it should be.
            }
            catch (PostgresException e)
            {
                passed.Add($"{constraint}: {e.ConstraintName} {e.SqlState} {e.MessageText} refused {sql}");
            }
        }

        passed.Should().BeEmpty();
    }

    /// <summary>A statement that inserts a row again under a new id, changed as told.</summary>
    /// <param name="table">The table with its schema.</param>
    /// <param name="changes">The columns to change, JSON.</param>
    /// <param name="where">Which row.</param>
    public static string Copy(string table, string changes = "{}", string where = "true") =>
        $"insert into {table} select (jsonb_populate_record(t, '{changes}'::jsonb || jsonb_build_object('id', gen_random_uuid()))).* from {table} t where {where} limit 1";
}
