namespace BusinessSuite.Host.Data.Structure;

/// <summary>The functions by which PostgreSQL knows who asks. A setting that is missing, empty or malformed is nobody.</summary>
internal static class CallerFunctions
{
    /// <summary>Removes what earlier versions had, unless tables that a removed module left still ask it.</summary>
    public const string Retire = """
        do $r$
        begin
          drop function if exists suite.caller(), suite.deputy_departments(text, boolean), suite.deputy_self(text, boolean);
        exception when dependent_objects_still_exist then null;
        end $r$;
        """;

    public const string Sql = """
        -- A value of the setting, read as text: policies ask for it in every statement, and to parse JSON would cost more than the rows.
        -- The suite writes the setting itself, compact, with nothing in it that a client chose. Nothing here catches an error, since
        -- PostgreSQL refuses that within a parallel plan; what has not the right form is not taken for a value instead.
        create or replace function suite.caller_value(key text) returns text language sql stable parallel safe as
        $f$ select split_part(split_part(current_setting('suite.caller', true), '"' || key || '":"', 2), '"', 1) $f$;

        create or replace function suite.reach(scope text) returns int language sql immutable parallel safe as
        $f$ select case scope when 'ALL' then 3 when 'DEPARTMENT' then 2 when 'OWN' then 1 else 0 end $f$;

        -- How far the caller may go with a permission: 3 all rows, 2 own departments, 1 own rows, 0 none.
        -- What policies ask is not plain SQL, so that PostgreSQL does not look into it: it would unfold all of it in every statement.
        create or replace function suite.scope(permission text) returns int language plpgsql stable parallel safe as
        $f$
        begin
          return greatest(suite.reach(suite.caller_value('*')), suite.reach(suite.caller_value(permission)), suite.reach(suite.caller_value('operation')));
        end $f$;

        -- The same for what is written: inside an operation its own permission alone decides.
        create or replace function suite.write_scope(permission text) returns int language plpgsql stable parallel safe as
        $f$
        begin
          return case when suite.caller_value('operation') <> '' then suite.reach(suite.caller_value('operation')) else suite.scope(permission) end;
        end $f$;

        create or replace function suite.caller_departments() returns uuid[] language sql stable parallel safe as
        $f$ select coalesce((
          select array_agg(d[1]::uuid) from regexp_matches(
            substring(current_setting('suite.caller', true) from '"departments":\[([^]]*)\]'), '"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"', 'g') d), '{}') $f$;

        create or replace function suite.caller_id(key text) returns uuid language sql stable parallel safe as
        $f$ select substring(suite.caller_value(key) from '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$')::uuid $f$;

        create or replace function suite.caller_employee() returns uuid language sql stable parallel safe as
        $f$ select suite.caller_id('employee') $f$;

        create or replace function suite.caller_user() returns uuid language sql stable parallel safe as
        $f$ select suite.caller_id('user') $f$;

        -- How far he may go, whether to write or to read.
        create or replace function suite.reach_of(permission text, writes boolean) returns int language plpgsql stable parallel safe as
        $f$
        begin
          return case when writes then suite.write_scope(permission) else suite.scope(permission) end;
        end $f$;

        -- By which keys the setting tells of a permission, for who stands in someone's place.
        create or replace function suite.permission_keys(permission text, writes boolean) returns text[] language sql stable parallel safe as
        $f$ select case when writes and suite.caller_value('operation') <> '' then array['operation'] else array[permission, 'operation'] end $f$;

        -- The departments whose rows a permission reaches; none where it reaches all rows or only own ones. Permissions of who stands in
        -- someone's place reach departments of their own each: his where it is his, that one's where it is that one's.
        create or replace function suite.reached_departments(permission text, writes boolean) returns uuid[] language plpgsql stable parallel safe as
        $f$
        declare setting text := current_setting('suite.caller', true);
        begin
          return case
            when suite.reach_of(permission, writes) <> 2 then '{}'
            when strpos(setting, '"in:') = 0 then suite.caller_departments()
            else coalesce((
              select array_agg(d[1]::uuid)
              from unnest(suite.permission_keys(permission, writes)) key,
                regexp_matches(substring(setting from '"at:' || suite.caller_value('in:' || key) || '":\[([^]]*)\]'), '"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"', 'g') d), '{}')
          end;
        end $f$;

        -- The employee whose own rows a permission reaches: the caller, unless it is one that he has only in the place of another.
        create or replace function suite.reached_employee(permission text, writes boolean) returns uuid language plpgsql stable parallel safe as
        $f$
        begin
          return case
            when suite.reach_of(permission, writes) < 1 then null
            when strpos(current_setting('suite.caller', true), '"in:') = 0 then suite.caller_employee()
            when exists (select from unnest(suite.permission_keys(permission, writes)) key where suite.caller_value('own:' || key) <> '') then suite.caller_employee()
          end;
        end $f$;

        create or replace function suite.rank(level text) returns int language sql immutable parallel safe as
        $f$ select case level when 'CORE' then 3 when 'SECRET' then 2 when 'INTERNAL' then 1 else 0 end $f$;

        -- Up to which level the caller is cleared; 4 for the suite itself, which needs to know everything. An operation that is open to everyone
        -- knows what the company does, since what it tells of that is its own affair.
        create or replace function suite.clearance() returns int language sql stable parallel safe as
        $f$ select case suite.caller_value('clearance') when 'SYSTEM' then 4 when '' then (suite.caller_user() is not null or suite.caller_value('operation') <> '')::int else suite.rank(suite.caller_value('clearance')) end $f$;

        -- Whether the caller may know something of a row. Clearance already stands for a valid agreement.
        create or replace function suite.knows(type text, record uuid, level text, department uuid, subject uuid, involved uuid[]) returns boolean
        language sql stable parallel safe security definer set search_path = suite, pg_temp as
        $f$ select case
          when suite.rank(level) = 0 or suite.clearance() = 4 or coalesce(subject = suite.caller_employee(), false) then true
          when suite.clearance() < suite.rank(level) then false
          when suite.rank(level) = 1 or coalesce(department = any(suite.caller_departments()), false) or coalesce(suite.caller_employee() = any(involved), false) then true
          else exists (
            select from suite.record_disclosures d where d.account_id = suite.caller_user() and d.record_type = type and (d.record_id is null or d.record_id = record)
              and d.ended_at is null and (d.valid_until is null or d.valid_until > now()))
        end $f$;

        create or replace function suite.refuse_change() returns trigger language plpgsql as $f$
        begin
          raise exception 'rows of this table are never changed or removed' using errcode = '42501';
        end $f$;


        """;
}
