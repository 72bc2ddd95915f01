using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "intake");

            migrationBuilder.CreateTable(
                name: "contacts",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contacts", x => x.id);
                    table.CheckConstraint("ck_contacts_reachable", "phone is not null or email is not null");
                    table.ForeignKey(
                        name: "fk_contacts_contacts_merged_into_id",
                        column: x => x.merged_into_id,
                        principalSchema: "intake",
                        principalTable: "contacts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "conflicts_of_interest",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conflicts_of_interest", x => x.id);
                    table.ForeignKey(
                        name: "fk_conflicts_of_interest_contacts_contact_id",
                        column: x => x.contact_id,
                        principalSchema: "intake",
                        principalTable: "contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inquiries",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    handling = table.Column<string>(type: "text", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    question = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    responsible_id = table.Column<Guid>(type: "uuid", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inquiries", x => x.id);
                    table.CheckConstraint("ck_inquiries_answer", "(answered_at is null) = (answer is null) and (handling <> 'ANSWERED_NOW' or answer is not null)");
                    table.CheckConstraint("ck_inquiries_promise", "handling <> 'PROMISED' or (contact_id is not null and length(trim(question)) > 0)");
                    table.ForeignKey(
                        name: "fk_inquiries_contacts_contact_id",
                        column: x => x.contact_id,
                        principalSchema: "intake",
                        principalTable: "contacts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "promises",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    inquiry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    promised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promises", x => x.id);
                    table.CheckConstraint("ck_promises_ahead", "promised_at > made_at");
                    table.CheckConstraint("ck_promises_reason", "ordinal = 1 or length(trim(reason)) > 0");
                    table.ForeignKey(
                        name: "fk_promises_inquiries_inquiry_id",
                        column: x => x.inquiry_id,
                        principalSchema: "intake",
                        principalTable: "inquiries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "application_types",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    current_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application_types", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "type_versions",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    guidance_en = table.Column<string>(type: "text", nullable: false),
                    guidance_zh = table.Column<string>(type: "text", nullable: false),
                    number_pattern = table.Column<string>(type: "text", nullable: false),
                    notice_within_days = table.Column<int>(type: "integer", nullable: false),
                    processing_time = table.Column<TimeSpan>(type: "interval", nullable: false),
                    duty = table.Column<string>(type: "text", nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_type_versions", x => x.id);
                    table.CheckConstraint("ck_type_versions_days", "notice_within_days between 1 and 365");
                    table.ForeignKey(
                        name: "fk_type_versions_application_types_type_id",
                        column: x => x.type_id,
                        principalSchema: "intake",
                        principalTable: "application_types",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "applications",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    applicant_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    responsible_id = table.Column<Guid>(type: "uuid", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    planned_end_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_late = table.Column<bool>(type: "boolean", nullable: false, computedColumnSql: "coalesce(ended_at > planned_end_at, false)", stored: true),
                    answers = table.Column<string>(type: "jsonb", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: true),
                    tracking_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_applications", x => x.id);
                    table.CheckConstraint("ck_applications_ended", "(ended_at is not null) = (status in ('NOT_ACCEPTED', 'CLOSED', 'CANCELLED'))");
                    table.CheckConstraint("ck_applications_number", "number is not null or external_id is not null or status in ('RECEIVED', 'SUPPLEMENT_REQUESTED', 'NOT_ACCEPTED', 'CANCELLED')");
                    table.ForeignKey(
                        name: "fk_applications_application_types_type_id",
                        column: x => x.type_id,
                        principalSchema: "intake",
                        principalTable: "application_types",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_applications_contacts_applicant_id",
                        column: x => x.applicant_id,
                        principalSchema: "intake",
                        principalTable: "contacts",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_applications_type_versions_type_version_id",
                        column: x => x.type_version_id,
                        principalSchema: "intake",
                        principalTable: "type_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "form_fields",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    label_en = table.Column<string>(type: "text", nullable: false),
                    label_zh = table.Column<string>(type: "text", nullable: false),
                    help = table.Column<string>(type: "text", nullable: true),
                    sample_file = table.Column<string>(type: "text", nullable: true),
                    required = table.Column<bool>(type: "boolean", nullable: false),
                    choices = table.Column<List<string>>(type: "text[]", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_form_fields", x => x.id);
                    table.ForeignKey(
                        name: "fk_form_fields_type_versions_type_version_id",
                        column: x => x.type_version_id,
                        principalSchema: "intake",
                        principalTable: "type_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "material_requirements",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    form = table.Column<string>(type: "text", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    valid_days = table.Column<int>(type: "integer", nullable: true),
                    when_field = table.Column<string>(type: "text", nullable: true),
                    when_operator = table.Column<string>(type: "text", nullable: true),
                    when_value = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_material_requirements", x => x.id);
                    table.CheckConstraint("ck_material_requirements_count", "count > 0 and (valid_days is null or valid_days > 0)");
                    table.ForeignKey(
                        name: "fk_material_requirements_type_versions_type_version_id",
                        column: x => x.type_version_id,
                        principalSchema: "intake",
                        principalTable: "type_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "material_receipts",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_material_receipts", x => x.id);
                    table.ForeignKey(
                        name: "fk_material_receipts_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "outcome_documents",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text_en = table.Column<string>(type: "text", nullable: false),
                    text_zh = table.Column<string>(type: "text", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outcome_documents", x => x.id);
                    table.ForeignKey(
                        name: "fk_outcome_documents_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "progress_entries",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    text_en = table.Column<string>(type: "text", nullable: false),
                    text_zh = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_progress_entries_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "result_notices",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_result_notices", x => x.id);
                    table.ForeignKey(
                        name: "fk_result_notices_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "supplement_notices",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supplement_notices", x => x.id);
                    table.ForeignKey(
                        name: "fk_supplement_notices_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tasks",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    assignee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    historical = table.Column<bool>(type: "boolean", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tasks", x => x.id);
                    table.CheckConstraint("ck_tasks_completed", "(completed_at is not null) = (status = 'COMPLETED')");
                    table.CheckConstraint("ck_tasks_due", "status in ('OPEN', 'CANCELLED') or historical or (due_at is not null and assignee_id is not null)");
                    table.ForeignKey(
                        name: "fk_tasks_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "checklist_items",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requirement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    correctable_now = table.Column<bool>(type: "boolean", nullable: false),
                    judged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    corrected_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checklist_items", x => x.id);
                    table.CheckConstraint("ck_checklist_items_reason", "verdict <> 'DEFECTIVE' or length(trim(reason)) > 0");
                    table.ForeignKey(
                        name: "fk_checklist_items_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_checklist_items_material_requirements_requirement_id",
                        column: x => x.requirement_id,
                        principalSchema: "intake",
                        principalTable: "material_requirements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "assignments",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    explanation = table.Column<string>(type: "jsonb", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assignments", x => x.id);
                    table.ForeignKey(
                        name: "fk_assignments_tasks_task_id",
                        column: x => x.task_id,
                        principalSchema: "intake",
                        principalTable: "tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "quality_criteria",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    demand = table.Column<string>(type: "text", nullable: false),
                    measure = table.Column<string>(type: "text", nullable: false),
                    met = table.Column<bool>(type: "boolean", nullable: true),
                    evidence = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quality_criteria", x => x.id);
                    table.CheckConstraint("ck_quality_criteria_measure", "length(trim(demand)) > 0 and length(trim(measure)) > 0 and (met is null) = (evidence is null)");
                    table.ForeignKey(
                        name: "fk_quality_criteria_tasks_task_id",
                        column: x => x.task_id,
                        principalSchema: "intake",
                        principalTable: "tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "filed_materials",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    receipt_id = table.Column<Guid>(type: "uuid", nullable: false),
                    checklist_item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    pages = table.Column<int>(type: "integer", nullable: false),
                    size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_filed_materials", x => x.id);
                    table.CheckConstraint("ck_filed_materials_hash", "sha256 ~ '^[0-9A-F]{64}$'");
                    table.CheckConstraint("ck_filed_materials_pages", "pages > 0 and size_bytes > 0");
                    table.ForeignKey(
                        name: "fk_filed_materials_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_filed_materials_checklist_items_checklist_item_id",
                        column: x => x.checklist_item_id,
                        principalSchema: "intake",
                        principalTable: "checklist_items",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_filed_materials_material_receipts_receipt_id",
                        column: x => x.receipt_id,
                        principalSchema: "intake",
                        principalTable: "material_receipts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notice_items",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    notice_id = table.Column<Guid>(type: "uuid", nullable: false),
                    checklist_item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    demand = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_notice_items_checklist_items_checklist_item_id",
                        column: x => x.checklist_item_id,
                        principalSchema: "intake",
                        principalTable: "checklist_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_notice_items_supplement_notices_notice_id",
                        column: x => x.notice_id,
                        principalSchema: "intake",
                        principalTable: "supplement_notices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "review_faults",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    checklist_item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reviewer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    fault = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_review_faults", x => x.id);
                    table.ForeignKey(
                        name: "fk_review_faults_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_review_faults_checklist_items_checklist_item_id",
                        column: x => x.checklist_item_id,
                        principalSchema: "intake",
                        principalTable: "checklist_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_application_types_code_id",
                schema: "intake",
                table: "application_types",
                columns: new[] { "code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_application_types_current_id",
                schema: "intake",
                table: "application_types",
                column: "current_id");

            migrationBuilder.CreateIndex(
                name: "ux_application_types_code",
                schema: "intake",
                table: "application_types",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_applications_accepted_at_id",
                schema: "intake",
                table: "applications",
                columns: new[] { "accepted_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_applicant_id",
                schema: "intake",
                table: "applications",
                column: "applicant_id");

            migrationBuilder.CreateIndex(
                name: "ix_applications_channel",
                schema: "intake",
                table: "applications",
                column: "channel");

            migrationBuilder.CreateIndex(
                name: "ix_applications_department_id",
                schema: "intake",
                table: "applications",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_applications_ended_at_id",
                schema: "intake",
                table: "applications",
                columns: new[] { "ended_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_ended_late",
                schema: "intake",
                table: "applications",
                column: "ended_late");

            migrationBuilder.CreateIndex(
                name: "ix_applications_number_id",
                schema: "intake",
                table: "applications",
                columns: new[] { "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_planned_end_at_id",
                schema: "intake",
                table: "applications",
                columns: new[] { "planned_end_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_received_at_id",
                schema: "intake",
                table: "applications",
                columns: new[] { "received_at", "id" });

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
                name: "ux_applications_external",
                schema: "intake",
                table: "applications",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_applications_number",
                schema: "intake",
                table: "applications",
                column: "number",
                unique: true);

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
                name: "ix_checklist_items_requirement_id",
                schema: "intake",
                table: "checklist_items",
                column: "requirement_id");

            migrationBuilder.CreateIndex(
                name: "ix_checklist_items_verdict",
                schema: "intake",
                table: "checklist_items",
                column: "verdict");

            migrationBuilder.CreateIndex(
                name: "ux_checklist_items_requirement",
                schema: "intake",
                table: "checklist_items",
                columns: new[] { "application_id", "requirement_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_conflicts_of_interest_contact_id",
                schema: "intake",
                table: "conflicts_of_interest",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ux_conflicts_of_interest_pair",
                schema: "intake",
                table: "conflicts_of_interest",
                columns: new[] { "employee_id", "contact_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contacts_email",
                schema: "intake",
                table: "contacts",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_merged_into_id",
                schema: "intake",
                table: "contacts",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_name_id",
                schema: "intake",
                table: "contacts",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_contacts_phone",
                schema: "intake",
                table: "contacts",
                column: "phone");

            migrationBuilder.CreateIndex(
                name: "ux_contacts_email",
                schema: "intake",
                table: "contacts",
                column: "email",
                unique: true,
                filter: "merged_into_id is null");

            migrationBuilder.CreateIndex(
                name: "ux_contacts_phone",
                schema: "intake",
                table: "contacts",
                column: "phone",
                unique: true,
                filter: "merged_into_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_filed_materials_checklist_item_id",
                schema: "intake",
                table: "filed_materials",
                column: "checklist_item_id");

            migrationBuilder.CreateIndex(
                name: "ix_filed_materials_name_id",
                schema: "intake",
                table: "filed_materials",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_filed_materials_receipt_id",
                schema: "intake",
                table: "filed_materials",
                column: "receipt_id");

            migrationBuilder.CreateIndex(
                name: "ix_filed_materials_sha256",
                schema: "intake",
                table: "filed_materials",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "ux_filed_materials_edition",
                schema: "intake",
                table: "filed_materials",
                columns: new[] { "application_id", "name", "edition" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_form_fields_position_id",
                schema: "intake",
                table: "form_fields",
                columns: new[] { "position", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_form_fields_type_version_id",
                schema: "intake",
                table: "form_fields",
                column: "type_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_inquiries_answered_at",
                schema: "intake",
                table: "inquiries",
                column: "answered_at");

            migrationBuilder.CreateIndex(
                name: "ix_inquiries_channel",
                schema: "intake",
                table: "inquiries",
                column: "channel");

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
                name: "ix_inquiries_handling",
                schema: "intake",
                table: "inquiries",
                column: "handling");

            migrationBuilder.CreateIndex(
                name: "ix_inquiries_received_at_id",
                schema: "intake",
                table: "inquiries",
                columns: new[] { "received_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inquiries_responsible_id",
                schema: "intake",
                table: "inquiries",
                column: "responsible_id");

            migrationBuilder.CreateIndex(
                name: "ix_material_receipts_application_id",
                schema: "intake",
                table: "material_receipts",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_material_receipts_number_id",
                schema: "intake",
                table: "material_receipts",
                columns: new[] { "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_material_receipts_number",
                schema: "intake",
                table: "material_receipts",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_material_requirements_position_id",
                schema: "intake",
                table: "material_requirements",
                columns: new[] { "position", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_material_requirements_type_version_id",
                schema: "intake",
                table: "material_requirements",
                column: "type_version_id");

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
                name: "ix_outcome_documents_application_id",
                schema: "intake",
                table: "outcome_documents",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_outcome_documents_kind",
                schema: "intake",
                table: "outcome_documents",
                column: "kind");

            migrationBuilder.CreateIndex(
                name: "ix_outcome_documents_number_id",
                schema: "intake",
                table: "outcome_documents",
                columns: new[] { "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_outcome_documents_number",
                schema: "intake",
                table: "outcome_documents",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_progress_entries_application_id",
                schema: "intake",
                table: "progress_entries",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_progress_entries_at_id",
                schema: "intake",
                table: "progress_entries",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_promises_promised_at_id",
                schema: "intake",
                table: "promises",
                columns: new[] { "promised_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_promises_ordinal",
                schema: "intake",
                table: "promises",
                columns: new[] { "inquiry_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_quality_criteria_task_id",
                schema: "intake",
                table: "quality_criteria",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_result_notices_application_id",
                schema: "intake",
                table: "result_notices",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_result_notices_channel",
                schema: "intake",
                table: "result_notices",
                column: "channel");

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
                name: "ix_supplement_notices_application_id",
                schema: "intake",
                table: "supplement_notices",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_supplement_notices_closed_at",
                schema: "intake",
                table: "supplement_notices",
                column: "closed_at");

            migrationBuilder.CreateIndex(
                name: "ux_supplement_notices_open",
                schema: "intake",
                table: "supplement_notices",
                column: "application_id",
                unique: true,
                filter: "closed_at is null");

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
                name: "ix_tasks_completed_at_id",
                schema: "intake",
                table: "tasks",
                columns: new[] { "completed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_due_at_id",
                schema: "intake",
                table: "tasks",
                columns: new[] { "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_name",
                schema: "intake",
                table: "tasks",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_status",
                schema: "intake",
                table: "tasks",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_team_id",
                schema: "intake",
                table: "tasks",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "ux_tasks_external",
                schema: "intake",
                table: "tasks",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_type_versions_status",
                schema: "intake",
                table: "type_versions",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ix_type_versions_type_id",
                schema: "intake",
                table: "type_versions",
                column: "type_id");

            migrationBuilder.CreateIndex(
                name: "ux_type_versions_number",
                schema: "intake",
                table: "type_versions",
                columns: new[] { "type_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_type_versions_published",
                schema: "intake",
                table: "type_versions",
                column: "type_id",
                unique: true,
                filter: "status = 'PUBLISHED'");

            migrationBuilder.AddForeignKey(
                name: "fk_application_types_type_versions_current_id",
                schema: "intake",
                table: "application_types",
                column: "current_id",
                principalSchema: "intake",
                principalTable: "type_versions",
                principalColumn: "id");

            // Rules over several tables: checked at the commit, when everything that belongs together is there.
            migrationBuilder.Sql("""
                create function intake.require_promise() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if new.handling = 'PROMISED' and not exists (select from promises where inquiry_id = new.id and ordinal = 1) then
                    raise exception 'a promised inquiry has its first promise' using errcode = '23514', constraint = 'tr_inquiries_promise';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_inquiries_promise after insert on intake.inquiries
                  deferrable initially deferred for each row execute function intake.require_promise();

                create function intake.require_criteria() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if new.historical or new.status in ('OPEN', 'CANCELLED') then
                    return null;
                  end if;
                  if not exists (select from quality_criteria where task_id = new.id) then
                    raise exception 'a task is assigned with a measurable criterion' using errcode = '23514', constraint = 'tr_tasks_criteria';
                  end if;
                  if new.status = 'COMPLETED' and exists (select from quality_criteria where task_id = new.id and met is null) then
                    raise exception 'every criterion is answered before a task is completed' using errcode = '23514', constraint = 'tr_tasks_answered';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_tasks_criteria after insert or update of status on intake.tasks
                  deferrable initially deferred for each row execute function intake.require_criteria();

                create function intake.refuse_published() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if exists (select from type_versions where id = new.type_version_id and status <> 'DRAFT') then
                    raise exception 'a published version does not change' using errcode = '23514', constraint = 'wo_type_versions';
                  end if;
                  return new;
                end $f$;
                create trigger tr_form_fields_draft before insert on intake.form_fields for each row execute function intake.refuse_published();
                create trigger tr_material_requirements_draft before insert on intake.material_requirements for each row execute function intake.refuse_published();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_application_types_type_versions_current_id",
                schema: "intake",
                table: "application_types");

            migrationBuilder.DropTable(
                name: "assignments",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "conflicts_of_interest",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "filed_materials",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "form_fields",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "notice_items",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "outcome_documents",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "progress_entries",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "promises",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "quality_criteria",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "result_notices",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "review_faults",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "material_receipts",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "supplement_notices",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "inquiries",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "tasks",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "checklist_items",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "applications",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "material_requirements",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "contacts",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "type_versions",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "application_types",
                schema: "intake");
        }
    }
}
