using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(IntakeDbContext))]
    [Migration("20261125013900_FeedbackGuarantees")]
    public partial class FeedbackGuarantees : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                create function intake.refuse_own_rating() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if new.recorded_by_id = (select responsible_id from applications where id = new.application_id) then
                    raise exception 'who answers for a case does not record its rating' using errcode = '23514', constraint = 'tr_ratings_own_case';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_ratings_own_case after insert or update of recorded_by_id on intake.ratings
                  deferrable initially deferred for each row execute function intake.refuse_own_rating();

                create function intake.refuse_own_complaint() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if new.by_id = (select about_id from complaints where id = new.complaint_id) then
                    raise exception 'the person complained of takes no step' using errcode = '23514', constraint = 'tr_complaint_entries_impartial';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_complaint_entries_impartial after insert on intake.complaint_entries
                  deferrable initially immediate for each row execute function intake.refuse_own_complaint();

                create function intake.require_complaint_settled() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
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
                create constraint trigger tr_complaints_rectified after insert or update of status on intake.complaints
                  for each row execute function intake.require_complaint_settled();

                create function intake.require_outside_verifier() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
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
                create constraint trigger tr_rectifications_outside after insert or update of verified_by_id on intake.rectifications
                  deferrable initially deferred for each row execute function intake.require_outside_verifier();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop function intake.refuse_own_rating() cascade;
                drop function intake.refuse_own_complaint() cascade;
                drop function intake.require_complaint_settled() cascade;
                drop function intake.require_outside_verifier() cascade;
                """);
        }
    }
}
