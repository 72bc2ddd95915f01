-- A large company, the same at every run. The setting bench.applications says how many applications; there are twice as many
-- tasks. Run as the owner, in one transaction: row security, constraints and triggers are those of production. The indexes and
-- foreign keys of the two large tables are parked while rows come in and made again as they were, which checks every row.

set local maintenance_work_mem = '256MB';
set local work_mem = '128MB';

create temp table parked on commit drop as
select c.conrelid::regclass::text as on_table, format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as park,
  format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as restore, 2 as turn
from pg_constraint c where c.contype = 'f' and c.conrelid in ('intake.applications'::regclass, 'intake.tasks'::regclass)
union all
select i.indrelid::regclass::text, format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid), 1
from pg_index i where i.indrelid in ('intake.applications'::regclass, 'intake.tasks'::regclass)
  and not exists (select from pg_constraint c where c.conindid = i.indexrelid);

do $f$ declare step record; begin
  for step in select * from parked order by turn desc loop execute step.park; end loop;
end $f$;

create function pg_temp.key(at timestamptz, n bigint, kind text) returns uuid language sql stable as $f$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(n & 4095), 3, '0') || '8' || substr(md5(kind || n), 1, 15))::uuid
$f$;

-- Evenly from 0 to below 1, always the same for the same row and question.
create function pg_temp.chance(n bigint, question text) returns double precision language sql stable as $f$
  select ('x' || substr(md5(question || n), 1, 8))::bit(32)::bigint / 4294967296.0
$f$;

create function pg_temp.person(n bigint, question text) returns text language sql stable as $f$
  select (array['Li', 'Wang', 'Zhang', 'Liu', 'Chen', 'Yang', 'Zhao', 'Huang', 'Zhou', 'Wu', 'Xu', 'Sun', 'Hu', 'Zhu', 'Gao', 'Lin', 'He', 'Guo', 'Ma', 'Luo'])[1 + floor(20 * pg_temp.chance(n, question || ' family') ^ 1.5)::int]
    || ' ' || (array['Wei', 'Fang', 'Min', 'Jing', 'Lei', 'Qiang', 'Yan', 'Jun', 'Yong', 'Jie', 'Juan', 'Tao', 'Chao', 'Ping', 'Gang', 'Hui', 'Xin', 'Bo', 'Yu', 'Ning'])[1 + floor(20 * pg_temp.chance(n, question || ' first'))::int]
    || (array['', 'an', 'hua', 'lin', 'mei', 'ming', 'ping', 'qi', 'rong', 'yi'])[1 + floor(10 * pg_temp.chance(n, question || ' second'))::int]
$f$;

create temp table dates on commit drop as select timestamptz '2026-06-30 16:00+00' as today, timestamptz '2021-06-30 16:00+00' as opened;

insert into organization.departments (id, code, name, closed_on, version)
select pg_temp.key(opened, n, 'department'), 'D' || lpad(n::text, 2, '0'),
  (array['Building permits', 'Environment', 'Trade', 'Traffic', 'Housing', 'Water', 'Health', 'Civil affairs'])[1 + (n - 1) % 8]
    || ', ' || (array['centre', 'north', 'south', 'east', 'west'])[1 + (n - 1) / 8], null, 1
from dates, generate_series(1, 40) n;

create temp table staff on commit drop as
select n, pg_temp.key(opened, n, 'employee') as id, 1 + floor(40 * pg_temp.chance(n, 'department') ^ 1.4)::int as department from dates, generate_series(1, 2000) n;

insert into organization.employees (id, number, name, email, account_id, department_id, version)
select s.id, 'E' || lpad(s.n::text, 5, '0'), pg_temp.person(s.n, 'employee'), 'e' || s.n || '@office.example', null, d.id, 1
from staff s join organization.departments d on d.code = 'D' || lpad(s.department::text, 2, '0');

alter table staff add department_id uuid;
update staff s set department_id = e.department_id from organization.employees e where e.id = s.id;
create unique index on staff (n);

