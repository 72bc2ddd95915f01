using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class ComplaintTerms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_rectifications_done",
                schema: "intake",
                table: "rectifications");

            migrationBuilder.DropCheckConstraint(
                name: "ck_rectifications_verifier",
                schema: "intake",
                table: "rectifications");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "withdrawn_at",
                schema: "intake",
                table: "rectifications",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "withdrawn_by_id",
                schema: "intake",
                table: "rectifications",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "assess_by",
                schema: "intake",
                table: "complaints",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cancellation_reason",
                schema: "intake",
                table: "applications",
                type: "text",
                nullable: true);

            migrationBuilder.Sql("""
                alter table intake.complaints disable trigger user;
                update intake.complaints set respond_by = null where respond_by is not null and status in ('RECEIVED', 'ACKNOWLEDGED');
                -- What had no term so far is not late at once.
                update intake.complaints set assess_by = now() + interval '7 days' where status in ('ACKNOWLEDGED', 'CONTESTED');
                alter table intake.complaints enable trigger user;

                alter table intake.applications disable trigger user;
                update intake.applications a set cancellation_reason = regexp_replace(p.text_en, '^The application was cancelled: ', '')
                  from intake.progress_entries p where p.application_id = a.id and a.status = 'CANCELLED' and p.text_en ~ '^The application was cancelled: .*\S';
                alter table intake.applications enable trigger user;
                -- Of some nobody said why.
                alter table intake.applications add constraint ck_applications_cancelled
                  check ((status = 'CANCELLED') = (cancellation_reason is not null) and length(trim(cancellation_reason)) > 0) not valid;

                -- What was kept before may be none.
                alter table intake.contacts add constraint ck_contacts_email check (email like '_%@_%') not valid;

                create or replace function intake.require_complaint_settled() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                declare settled timestamptz;
                begin
                  if new.status in ('RESPONDED', 'CLOSED') and exists (select from complaint_forwardings where complaint_id = new.id and answered_at is null) then
                    raise exception 'the department answers before the customer is responded to' using errcode = '23514', constraint = 'tr_complaints_answered';
                  end if;
                  if new.status <> 'CLOSED' then
                    return null;
                  end if;
                  if tg_op = 'INSERT' or (old.status = 'RESPONDED' and (new.reply_by is null or new.closed_at <= new.reply_by)) then
                    raise exception 'the customer can still reply' using errcode = '23514', constraint = 'tr_complaints_replied';
                  end if;
                  if old.status = 'CONTESTED' and coalesce(trim(new.recourse), '') = '' then
                    raise exception 'who contests is told where else to turn' using errcode = '23514', constraint = 'tr_complaints_recourse';
                  end if;
                  if new.contact_id is not null and not was_told(new.id, 'RESPONSE', new.responded_at) then
                    raise exception 'the response arrives, or three tries fail, before a complaint is closed' using errcode = '23514', constraint = 'tr_complaints_told';
                  end if;
                  if exists (select from rectifications where complaint_id = new.id and status not in ('VERIFIED', 'WITHDRAWN'))
                    or (new.outcome is distinct from 'NOT_UPHELD' and not exists (select from rectifications where complaint_id = new.id and verified_at >= new.opened_at)) then
                    raise exception 'what was wrong is rectified and verified first' using errcode = '23514', constraint = 'tr_complaints_rectified';
                  end if;
                  settled := greatest(new.responded_at, (select max(verified_at) from rectifications where complaint_id = new.id));
                  if not exists (select from ratings where complaint_id = new.id and asked_at >= settled and rated_at is not null)
                    and (not exists (select from ratings where complaint_id = new.id and asked_at >= settled and open_until < new.closed_at)
                      or (new.contact_id is not null and not was_told(new.id, 'FOLLOW_UP', settled))) then
                    raise exception 'the customer is asked again first' using errcode = '23514', constraint = 'tr_complaints_asked_again';
                  end if;
                  return null;
                end $f$;

                create or replace function intake.require_outside_verifier() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                declare
                  judge uuid := coalesce(new.verified_by_id, new.withdrawn_by_id);
                begin
                  if judge is null then
                    return null;
                  end if;
                  if organization.belongs_to(judge, new.department_id, coalesce(new.verified_at, new.withdrawn_at)) then
                    raise exception 'a person outside the department verifies or withdraws' using errcode = '23514', constraint = 'tr_rectifications_outside';
                  end if;
                  if judge = (select about_id from complaints where id = new.complaint_id) then
                    raise exception 'the person complained of neither verifies nor withdraws' using errcode = '23514', constraint = 'tr_rectifications_impartial';
                  end if;
                  return null;
                end $f$;
                drop trigger tr_rectifications_outside on intake.rectifications;
                create constraint trigger tr_rectifications_outside after insert or update of verified_by_id, withdrawn_by_id on intake.rectifications
                  deferrable initially deferred for each row execute function intake.require_outside_verifier();

                create function intake.keep_term() returns trigger language plpgsql as $f$
                begin
                  if new.due_at is distinct from old.due_at and not (old.status = 'DONE' and new.status = 'PLANNED') then
                    raise exception 'the term changes only when it is to be done again' using errcode = '23514', constraint = 'tr_rectifications_term';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_rectifications_term after update of due_at on intake.rectifications for each row execute function intake.keep_term();
                """);

            migrationBuilder.CreateIndex(
                name: "ix_rectifications_withdrawn_by_id_id",
                schema: "intake",
                table: "rectifications",
                columns: new[] { "withdrawn_by_id", "id" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_rectifications_done",
                schema: "intake",
                table: "rectifications",
                sql: "status in ('PLANNED', 'WITHDRAWN') or (done_at is not null and evidence is not null and length(trim(evidence)) > 0)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_rectifications_verifier",
                schema: "intake",
                table: "rectifications",
                sql: "verified_by_id <> owner_id and withdrawn_by_id <> owner_id");

            migrationBuilder.AddCheckConstraint(
                name: "ck_rectifications_withdrawn",
                schema: "intake",
                table: "rectifications",
                sql: "(status = 'WITHDRAWN') = (withdrawn_at is not null) and (withdrawn_at is null) = (withdrawn_by_id is null) and (status <> 'WITHDRAWN' or coalesce(length(trim(finding)), 0) > 0)");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_assess_by_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "assess_by", "id" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_complaints_terms",
                schema: "intake",
                table: "complaints",
                sql: "(respond_by is null) = (status in ('RECEIVED', 'ACKNOWLEDGED')) and (assess_by is not null) = (status in ('ACKNOWLEDGED', 'CONTESTED'))");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                alter table intake.applications drop constraint ck_applications_cancelled;
                alter table intake.contacts drop constraint ck_contacts_email;
                drop function intake.keep_term() cascade;
                create or replace function intake.require_outside_verifier() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if new.verified_by_id is null then
                    return null;
                  end if;
                  if organization.belongs_to(new.verified_by_id, new.department_id, new.verified_at) then
                    raise exception 'a person outside the department verifies' using errcode = '23514', constraint = 'tr_rectifications_outside';
                  end if;
                  if new.verified_by_id = (select about_id from complaints where id = new.complaint_id) then
                    raise exception 'the person complained of does not verify' using errcode = '23514', constraint = 'tr_rectifications_impartial';
                  end if;
                  return null;
                end $f$;
                drop trigger tr_rectifications_outside on intake.rectifications;
                create constraint trigger tr_rectifications_outside after insert or update of verified_by_id on intake.rectifications
                  deferrable initially deferred for each row execute function intake.require_outside_verifier();
                create or replace function intake.require_complaint_settled() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                declare settled timestamptz;
                begin
                  if new.status in ('RESPONDED', 'CLOSED') and exists (select from complaint_forwardings where complaint_id = new.id and answered_at is null) then
                    raise exception 'the department answers before the customer is responded to' using errcode = '23514', constraint = 'tr_complaints_answered';
                  end if;
                  if new.status <> 'CLOSED' then
                    return null;
                  end if;
                  if tg_op = 'INSERT' or (old.status = 'RESPONDED' and (new.reply_by is null or new.closed_at <= new.reply_by)) then
                    raise exception 'the customer can still reply' using errcode = '23514', constraint = 'tr_complaints_replied';
                  end if;
                  if old.status = 'CONTESTED' and coalesce(trim(new.recourse), '') = '' then
                    raise exception 'who contests is told where else to turn' using errcode = '23514', constraint = 'tr_complaints_recourse';
                  end if;
                  if new.contact_id is not null and not was_told(new.id, 'RESPONSE', new.responded_at) then
                    raise exception 'the response arrives, or three tries fail, before a complaint is closed' using errcode = '23514', constraint = 'tr_complaints_told';
                  end if;
                  if exists (select from rectifications where complaint_id = new.id and status <> 'VERIFIED')
                    or (new.outcome is distinct from 'NOT_UPHELD' and not exists (select from rectifications where complaint_id = new.id and verified_at >= new.opened_at)) then
                    raise exception 'what was wrong is rectified and verified first' using errcode = '23514', constraint = 'tr_complaints_rectified';
                  end if;
                  settled := greatest(new.responded_at, (select max(verified_at) from rectifications where complaint_id = new.id));
                  if not exists (select from ratings where complaint_id = new.id and asked_at >= settled and rated_at is not null)
                    and (not exists (select from ratings where complaint_id = new.id and asked_at >= settled and open_until < new.closed_at)
                      or (new.contact_id is not null and not was_told(new.id, 'FOLLOW_UP', settled))) then
                    raise exception 'the customer is asked again first' using errcode = '23514', constraint = 'tr_complaints_asked_again';
                  end if;
                  return null;
                end $f$;
                """);

            migrationBuilder.DropIndex(
                name: "ix_rectifications_withdrawn_by_id_id",
                schema: "intake",
                table: "rectifications");

            migrationBuilder.DropCheckConstraint(
                name: "ck_rectifications_done",
                schema: "intake",
                table: "rectifications");

            migrationBuilder.DropCheckConstraint(
                name: "ck_rectifications_verifier",
                schema: "intake",
                table: "rectifications");

            migrationBuilder.DropCheckConstraint(
                name: "ck_rectifications_withdrawn",
                schema: "intake",
                table: "rectifications");

            migrationBuilder.DropIndex(
                name: "ix_complaints_assess_by_id",
                schema: "intake",
                table: "complaints");

            migrationBuilder.DropCheckConstraint(
                name: "ck_complaints_terms",
                schema: "intake",
                table: "complaints");

            migrationBuilder.DropColumn(
                name: "withdrawn_at",
                schema: "intake",
                table: "rectifications");

            migrationBuilder.DropColumn(
                name: "withdrawn_by_id",
                schema: "intake",
                table: "rectifications");

            migrationBuilder.DropColumn(
                name: "assess_by",
                schema: "intake",
                table: "complaints");

            migrationBuilder.DropColumn(
                name: "cancellation_reason",
                schema: "intake",
                table: "applications");

            migrationBuilder.AddCheckConstraint(
                name: "ck_rectifications_done",
                schema: "intake",
                table: "rectifications",
                sql: "status = 'PLANNED' or (done_at is not null and evidence is not null and length(trim(evidence)) > 0)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_rectifications_verifier",
                schema: "intake",
                table: "rectifications",
                sql: "verified_by_id <> owner_id");
        }
    }
}
