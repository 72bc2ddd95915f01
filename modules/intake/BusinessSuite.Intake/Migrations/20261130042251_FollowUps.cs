using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class FollowUps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "link_given_to_id",
                schema: "intake",
                table: "ratings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "promised_by_id",
                schema: "intake",
                table: "promises",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateTable(
                name: "complaint_delays",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    complaint_id = table.Column<Guid>(type: "uuid", nullable: false),
                    duty = table.Column<string>(type: "text", nullable: false),
                    due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaint_delays", x => x.id);
                    table.ForeignKey(
                        name: "fk_complaint_delays_complaints_complaint_id",
                        column: x => x.complaint_id,
                        principalSchema: "intake",
                        principalTable: "complaints",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_ratings_link_given_to_id_id",
                schema: "intake",
                table: "ratings",
                columns: new[] { "link_given_to_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_promises_promised_by_id_id",
                schema: "intake",
                table: "promises",
                columns: new[] { "promised_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_delays_due_id",
                schema: "intake",
                table: "complaint_delays",
                columns: new[] { "due", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_delays_duty",
                schema: "intake",
                table: "complaint_delays",
                column: "duty");

            migrationBuilder.CreateIndex(
                name: "ux_complaint_delays_term",
                schema: "intake",
                table: "complaint_delays",
                columns: new[] { "complaint_id", "duty", "due" },
                unique: true);

            migrationBuilder.Sql("""
                alter table intake.promises disable trigger user;
                update intake.promises p set promised_by_id = i.responsible_id from intake.inquiries i where i.id = p.inquiry_id;
                alter table intake.promises enable trigger user;
                alter table intake.promises alter column promised_by_id drop default;

                create function intake.had_a_hand(employee uuid, application uuid, complaint uuid) returns boolean language sql stable security definer set search_path = intake, pg_temp as $f$
                  select exists (select from applications where id = application and responsible_id = employee)
                    or exists (select from tasks where application_id = application and assignee_id = employee)
                    or exists (select from complaints where id = complaint and employee in (handler_id, investigator_id, about_id))
                    or exists (select from rectifications where complaint_id = complaint and owner_id = employee)
                $f$;
                create or replace function intake.refuse_own_rating() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if had_a_hand(new.recorded_by_id, new.application_id, new.complaint_id)
                    or ((tg_op = 'INSERT' or new.link_given_to_id is distinct from old.link_given_to_id) and had_a_hand(new.link_given_to_id, new.application_id, new.complaint_id)) then
                    raise exception 'who had a hand in a case does not rate it for the customer' using errcode = '23514', constraint = 'tr_ratings_own_case';
                  end if;
                  return null;
                end $f$;
                drop trigger tr_ratings_own_case on intake.ratings;
                create constraint trigger tr_ratings_own_case after insert or update of recorded_by_id, link_given_to_id on intake.ratings
                  deferrable initially deferred for each row execute function intake.refuse_own_rating();

                create function intake.require_own_department() returns trigger language plpgsql as $f$
                begin
                  if new.answered_at is not null and (tg_op = 'INSERT' or old.answered_at is null) and not new.department_id = any(suite.caller_departments()) then
                    raise exception 'the department that a complaint was forwarded to answers it' using errcode = '23514', constraint = 'tr_complaint_forwardings_department';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_complaint_forwardings_department after insert or update of answered_at on intake.complaint_forwardings
                  for each row execute function intake.require_own_department();

                create function intake.was_told(complaint uuid, what text, since timestamptz) returns boolean language sql stable security definer set search_path = intake, pg_temp as $f$
                  select coalesce(bool_or(status = 'DELIVERED'), false) or (not coalesce(bool_or(status = 'PENDING'), false) and coalesce(sum(failed_tries), 0) >= 3)
                  from complaint_notices where complaint_id = complaint and kind = what and at >= since
                $f$;
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger tr_complaint_forwardings_department on intake.complaint_forwardings;
                drop function intake.require_own_department();
                drop trigger tr_ratings_own_case on intake.ratings;
                create or replace function intake.refuse_own_rating() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if had_a_hand(new.recorded_by_id, new.application_id, new.complaint_id) then
                    raise exception 'who had a hand in a case does not rate it for the customer' using errcode = '23514', constraint = 'tr_ratings_own_case';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_ratings_own_case after insert or update of recorded_by_id on intake.ratings
                  deferrable initially deferred for each row execute function intake.refuse_own_rating();
                """);

            migrationBuilder.DropTable(
                name: "complaint_delays",
                schema: "intake");

            migrationBuilder.DropIndex(
                name: "ix_ratings_link_given_to_id_id",
                schema: "intake",
                table: "ratings");

            migrationBuilder.DropIndex(
                name: "ix_promises_promised_by_id_id",
                schema: "intake",
                table: "promises");

            migrationBuilder.DropColumn(
                name: "link_given_to_id",
                schema: "intake",
                table: "ratings");

            migrationBuilder.DropColumn(
                name: "promised_by_id",
                schema: "intake",
                table: "promises");
        }
    }
}
