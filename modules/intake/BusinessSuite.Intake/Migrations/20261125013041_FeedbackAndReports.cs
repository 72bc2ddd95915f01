using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class FeedbackAndReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "report_plans",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    period = table.Column<string>(type: "text", nullable: false),
                    type_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recipients = table.Column<List<string>>(type: "text[]", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_plans", x => x.id);
                    table.CheckConstraint("ck_report_plans_name", "length(trim(name)) > 0");
                    table.ForeignKey(
                        name: "fk_report_plans_application_types_type_id",
                        column: x => x.type_id,
                        principalSchema: "intake",
                        principalTable: "application_types",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "progress_reports",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    fingerprint = table.Column<string>(type: "text", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_reports", x => x.id);
                    table.CheckConstraint("ck_progress_reports_period", "\"from\" < until and until <= (made_at at time zone 'UTC' + interval '14 hours')::date");
                    table.ForeignKey(
                        name: "fk_progress_reports_report_plans_plan_id",
                        column: x => x.plan_id,
                        principalSchema: "intake",
                        principalTable: "report_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_figures",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure = table.Column<string>(type: "text", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    count = table.Column<int>(type: "integer", nullable: false),
                    median_time = table.Column<TimeSpan>(type: "interval", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_figures", x => x.id);
                    table.CheckConstraint("ck_report_figures_count", "count > 0");
                    table.ForeignKey(
                        name: "fk_report_figures_progress_reports_report_id",
                        column: x => x.report_id,
                        principalSchema: "intake",
                        principalTable: "progress_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_cases",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    figure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    planned_end_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    took = table.Column<TimeSpan>(type: "interval", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_cases", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_cases_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_report_cases_report_figures_figure_id",
                        column: x => x.figure_id,
                        principalSchema: "intake",
                        principalTable: "report_figures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "complaint_entries",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    complaint_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaint_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "complaint_forwardings",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    complaint_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    forwarded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaint_forwardings", x => x.id);
                    table.CheckConstraint("ck_complaint_forwardings_answer", "(answer is null) = (answered_at is null) and (answer is null or length(trim(answer)) > 0)");
                    table.CheckConstraint("ck_complaint_forwardings_term", "answer_by > forwarded_at");
                });

            migrationBuilder.CreateTable(
                name: "complaints",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    remedy_sought = table.Column<string>(type: "text", nullable: true),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    caused_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    repeat_of_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    about_id = table.Column<Guid>(type: "uuid", nullable: true),
                    handler_id = table.Column<Guid>(type: "uuid", nullable: true),
                    investigator_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    acknowledge_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    acknowledged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    severity = table.Column<string>(type: "text", nullable: true),
                    complexity = table.Column<string>(type: "text", nullable: true),
                    impact = table.Column<string>(type: "text", nullable: true),
                    immediate_action = table.Column<bool>(type: "boolean", nullable: true),
                    respond_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    findings = table.Column<string>(type: "text", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    response = table.Column<string>(type: "text", nullable: true),
                    responded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reply_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    recourse = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    tracking_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaints", x => x.id);
                    table.CheckConstraint("ck_complaints_closed", "(closed_at is not null) = (status = 'CLOSED')");
                    table.CheckConstraint("ck_complaints_department", "department_id is not null or status in ('RECEIVED', 'ACKNOWLEDGED')");
                    table.CheckConstraint("ck_complaints_impartial", "about_id is null or (handler_id is distinct from about_id and investigator_id is distinct from about_id)");
                    table.CheckConstraint("ck_complaints_said", "length(trim(description)) > 0 and (length(trim(remedy_sought)) > 0 or (remedy_sought is null and caused_by_id is not null))");
                    table.ForeignKey(
                        name: "fk_complaints_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_complaints_complaints_repeat_of_id",
                        column: x => x.repeat_of_id,
                        principalSchema: "intake",
                        principalTable: "complaints",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_complaints_contacts_contact_id",
                        column: x => x.contact_id,
                        principalSchema: "intake",
                        principalTable: "contacts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "ratings",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    complaint_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    open_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    score = table.Column<int>(type: "integer", nullable: true),
                    opinion = table.Column<string>(type: "text", nullable: true),
                    rated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    token_key = table.Column<string>(type: "text", nullable: true),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ratings", x => x.id);
                    table.CheckConstraint("ck_ratings_about", "application_id is not null or complaint_id is not null");
                    table.CheckConstraint("ck_ratings_in_time", "rated_at <= open_until");
                    table.CheckConstraint("ck_ratings_score", "score between 1 and 5 and (score is null) = (rated_at is null)");
                    table.ForeignKey(
                        name: "fk_ratings_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_ratings_complaints_complaint_id",
                        column: x => x.complaint_id,
                        principalSchema: "intake",
                        principalTable: "complaints",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_ratings_contacts_contact_id",
                        column: x => x.contact_id,
                        principalSchema: "intake",
                        principalTable: "contacts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "rectifications",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    complaint_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure = table.Column<string>(type: "text", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    verified_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    verified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finding = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rectifications", x => x.id);
                    table.CheckConstraint("ck_rectifications_done", "status = 'PLANNED' or (done_at is not null and evidence is not null and length(trim(evidence)) > 0)");
                    table.CheckConstraint("ck_rectifications_measure", "length(trim(measure)) > 0");
                    table.CheckConstraint("ck_rectifications_verified", "(status = 'VERIFIED') = (verified_at is not null) and (verified_at is null) = (verified_by_id is null)");
                    table.CheckConstraint("ck_rectifications_verifier", "verified_by_id <> owner_id");
                    table.ForeignKey(
                        name: "fk_rectifications_complaints_complaint_id",
                        column: x => x.complaint_id,
                        principalSchema: "intake",
                        principalTable: "complaints",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_applications_finished",
                schema: "intake",
                table: "applications",
                column: "ended_at",
                filter: "status = 'CLOSED'")
                .Annotation("Npgsql:IndexInclude", new[] { "department_id", "responsible_id", "ended_late", "type_id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_open",
                schema: "intake",
                table: "applications",
                columns: new[] { "department_id", "responsible_id", "planned_end_at" },
                filter: "ended_at is null")
                .Annotation("Npgsql:IndexInclude", new[] { "status", "type_id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_entries_at_id",
                schema: "intake",
                table: "complaint_entries",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_entries_by_id_id",
                schema: "intake",
                table: "complaint_entries",
                columns: new[] { "by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_entries_complaint_id_id",
                schema: "intake",
                table: "complaint_entries",
                columns: new[] { "complaint_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_forwardings_answer_by_id",
                schema: "intake",
                table: "complaint_forwardings",
                columns: new[] { "answer_by", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_forwardings_answered_at",
                schema: "intake",
                table: "complaint_forwardings",
                column: "answered_at");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_forwardings_answered_by_id_id",
                schema: "intake",
                table: "complaint_forwardings",
                columns: new[] { "answered_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_forwardings_complaint_id",
                schema: "intake",
                table: "complaint_forwardings",
                column: "complaint_id");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_forwardings_complaint_id_id",
                schema: "intake",
                table: "complaint_forwardings",
                columns: new[] { "complaint_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_forwardings_department_id_id",
                schema: "intake",
                table: "complaint_forwardings",
                columns: new[] { "department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_complaint_forwardings_open",
                schema: "intake",
                table: "complaint_forwardings",
                column: "complaint_id",
                unique: true,
                filter: "answered_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_about_id_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "about_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_acknowledge_by_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "acknowledge_by", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_application_id_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_caused_by_id_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "caused_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_channel",
                schema: "intake",
                table: "complaints",
                column: "channel");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_closed_at_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "closed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_contact_id_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "contact_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_department_id_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_handler_id_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "handler_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_immediate_action",
                schema: "intake",
                table: "complaints",
                column: "immediate_action");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_investigator_id_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "investigator_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_number_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_opened_at_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "opened_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_outcome",
                schema: "intake",
                table: "complaints",
                column: "outcome");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_received_at_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "received_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_repeat_of_id_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "repeat_of_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_reply_by_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "reply_by", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_respond_by_id",
                schema: "intake",
                table: "complaints",
                columns: new[] { "respond_by", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_severity",
                schema: "intake",
                table: "complaints",
                column: "severity");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_status",
                schema: "intake",
                table: "complaints",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_subject",
                schema: "intake",
                table: "complaints",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ux_complaints_number",
                schema: "intake",
                table: "complaints",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_progress_reports_from_id",
                schema: "intake",
                table: "progress_reports",
                columns: new[] { "from", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_progress_reports_made_at_id",
                schema: "intake",
                table: "progress_reports",
                columns: new[] { "made_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_progress_reports_period",
                schema: "intake",
                table: "progress_reports",
                columns: new[] { "plan_id", "from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ratings_application_id_id",
                schema: "intake",
                table: "ratings",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ratings_asked_at_id",
                schema: "intake",
                table: "ratings",
                columns: new[] { "asked_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ratings_complaint_id_id",
                schema: "intake",
                table: "ratings",
                columns: new[] { "complaint_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ratings_contact_id_id",
                schema: "intake",
                table: "ratings",
                columns: new[] { "contact_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ratings_department_id_id",
                schema: "intake",
                table: "ratings",
                columns: new[] { "department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ratings_open_until_id",
                schema: "intake",
                table: "ratings",
                columns: new[] { "open_until", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ratings_rated_at_id",
                schema: "intake",
                table: "ratings",
                columns: new[] { "rated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ratings_recorded_by_id_id",
                schema: "intake",
                table: "ratings",
                columns: new[] { "recorded_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ratings_score",
                schema: "intake",
                table: "ratings",
                column: "score");

            migrationBuilder.CreateIndex(
                name: "ux_ratings_token_key",
                schema: "intake",
                table: "ratings",
                column: "token_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_rectifications_complaint_id_id",
                schema: "intake",
                table: "rectifications",
                columns: new[] { "complaint_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_rectifications_department_id_id",
                schema: "intake",
                table: "rectifications",
                columns: new[] { "department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_rectifications_due_at_id",
                schema: "intake",
                table: "rectifications",
                columns: new[] { "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_rectifications_owner_id_id",
                schema: "intake",
                table: "rectifications",
                columns: new[] { "owner_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_rectifications_status",
                schema: "intake",
                table: "rectifications",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ix_rectifications_verified_by_id_id",
                schema: "intake",
                table: "rectifications",
                columns: new[] { "verified_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_cases_application_id_id",
                schema: "intake",
                table: "report_cases",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_report_cases_application",
                schema: "intake",
                table: "report_cases",
                columns: new[] { "figure_id", "application_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_figures_department_id_id",
                schema: "intake",
                table: "report_figures",
                columns: new[] { "department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_figures_employee_id_id",
                schema: "intake",
                table: "report_figures",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_figures_measure",
                schema: "intake",
                table: "report_figures",
                column: "measure");

            migrationBuilder.CreateIndex(
                name: "ux_report_figures_group",
                schema: "intake",
                table: "report_figures",
                columns: new[] { "report_id", "measure", "department_id", "employee_id" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_report_plans_department_id_id",
                schema: "intake",
                table: "report_plans",
                columns: new[] { "department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_plans_period",
                schema: "intake",
                table: "report_plans",
                column: "period");

            migrationBuilder.CreateIndex(
                name: "ix_report_plans_type_id_id",
                schema: "intake",
                table: "report_plans",
                columns: new[] { "type_id", "id" });

            migrationBuilder.AddForeignKey(
                name: "fk_complaint_entries_complaints_complaint_id",
                schema: "intake",
                table: "complaint_entries",
                column: "complaint_id",
                principalSchema: "intake",
                principalTable: "complaints",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_complaint_forwardings_complaints_complaint_id",
                schema: "intake",
                table: "complaint_forwardings",
                column: "complaint_id",
                principalSchema: "intake",
                principalTable: "complaints",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_complaints_ratings_caused_by_id",
                schema: "intake",
                table: "complaints",
                column: "caused_by_id",
                principalSchema: "intake",
                principalTable: "ratings",
                principalColumn: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_ratings_complaints_complaint_id",
                schema: "intake",
                table: "ratings");

            migrationBuilder.DropTable(
                name: "complaint_entries",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "complaint_forwardings",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "rectifications",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "report_cases",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "report_figures",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "progress_reports",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "report_plans",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "complaints",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "ratings",
                schema: "intake");

            migrationBuilder.DropIndex(
                name: "ix_applications_finished",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_open",
                schema: "intake",
                table: "applications");
        }
    }
}
