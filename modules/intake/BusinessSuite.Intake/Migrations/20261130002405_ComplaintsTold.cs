using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class ComplaintsTold : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "message_id",
                schema: "intake",
                table: "inquiries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reminded_of",
                schema: "intake",
                table: "inquiries",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "complaint_notices",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    complaint_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    failed_tries = table.Column<int>(type: "integer", nullable: false),
                    delivered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaint_notices", x => x.id);
                    table.CheckConstraint("ck_complaint_notices_delivered", "(status = 'DELIVERED') = (delivered_at is not null)");
                    table.CheckConstraint("ck_complaint_notices_told", "length(trim(channel)) > 0 and length(trim(recipient)) > 0 and length(trim(text)) > 0");
                    table.ForeignKey(
                        name: "fk_complaint_notices_complaints_complaint_id",
                        column: x => x.complaint_id,
                        principalSchema: "intake",
                        principalTable: "complaints",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_inquiries_message_id_id",
                schema: "intake",
                table: "inquiries",
                columns: new[] { "message_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_notices_channel",
                schema: "intake",
                table: "complaint_notices",
                column: "channel");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_notices_complaint_id_id",
                schema: "intake",
                table: "complaint_notices",
                columns: new[] { "complaint_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_notices_kind",
                schema: "intake",
                table: "complaint_notices",
                column: "kind");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_notices_message_id_id",
                schema: "intake",
                table: "complaint_notices",
                columns: new[] { "message_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_notices_status",
                schema: "intake",
                table: "complaint_notices",
                column: "status");

            migrationBuilder.Sql("""
                create or replace function intake.keep_told() returns trigger language plpgsql as $f$
                begin
                  if old.status = 'DELIVERED' then
                    raise exception 'what was told is not rewritten' using errcode = '23514', constraint = format('wo_%s_told', tg_table_name);
                  end if;
                  return new;
                end $f$;
                create trigger wo_complaint_notices_told before update on intake.complaint_notices for each row execute function intake.keep_told();

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
                  if new.contact_id is not null
                    and not exists (select from complaint_notices where complaint_id = new.id and kind = 'RESPONSE' and at >= new.responded_at and status = 'DELIVERED')
                    and (exists (select from complaint_notices where complaint_id = new.id and kind = 'RESPONSE' and at >= new.responded_at and status = 'PENDING')
                      or (select coalesce(sum(failed_tries), 0) from complaint_notices where complaint_id = new.id and kind = 'RESPONSE' and at >= new.responded_at) < 3) then
                    raise exception 'the response arrives, or three tries fail, before a complaint is closed' using errcode = '23514', constraint = 'tr_complaints_told';
                  end if;
                  if exists (select from rectifications where complaint_id = new.id and status <> 'VERIFIED')
                    or (new.outcome is distinct from 'NOT_UPHELD' and not exists (select from rectifications where complaint_id = new.id and verified_at >= new.opened_at)) then
                    raise exception 'what was wrong is rectified and verified first' using errcode = '23514', constraint = 'tr_complaints_rectified';
                  end if;
                  settled := greatest(new.responded_at, (select max(verified_at) from rectifications where complaint_id = new.id));
                  if not exists (select from ratings where complaint_id = new.id and asked_at >= settled and (rated_at is not null or open_until < new.closed_at)) then
                    raise exception 'the customer is asked again first' using errcode = '23514', constraint = 'tr_complaints_asked_again';
                  end if;
                  return null;
                end $f$;

                -- One writing for each number: at home without the country's code. Who turns out to be two is merged by people.
                update intake.contacts c set phone = n.phone
                  from (
                    select distinct on (phone) id, phone from (
                      select id, merged_into_id, phone as typed, case
                        when phone ~ '^(\+|00)86(1[3-9]\d{9}|[48]00\d+)$' then regexp_replace(phone, '^(\+|00)86', '')
                        when phone ~ '^(\+|00)86[2-9]\d+$' or phone ~ '^(\+|00)8610\d+$' then regexp_replace(phone, '^(\+|00)86', '0')
                        when phone ~ '^00[1-9]\d+$' then regexp_replace(phone, '^00', '+')
                        else phone end as phone
                      from intake.contacts) written
                    where phone <> typed order by phone, merged_into_id is not null, id) n
                  where c.id = n.id and not exists (select from intake.contacts o where o.phone = n.phone);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
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
                  if exists (select from rectifications where complaint_id = new.id and status <> 'VERIFIED')
                    or (new.outcome is distinct from 'NOT_UPHELD' and not exists (select from rectifications where complaint_id = new.id and verified_at >= new.opened_at)) then
                    raise exception 'what was wrong is rectified and verified first' using errcode = '23514', constraint = 'tr_complaints_rectified';
                  end if;
                  settled := greatest(new.responded_at, (select max(verified_at) from rectifications where complaint_id = new.id));
                  if not exists (select from ratings where complaint_id = new.id and asked_at >= settled and (rated_at is not null or open_until < new.closed_at)) then
                    raise exception 'the customer is asked again first' using errcode = '23514', constraint = 'tr_complaints_asked_again';
                  end if;
                  return null;
                end $f$;
                """);

            migrationBuilder.DropTable(
                name: "complaint_notices",
                schema: "intake");

            migrationBuilder.DropIndex(
                name: "ix_inquiries_message_id_id",
                schema: "intake",
                table: "inquiries");

            migrationBuilder.DropColumn(
                name: "message_id",
                schema: "intake",
                table: "inquiries");

            migrationBuilder.DropColumn(
                name: "reminded_of",
                schema: "intake",
                table: "inquiries");
        }
    }
}
