using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class RelationOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tasks_application_id",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_assignee_id",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_team_id",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_review_faults_application_id",
                schema: "intake",
                table: "review_faults");

            migrationBuilder.DropIndex(
                name: "ix_review_faults_checklist_item_id",
                schema: "intake",
                table: "review_faults");

            migrationBuilder.DropIndex(
                name: "ix_review_faults_reviewer_id",
                schema: "intake",
                table: "review_faults");

            migrationBuilder.DropIndex(
                name: "ix_result_notices_application_id",
                schema: "intake",
                table: "result_notices");

            migrationBuilder.DropIndex(
                name: "ix_quality_criteria_task_id",
                schema: "intake",
                table: "quality_criteria");

            migrationBuilder.DropIndex(
                name: "ix_progress_entries_application_id",
                schema: "intake",
                table: "progress_entries");

            migrationBuilder.DropIndex(
                name: "ix_outcome_documents_application_id",
                schema: "intake",
                table: "outcome_documents");

            migrationBuilder.DropIndex(
                name: "ix_notice_items_checklist_item_id",
                schema: "intake",
                table: "notice_items");

            migrationBuilder.DropIndex(
                name: "ix_notice_items_notice_id",
                schema: "intake",
                table: "notice_items");

            migrationBuilder.DropIndex(
                name: "ix_material_requirements_type_version_id",
                schema: "intake",
                table: "material_requirements");

            migrationBuilder.DropIndex(
                name: "ix_material_receipts_application_id",
                schema: "intake",
                table: "material_receipts");

            migrationBuilder.DropIndex(
                name: "ix_inquiries_contact_id",
                schema: "intake",
                table: "inquiries");

            migrationBuilder.DropIndex(
                name: "ix_inquiries_department_id",
                schema: "intake",
                table: "inquiries");

            migrationBuilder.DropIndex(
                name: "ix_inquiries_responsible_id",
                schema: "intake",
                table: "inquiries");

            migrationBuilder.DropIndex(
                name: "ix_form_fields_type_version_id",
                schema: "intake",
                table: "form_fields");

            migrationBuilder.DropIndex(
                name: "ix_filed_materials_checklist_item_id",
                schema: "intake",
                table: "filed_materials");

            migrationBuilder.DropIndex(
                name: "ix_filed_materials_receipt_id",
                schema: "intake",
                table: "filed_materials");

            migrationBuilder.DropIndex(
                name: "ix_contacts_merged_into_id",
                schema: "intake",
                table: "contacts");

            migrationBuilder.DropIndex(
                name: "ix_conflicts_of_interest_contact_id",
                schema: "intake",
                table: "conflicts_of_interest");

            migrationBuilder.DropIndex(
                name: "ix_checklist_items_requirement_id",
                schema: "intake",
                table: "checklist_items");

            migrationBuilder.DropIndex(
                name: "ix_assignments_employee_id",
                schema: "intake",
                table: "assignments");

            migrationBuilder.DropIndex(
                name: "ix_assignments_task_id",
                schema: "intake",
                table: "assignments");

            migrationBuilder.DropIndex(
                name: "ix_applications_applicant_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_department_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_responsible_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_status",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_team_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_type_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_type_version_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_application_types_current_id",
                schema: "intake",
                table: "application_types");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_application_id_id",
                schema: "intake",
                table: "tasks",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_assignee_id_id",
                schema: "intake",
                table: "tasks",
                columns: new[] { "assignee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_team_id_id",
                schema: "intake",
                table: "tasks",
                columns: new[] { "team_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_supplement_notices_application_id_id",
                schema: "intake",
                table: "supplement_notices",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_review_faults_application_id_id",
                schema: "intake",
                table: "review_faults",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_review_faults_checklist_item_id_id",
                schema: "intake",
                table: "review_faults",
                columns: new[] { "checklist_item_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_review_faults_reviewer_id_id",
                schema: "intake",
                table: "review_faults",
                columns: new[] { "reviewer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_result_notices_application_id_id",
                schema: "intake",
                table: "result_notices",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_quality_criteria_task_id_id",
                schema: "intake",
                table: "quality_criteria",
                columns: new[] { "task_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_progress_entries_application_id_id",
                schema: "intake",
                table: "progress_entries",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_outcome_documents_application_id_id",
                schema: "intake",
                table: "outcome_documents",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_notice_items_checklist_item_id_id",
                schema: "intake",
                table: "notice_items",
                columns: new[] { "checklist_item_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_notice_items_notice_id_id",
                schema: "intake",
                table: "notice_items",
                columns: new[] { "notice_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_material_requirements_type_version_id_id",
                schema: "intake",
                table: "material_requirements",
                columns: new[] { "type_version_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_material_receipts_application_id_id",
                schema: "intake",
                table: "material_receipts",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inquiries_contact_id_id",
                schema: "intake",
                table: "inquiries",
                columns: new[] { "contact_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inquiries_department_id_id",
                schema: "intake",
                table: "inquiries",
                columns: new[] { "department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inquiries_responsible_id_id",
                schema: "intake",
                table: "inquiries",
                columns: new[] { "responsible_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_form_fields_type_version_id_id",
                schema: "intake",
                table: "form_fields",
                columns: new[] { "type_version_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_filed_materials_checklist_item_id_id",
                schema: "intake",
                table: "filed_materials",
                columns: new[] { "checklist_item_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_filed_materials_receipt_id_id",
                schema: "intake",
                table: "filed_materials",
                columns: new[] { "receipt_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_contacts_merged_into_id_id",
                schema: "intake",
                table: "contacts",
                columns: new[] { "merged_into_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_conflicts_of_interest_contact_id_id",
                schema: "intake",
                table: "conflicts_of_interest",
                columns: new[] { "contact_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_checklist_items_requirement_id_id",
                schema: "intake",
                table: "checklist_items",
                columns: new[] { "requirement_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_assignments_employee_id_id",
                schema: "intake",
                table: "assignments",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_assignments_task_id_id",
                schema: "intake",
                table: "assignments",
                columns: new[] { "task_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_applicant_id_id",
                schema: "intake",
                table: "applications",
                columns: new[] { "applicant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_department_id_id",
                schema: "intake",
                table: "applications",
                columns: new[] { "department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_responsible_id_id",
                schema: "intake",
                table: "applications",
                columns: new[] { "responsible_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_status_received_at_id",
                schema: "intake",
                table: "applications",
                columns: new[] { "status", "received_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_team_id_id",
                schema: "intake",
                table: "applications",
                columns: new[] { "team_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_type_id_id",
                schema: "intake",
                table: "applications",
                columns: new[] { "type_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_type_version_id_id",
                schema: "intake",
                table: "applications",
                columns: new[] { "type_version_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_application_types_current_id_id",
                schema: "intake",
                table: "application_types",
                columns: new[] { "current_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tasks_application_id_id",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_assignee_id_id",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_team_id_id",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_supplement_notices_application_id_id",
                schema: "intake",
                table: "supplement_notices");

            migrationBuilder.DropIndex(
                name: "ix_review_faults_application_id_id",
                schema: "intake",
                table: "review_faults");

            migrationBuilder.DropIndex(
                name: "ix_review_faults_checklist_item_id_id",
                schema: "intake",
                table: "review_faults");

            migrationBuilder.DropIndex(
                name: "ix_review_faults_reviewer_id_id",
                schema: "intake",
                table: "review_faults");

            migrationBuilder.DropIndex(
                name: "ix_result_notices_application_id_id",
                schema: "intake",
                table: "result_notices");

            migrationBuilder.DropIndex(
                name: "ix_quality_criteria_task_id_id",
                schema: "intake",
                table: "quality_criteria");

            migrationBuilder.DropIndex(
                name: "ix_progress_entries_application_id_id",
                schema: "intake",
                table: "progress_entries");

            migrationBuilder.DropIndex(
                name: "ix_outcome_documents_application_id_id",
                schema: "intake",
                table: "outcome_documents");

            migrationBuilder.DropIndex(
                name: "ix_notice_items_checklist_item_id_id",
                schema: "intake",
                table: "notice_items");

            migrationBuilder.DropIndex(
                name: "ix_notice_items_notice_id_id",
                schema: "intake",
                table: "notice_items");

            migrationBuilder.DropIndex(
                name: "ix_material_requirements_type_version_id_id",
                schema: "intake",
                table: "material_requirements");

            migrationBuilder.DropIndex(
                name: "ix_material_receipts_application_id_id",
                schema: "intake",
                table: "material_receipts");

            migrationBuilder.DropIndex(
                name: "ix_inquiries_contact_id_id",
                schema: "intake",
                table: "inquiries");

            migrationBuilder.DropIndex(
                name: "ix_inquiries_department_id_id",
                schema: "intake",
                table: "inquiries");

            migrationBuilder.DropIndex(
                name: "ix_inquiries_responsible_id_id",
                schema: "intake",
                table: "inquiries");

            migrationBuilder.DropIndex(
                name: "ix_form_fields_type_version_id_id",
                schema: "intake",
                table: "form_fields");

            migrationBuilder.DropIndex(
                name: "ix_filed_materials_checklist_item_id_id",
                schema: "intake",
                table: "filed_materials");

            migrationBuilder.DropIndex(
                name: "ix_filed_materials_receipt_id_id",
                schema: "intake",
                table: "filed_materials");

            migrationBuilder.DropIndex(
                name: "ix_contacts_merged_into_id_id",
                schema: "intake",
                table: "contacts");

            migrationBuilder.DropIndex(
                name: "ix_conflicts_of_interest_contact_id_id",
                schema: "intake",
                table: "conflicts_of_interest");

            migrationBuilder.DropIndex(
                name: "ix_checklist_items_requirement_id_id",
                schema: "intake",
                table: "checklist_items");

            migrationBuilder.DropIndex(
                name: "ix_assignments_employee_id_id",
                schema: "intake",
                table: "assignments");

            migrationBuilder.DropIndex(
                name: "ix_assignments_task_id_id",
                schema: "intake",
                table: "assignments");

            migrationBuilder.DropIndex(
                name: "ix_applications_applicant_id_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_department_id_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_responsible_id_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_status_received_at_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_team_id_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_type_id_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_type_version_id_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_application_types_current_id_id",
                schema: "intake",
                table: "application_types");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_application_id",
                schema: "intake",
                table: "tasks",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_assignee_id",
                schema: "intake",
                table: "tasks",
                column: "assignee_id");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_team_id",
                schema: "intake",
                table: "tasks",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "ix_review_faults_application_id",
                schema: "intake",
                table: "review_faults",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_review_faults_checklist_item_id",
                schema: "intake",
                table: "review_faults",
                column: "checklist_item_id");

            migrationBuilder.CreateIndex(
                name: "ix_review_faults_reviewer_id",
                schema: "intake",
                table: "review_faults",
                column: "reviewer_id");

            migrationBuilder.CreateIndex(
                name: "ix_result_notices_application_id",
                schema: "intake",
                table: "result_notices",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_quality_criteria_task_id",
                schema: "intake",
                table: "quality_criteria",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_progress_entries_application_id",
                schema: "intake",
                table: "progress_entries",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_outcome_documents_application_id",
                schema: "intake",
                table: "outcome_documents",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_notice_items_checklist_item_id",
                schema: "intake",
                table: "notice_items",
                column: "checklist_item_id");

            migrationBuilder.CreateIndex(
                name: "ix_notice_items_notice_id",
                schema: "intake",
                table: "notice_items",
                column: "notice_id");

            migrationBuilder.CreateIndex(
                name: "ix_material_requirements_type_version_id",
                schema: "intake",
                table: "material_requirements",
                column: "type_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_material_receipts_application_id",
                schema: "intake",
                table: "material_receipts",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_inquiries_contact_id",
                schema: "intake",
                table: "inquiries",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_inquiries_department_id",
                schema: "intake",
                table: "inquiries",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_inquiries_responsible_id",
                schema: "intake",
                table: "inquiries",
                column: "responsible_id");

            migrationBuilder.CreateIndex(
                name: "ix_form_fields_type_version_id",
                schema: "intake",
                table: "form_fields",
                column: "type_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_filed_materials_checklist_item_id",
                schema: "intake",
                table: "filed_materials",
                column: "checklist_item_id");

            migrationBuilder.CreateIndex(
                name: "ix_filed_materials_receipt_id",
                schema: "intake",
                table: "filed_materials",
                column: "receipt_id");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_merged_into_id",
                schema: "intake",
                table: "contacts",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_conflicts_of_interest_contact_id",
                schema: "intake",
                table: "conflicts_of_interest",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_checklist_items_requirement_id",
                schema: "intake",
                table: "checklist_items",
                column: "requirement_id");

            migrationBuilder.CreateIndex(
                name: "ix_assignments_employee_id",
                schema: "intake",
                table: "assignments",
                column: "employee_id");

            migrationBuilder.CreateIndex(
                name: "ix_assignments_task_id",
                schema: "intake",
                table: "assignments",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_applications_applicant_id",
                schema: "intake",
                table: "applications",
                column: "applicant_id");

            migrationBuilder.CreateIndex(
                name: "ix_applications_department_id",
                schema: "intake",
                table: "applications",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_applications_responsible_id",
                schema: "intake",
                table: "applications",
                column: "responsible_id");

            migrationBuilder.CreateIndex(
                name: "ix_applications_status",
                schema: "intake",
                table: "applications",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ix_applications_team_id",
                schema: "intake",
                table: "applications",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "ix_applications_type_id",
                schema: "intake",
                table: "applications",
                column: "type_id");

            migrationBuilder.CreateIndex(
                name: "ix_applications_type_version_id",
                schema: "intake",
                table: "applications",
                column: "type_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_application_types_current_id",
                schema: "intake",
                table: "application_types",
                column: "current_id");
        }
    }
}
