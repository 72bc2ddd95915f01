using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(IntakeDbContext))]
    [Migration("20261130000100_WhoHasLeft")]
    public partial class WhoHasLeft : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                create trigger tr_applications_employed after insert or update of responsible_id, ended_at on intake.applications
                  for each row when (new.responsible_id is not null and new.ended_at is null) execute function organization.require_employed('responsible_id');
                create trigger tr_tasks_employed after insert or update of assignee_id, status on intake.tasks
                  for each row when (new.status = 'ASSIGNED') execute function organization.require_employed('assignee_id');
                create trigger tr_inquiries_employed after insert or update of responsible_id on intake.inquiries
                  for each row when (new.answered_at is null) execute function organization.require_employed('responsible_id');
                create trigger tr_complaints_handler_employed after insert or update of handler_id on intake.complaints
                  for each row when (new.handler_id is not null) execute function organization.require_employed('handler_id');
                create trigger tr_complaints_investigator_employed after insert or update of investigator_id on intake.complaints
                  for each row when (new.investigator_id is not null) execute function organization.require_employed('investigator_id');
                create trigger tr_rectifications_employed after insert or update of owner_id on intake.rectifications
                  for each row execute function organization.require_employed('owner_id');
                create trigger tr_escalations_employed after update of recipient_id on intake.escalations
                  for each row when (new.recipient_id is not null) execute function organization.require_employed('recipient_id');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger tr_applications_employed on intake.applications;
                drop trigger tr_tasks_employed on intake.tasks;
                drop trigger tr_inquiries_employed on intake.inquiries;
                drop trigger tr_complaints_handler_employed on intake.complaints;
                drop trigger tr_complaints_investigator_employed on intake.complaints;
                drop trigger tr_rectifications_employed on intake.rectifications;
                drop trigger tr_escalations_employed on intake.escalations;
                """);
        }
    }
}