insert into intake.contacts (id, name, phone, email, merged_into_id, version)
select pg_temp.key(opened, n, 'contact'), pg_temp.person(n, 'contact'), '+861' || lpad((3000000000 + n * 7919)::text, 10, '0'), 'c' || n || '@mail.example', null, 1
from dates, generate_series(1, 20000) n;

create temp table customers on commit drop as
select row_number() over (order by id) as n, id from intake.contacts;
create unique index on customers (n);

insert into intake.application_types (id, code, name, current_id, version)
select pg_temp.key(opened, n, 'type'), (array['BUILD', 'TRADE', 'EVENT', 'WATER', 'TREE', 'SIGN'])[n],
  (array['Building permit', 'Trade licence', 'Event permit', 'Water permit', 'Felling permit', 'Signage permit'])[n], null, 1
from dates, generate_series(1, 6) n;

insert into intake.type_versions (id, type_id, number, status, guidance_en, guidance_zh, number_pattern, notice_within_days, processing_time, duty, published_at, version)
select pg_temp.key(opened, row_number() over (order by t.id), 'version'), t.id, 1, 'PUBLISHED', 'Bring your papers.', '请携带材料。', '{type}-{yyyy}{MM}{dd}-{seq:4}', 5, '40 hours', null, opened, 1
from dates, intake.application_types t;

update intake.application_types t set current_id = v.id from intake.type_versions v where v.type_id = t.id;

create temp table kinds on commit drop as
select row_number() over (order by t.code) as n, t.id, t.current_id, t.code from intake.application_types t;

-- A case takes 3 to 63 days; a few stay open for long. What is not over by today stands where that much of its time brings it.
-- What is over was brought in from the records of an earlier system, which told the results.
-- Each offset 0 keeps a step from being repeated for every use of its columns.
insert into intake.applications
  (id, type_id, type_version_id, applicant_id, department_id, team_id, responsible_id, channel, status, number, received_at, accepted_at, planned_end_at, ended_at, cancellation_reason, answers, external_id, tracking_hash, version)
select
  pg_temp.key(a.received_at, a.n, 'application'), k.id, k.current_id, c.id, s.department_id, null, s.id,
  (array['DESK', 'DESK', 'INTERNET', 'INTERNET', 'INTERNET', 'POST', 'E-MAIL', 'PHONE'])[1 + floor(8 * pg_temp.chance(a.n, 'channel'))::int],
  a.status,
  case when a.numbered then k.code || '-' || to_char(a.received_at at time zone 'UTC', 'YYYYMMDD') || '-' || lpad(a.n::text, 7, '0') end,
  a.received_at,
  case when a.numbered then a.received_at + a.days * interval '0.15 day' end,
  case when a.numbered then date_trunc('day', a.received_at) + interval '48 days' end,
  case a.status when 'CLOSED' then a.received_at + a.days * interval '1 day' when 'NOT_ACCEPTED' then a.received_at + a.days * interval '0.1 day' when 'CANCELLED' then a.received_at + a.days * interval '0.5 day' end,
  case a.status when 'CANCELLED' then 'The applicant took it back.' end,
  jsonb_build_object('area', 20 + floor(400 * pg_temp.chance(a.n, 'area')), 'use', case when pg_temp.chance(a.n, 'use') < 0.7 then 'HOME' else 'SHOP' end),
  case when a.status = 'CLOSED' then 'R' || a.n end, null, 1
from (
  select b.*, b.status in ('ACCEPTED', 'CLOSED', 'CANCELLED') as numbered
  from (
    select p.*, case
        when p.passed >= 1 and p.lot < 0.02 then 'ACCEPTED'
        when p.passed >= 1 and p.lot < 0.08 then 'NOT_ACCEPTED'
        when p.passed >= 1 and p.lot < 0.12 then 'CANCELLED'
        when p.passed >= 1 then 'CLOSED'
        when p.passed >= 0.15 then 'ACCEPTED'
        when p.lot < 0.3 then 'SUPPLEMENT_REQUESTED'
        else 'RECEIVED' end as status
    from (
      select r.n, r.received_at, r.days, extract(epoch from r.today - r.received_at) / 86400 / r.days as passed, pg_temp.chance(r.n, 'lot') as lot
      from (
        select n, today, today - (today - opened) * ((total - n + pg_temp.chance(n, 'hour')) / total) as received_at, 3 + 60 * pg_temp.chance(n, 'days') ^ 1.3 as days
        from dates, (select current_setting('bench.applications')::int as total) t, generate_series(1, total) n offset 0
      ) r offset 0
    ) p offset 0
  ) b offset 0
) a
join staff s on s.n = 1 + floor(2000 * pg_temp.chance(a.n, 'responsible') ^ 1.2)::int
join customers c on c.n = 1 + floor(20000 * pg_temp.chance(a.n, 'applicant') ^ 1.5)::int
join kinds k on k.n = 1 + floor(6 * pg_temp.chance(a.n, 'type') ^ 1.3)::int
order by a.n;

-- What is deferred to the commit is checked now: no table with checks outstanding is altered.
set constraints all immediate;
set constraints all deferred;

do $f$ declare step record; begin
  for step in select * from parked where on_table = 'intake.applications' order by turn loop execute step.restore; end loop;
end $f$;

-- Five to seven tasks for the newest quarter, one for an older case, until there are twice as many as applications.
create temp table work on commit drop as
select row_number() over (order by a.received_at, j) as n, a.id as application_id, a.status as application_status, a.responsible_id, a.accepted_at, a.planned_end_at,
  a.accepted_at + (coalesce(a.ended_at, today) - a.accepted_at) * (j::double precision / a.tasks) as at, j, a.tasks, today
from dates, (
  select id, status, responsible_id, received_at, accepted_at, planned_end_at, ended_at,
    case when received_at > opened + (today - opened) * 0.75 then 5 + floor(3 * pg_temp.chance(extract(epoch from received_at)::bigint, 'tasks'))::int else 1 end as tasks
  from dates, intake.applications where number is not null
) a, generate_series(1, a.tasks) j
order by a.received_at desc, j limit 2 * current_setting('bench.applications')::int;

insert into intake.tasks (id, application_id, name, status, team_id, assignee_id, due_at, completed_at, historical, external_id, version)
select
  pg_temp.key(w.accepted_at + w.j * interval '1 second', w.n, 'task'), w.application_id,
  (array['Check completeness', 'Consult the neighbours', 'Visit the site', 'Calculate the fee', 'Draft the decision', 'Review the draft', 'Send the decision'])[w.j],
  w.status, null,
  case when w.status = 'OPEN' then null when w.j % 2 = 1 then w.responsible_id else s.id end,
  w.planned_end_at - (w.tasks - w.j) * interval '1 day',
  case when w.status = 'COMPLETED' then w.at end,
  w.status = 'COMPLETED', null, 1
from (
  select *, case
      when application_status = 'CLOSED' or j * 2 <= tasks then 'COMPLETED'
      when application_status = 'CANCELLED' then 'CANCELLED'
      when j * 2 <= tasks + 2 then 'ASSIGNED'
      else 'OPEN' end as status
  from work
) w join staff s on s.n = 1 + floor(2000 * pg_temp.chance(w.n, 'assignee'))::int
order by w.n;

insert into intake.quality_criteria (id, task_id, demand, measure, met, evidence, version)
select pg_temp.key(today, row_number() over (order by t.id), 'criterion'), t.id, 'Done in time', 'The day of completion is not after the due day', null, null, 1
from dates, intake.tasks t where t.status = 'ASSIGNED';

-- Such as that an assigned task has a criterion.
set constraints all immediate;

do $f$ declare step record; begin
  for step in select * from parked where on_table = 'intake.tasks' order by turn loop execute step.restore; end loop;
end $f$;
