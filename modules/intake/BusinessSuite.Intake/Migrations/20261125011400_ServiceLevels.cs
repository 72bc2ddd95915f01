using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Intake.Migrations
{
    /// <inheritdoc />
    public partial class ServiceLevels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "owner_changes",
                schema: "intake",
                table: "tasks",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "service_level_id",
                schema: "intake",
                table: "applications",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "anomalies",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    resolved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_anomalies", x => x.id);
                    table.CheckConstraint("ck_anomalies_order", "resolved_at >= found_at");
                    table.ForeignKey(
                        name: "fk_anomalies_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "handovers",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_handovers", x => x.id);
                    table.CheckConstraint("ck_handovers_reason", "length(trim(reason)) > 0");
                    table.ForeignKey(
                        name: "fk_handovers_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reopenings",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reopenings", x => x.id);
                    table.CheckConstraint("ck_reopenings_reason", "length(trim(reason)) > 0 and at >= closed_at");
                    table.ForeignKey(
                        name: "fk_reopenings_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_levels",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    first_answer_within = table.Column<TimeSpan>(type: "interval", nullable: true),
                    complete_within = table.Column<TimeSpan>(type: "interval", nullable: false),
                    climb_after = table.Column<TimeSpan>(type: "interval", nullable: false),
                    stuck_after = table.Column<TimeSpan>(type: "interval", nullable: false),
                    most_owner_changes = table.Column<int>(type: "integer", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_levels", x => x.id);
                    table.CheckConstraint("ck_service_levels_times", "least(complete_within, first_answer_within, climb_after, stuck_after) > interval '0' and greatest(complete_within, first_answer_within, climb_after, stuck_after) <= interval '2000 days' and most_owner_changes >= 0");
                    table.ForeignKey(
                        name: "fk_service_levels_application_types_type_id",
                        column: x => x.type_id,
                        principalSchema: "intake",
                        principalTable: "application_types",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "escalation_steps",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_level_id = table.Column<Guid>(type: "uuid", nullable: false),
                    percent = table.Column<int>(type: "integer", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_escalation_steps", x => x.id);
                    table.CheckConstraint("ck_escalation_steps_percent", "percent between 1 and 1000 and rank between 0 and 20");
                    table.ForeignKey(
                        name: "fk_escalation_steps_service_levels_service_level_id",
                        column: x => x.service_level_id,
                        principalSchema: "intake",
                        principalTable: "service_levels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pause_reasons",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_level_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    name_zh = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pause_reasons", x => x.id);
                    table.CheckConstraint("ck_pause_reasons_code", "code ~ '^[A-Z][A-Z0-9_]*$'");
                    table.ForeignKey(
                        name: "fk_pause_reasons_service_levels_service_level_id",
                        column: x => x.service_level_id,
                        principalSchema: "intake",
                        principalTable: "service_levels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "service_clocks",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_level_id = table.Column<Guid>(type: "uuid", nullable: false),
                    target = table.Column<string>(type: "text", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    within = table.Column<TimeSpan>(type: "interval", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    stopped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    fulfilled = table.Column<bool>(type: "boolean", nullable: false),
                    worked = table.Column<TimeSpan>(type: "interval", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    missed = table.Column<bool>(type: "boolean", nullable: false, computedColumnSql: "state = 'STOPPED' and worked > within", stored: true),
                    next_step_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_event_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_clocks", x => x.id);
                    table.CheckConstraint("ck_service_clocks_steps", "next_step_at is null or state = 'RUNNING'");
                    table.CheckConstraint("ck_service_clocks_stopped", "(stopped_at is not null) = (state = 'STOPPED') and (state = 'STOPPED' or not fulfilled)");
                    table.ForeignKey(
                        name: "fk_service_clocks_application_types_type_id",
                        column: x => x.type_id,
                        principalSchema: "intake",
                        principalTable: "application_types",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_service_clocks_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_service_clocks_service_levels_service_level_id",
                        column: x => x.service_level_id,
                        principalSchema: "intake",
                        principalTable: "service_levels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "clock_segments",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    clock_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    pause_reason_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_segments", x => x.id);
                    table.CheckConstraint("ck_clock_segments_reason", "(kind = 'PAUSED') = (pause_reason_id is not null)");
                    table.ForeignKey(
                        name: "fk_clock_segments_pause_reasons_pause_reason_id",
                        column: x => x.pause_reason_id,
                        principalSchema: "intake",
                        principalTable: "pause_reasons",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_clock_segments_service_clocks_clock_id",
                        column: x => x.clock_id,
                        principalSchema: "intake",
                        principalTable: "service_clocks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "escalations",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: false),
                    clock_id = table.Column<Guid>(type: "uuid", nullable: true),
                    percent = table.Column<int>(type: "integer", nullable: true),
                    climbed_from_id = table.Column<Guid>(type: "uuid", nullable: true),
                    origin_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    recipient_id = table.Column<Guid>(type: "uuid", nullable: true),
                    on_behalf_of_id = table.Column<Guid>(type: "uuid", nullable: true),
                    raised_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    climb_after = table.Column<TimeSpan>(type: "interval", nullable: false),
                    climbs_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    acknowledged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    solution = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_escalations", x => x.id);
                    table.CheckConstraint("ck_escalations_cause", "(cause = 'STEP') = (clock_id is not null) and (cause = 'STEP') = (percent is not null) and (cause = 'UNANSWERED') = (climbed_from_id is not null)");
                    table.CheckConstraint("ck_escalations_climbs", "climbs_at is null or status in ('OPEN', 'ACKNOWLEDGED')");
                    table.CheckConstraint("ck_escalations_other", "answered_by_id <> raised_by_id");
                    table.CheckConstraint("ck_escalations_reason", "cause <> 'EMPLOYEE' or coalesce(length(trim(reason)), 0) > 0");
                    table.CheckConstraint("ck_escalations_solution", "(status = 'ANSWERED') = (answered_at is not null and coalesce(length(trim(solution)), 0) > 0)");
                    table.ForeignKey(
                        name: "fk_escalations_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "intake",
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_escalations_escalations_climbed_from_id",
                        column: x => x.climbed_from_id,
                        principalSchema: "intake",
                        principalTable: "escalations",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_escalations_escalations_origin_id",
                        column: x => x.origin_id,
                        principalSchema: "intake",
                        principalTable: "escalations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_escalations_service_clocks_clock_id",
                        column: x => x.clock_id,
                        principalSchema: "intake",
                        principalTable: "service_clocks",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "reratings",
                schema: "intake",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    clock_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_level_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_level_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    worked = table.Column<TimeSpan>(type: "interval", nullable: false),
                    within_before = table.Column<TimeSpan>(type: "interval", nullable: false),
                    within_after = table.Column<TimeSpan>(type: "interval", nullable: false),
                    due_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_after = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    exceeded_before = table.Column<bool>(type: "boolean", nullable: false),
                    exceeded_after = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reratings", x => x.id);
                    table.CheckConstraint("ck_reratings_reason", "length(trim(reason)) > 0");
                    table.ForeignKey(
                        name: "fk_reratings_service_clocks_clock_id",
                        column: x => x.clock_id,
                        principalSchema: "intake",
                        principalTable: "service_clocks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_reratings_service_levels_from_level_id",
                        column: x => x.from_level_id,
                        principalSchema: "intake",
                        principalTable: "service_levels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_reratings_service_levels_to_level_id",
                        column: x => x.to_level_id,
                        principalSchema: "intake",
                        principalTable: "service_levels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_moved",
                schema: "intake",
                table: "tasks",
                column: "application_id",
                filter: "owner_changes > 0")
                .Annotation("Npgsql:IndexInclude", new[] { "owner_changes" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_service_level_id_id",
                schema: "intake",
                table: "applications",
                columns: new[] { "service_level_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_clocks_service_level_id_id",
                schema: "intake",
                table: "service_clocks",
                columns: new[] { "service_level_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_clocks_type_id_id",
                schema: "intake",
                table: "service_clocks",
                columns: new[] { "type_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_anomalies_application_id_id",
                schema: "intake",
                table: "anomalies",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_anomalies_found_at_id",
                schema: "intake",
                table: "anomalies",
                columns: new[] { "found_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_anomalies_kind",
                schema: "intake",
                table: "anomalies",
                column: "kind");

            migrationBuilder.CreateIndex(
                name: "ix_anomalies_resolved_at_id",
                schema: "intake",
                table: "anomalies",
                columns: new[] { "resolved_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_anomalies_open",
                schema: "intake",
                table: "anomalies",
                columns: new[] { "application_id", "kind" },
                unique: true,
                filter: "resolved_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_clock_segments_ordinal_id",
                schema: "intake",
                table: "clock_segments",
                columns: new[] { "ordinal", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clock_segments_pause_reason_id_id",
                schema: "intake",
                table: "clock_segments",
                columns: new[] { "pause_reason_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_clock_segments_ordinal",
                schema: "intake",
                table: "clock_segments",
                columns: new[] { "clock_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_escalation_steps_percent",
                schema: "intake",
                table: "escalation_steps",
                columns: new[] { "service_level_id", "percent" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_escalations_answered_at_id",
                schema: "intake",
                table: "escalations",
                columns: new[] { "answered_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_escalations_answered_by_id_id",
                schema: "intake",
                table: "escalations",
                columns: new[] { "answered_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_escalations_application_id_id",
                schema: "intake",
                table: "escalations",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_escalations_cause",
                schema: "intake",
                table: "escalations",
                column: "cause");

            migrationBuilder.CreateIndex(
                name: "ix_escalations_climbed_from_id_id",
                schema: "intake",
                table: "escalations",
                columns: new[] { "climbed_from_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_escalations_climbs",
                schema: "intake",
                table: "escalations",
                column: "climbs_at",
                filter: "climbs_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_escalations_department_id_id",
                schema: "intake",
                table: "escalations",
                columns: new[] { "department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_escalations_on_behalf_of_id_id",
                schema: "intake",
                table: "escalations",
                columns: new[] { "on_behalf_of_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_escalations_origin_id_id",
                schema: "intake",
                table: "escalations",
                columns: new[] { "origin_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_escalations_percent",
                schema: "intake",
                table: "escalations",
                column: "percent");

            migrationBuilder.CreateIndex(
                name: "ix_escalations_raised_at_id",
                schema: "intake",
                table: "escalations",
                columns: new[] { "raised_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_escalations_raised_by_id_id",
                schema: "intake",
                table: "escalations",
                columns: new[] { "raised_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_escalations_recipient_id_id",
                schema: "intake",
                table: "escalations",
                columns: new[] { "recipient_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_escalations_status",
                schema: "intake",
                table: "escalations",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ix_escalations_subject_id_id",
                schema: "intake",
                table: "escalations",
                columns: new[] { "subject_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_escalations_climb",
                schema: "intake",
                table: "escalations",
                column: "climbed_from_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_escalations_step",
                schema: "intake",
                table: "escalations",
                columns: new[] { "clock_id", "percent" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_handovers_application_id_id",
                schema: "intake",
                table: "handovers",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_handovers_from_id_id",
                schema: "intake",
                table: "handovers",
                columns: new[] { "from_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_handovers_to_id_id",
                schema: "intake",
                table: "handovers",
                columns: new[] { "to_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_pause_reasons_code",
                schema: "intake",
                table: "pause_reasons",
                columns: new[] { "service_level_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reopenings_application_id_id",
                schema: "intake",
                table: "reopenings",
                columns: new[] { "application_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_reopenings_at_id",
                schema: "intake",
                table: "reopenings",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_reopenings_by_id_id",
                schema: "intake",
                table: "reopenings",
                columns: new[] { "by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_reratings_by_id_id",
                schema: "intake",
                table: "reratings",
                columns: new[] { "by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_reratings_clock_id_id",
                schema: "intake",
                table: "reratings",
                columns: new[] { "clock_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_reratings_from_level_id_id",
                schema: "intake",
                table: "reratings",
                columns: new[] { "from_level_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_reratings_to_level_id_id",
                schema: "intake",
                table: "reratings",
                columns: new[] { "to_level_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_clocks_due",
                schema: "intake",
                table: "service_clocks",
                columns: new[] { "service_level_id", "due_at" },
                filter: "state = 'RUNNING' and target = 'COMPLETION'");

            migrationBuilder.CreateIndex(
                name: "ix_service_clocks_due_at_id",
                schema: "intake",
                table: "service_clocks",
                columns: new[] { "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_clocks_fulfilled",
                schema: "intake",
                table: "service_clocks",
                column: "fulfilled");

            migrationBuilder.CreateIndex(
                name: "ix_service_clocks_missed",
                schema: "intake",
                table: "service_clocks",
                column: "missed");

            migrationBuilder.CreateIndex(
                name: "ix_service_clocks_pace",
                schema: "intake",
                table: "service_clocks",
                columns: new[] { "type_id", "stopped_at" },
                filter: "target = 'COMPLETION' and fulfilled")
                .Annotation("Npgsql:IndexInclude", new[] { "worked" });

            migrationBuilder.CreateIndex(
                name: "ix_service_clocks_quiet",
                schema: "intake",
                table: "service_clocks",
                columns: new[] { "service_level_id", "last_event_at" },
                filter: "state = 'RUNNING'");

            migrationBuilder.CreateIndex(
                name: "ix_service_clocks_started_at_id",
                schema: "intake",
                table: "service_clocks",
                columns: new[] { "started_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_clocks_state",
                schema: "intake",
                table: "service_clocks",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_service_clocks_steps",
                schema: "intake",
                table: "service_clocks",
                column: "next_step_at",
                filter: "next_step_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_service_clocks_stopped_at_id",
                schema: "intake",
                table: "service_clocks",
                columns: new[] { "stopped_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_clocks_target",
                schema: "intake",
                table: "service_clocks",
                column: "target");

            migrationBuilder.CreateIndex(
                name: "ux_service_clocks_round",
                schema: "intake",
                table: "service_clocks",
                columns: new[] { "application_id", "target", "round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_levels_status",
                schema: "intake",
                table: "service_levels",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ux_service_levels_number",
                schema: "intake",
                table: "service_levels",
                columns: new[] { "type_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_service_levels_published",
                schema: "intake",
                table: "service_levels",
                column: "type_id",
                unique: true,
                filter: "status = 'PUBLISHED'");

            migrationBuilder.AddForeignKey(
                name: "fk_applications_service_levels_service_level_id",
                schema: "intake",
                table: "applications",
                column: "service_level_id",
                principalSchema: "intake",
                principalTable: "service_levels",
                principalColumn: "id");

            migrationBuilder.Sql("""
                create function intake.time_ordered_id(moment timestamptz) returns uuid language sql volatile set search_path = pg_catalog, pg_temp as $f$
                  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from moment) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
                $f$;

                create function intake.refuse_published_level() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if exists (select from service_levels where id = new.service_level_id and status <> 'DRAFT') then
                    raise exception 'a published service level does not change' using errcode = '23514', constraint = 'wo_service_levels';
                  end if;
                  return new;
                end $f$;
                create trigger tr_pause_reasons_draft before insert on intake.pause_reasons for each row execute function intake.refuse_published_level();
                create trigger tr_escalation_steps_draft before insert on intake.escalation_steps for each row execute function intake.refuse_published_level();

                create function intake.require_order() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if not (case when new.ordinal = 1
                    then new.kind = 'RUNNING' and exists (select from service_clocks where id = new.clock_id and started_at = new."from")
                    else exists (select from clock_segments where clock_id = new.clock_id and ordinal = new.ordinal - 1 and "from" <= new."from" and kind <> new.kind) end) then
                    raise exception 'a segment begins where the one before ends' using errcode = '23514', constraint = 'tr_clock_segments_order';
                  end if;
                  if new.pause_reason_id is not null and not exists (
                    select from service_clocks c join pause_reasons r on r.service_level_id = c.service_level_id where c.id = new.clock_id and r.id = new.pause_reason_id) then
                    raise exception 'a clock stands still for reasons of its service level only' using errcode = '23514', constraint = 'tr_clock_segments_listed';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_clock_segments_order after insert on intake.clock_segments
                  deferrable initially deferred for each row execute function intake.require_order();

                create function intake.require_newer() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if not exists (
                    select from service_levels b join service_levels a on a.type_id = b.type_id and a.number > b.number
                    where b.id = new.from_level_id and a.id = new.to_level_id and a.status <> 'DRAFT') then
                    raise exception 'a clock is rated by a later version of its service level' using errcode = '23514', constraint = 'tr_reratings_newer';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_reratings_newer after insert on intake.reratings
                  deferrable initially deferred for each row execute function intake.require_newer();

                create function intake.require_reopening() returns trigger language plpgsql security definer set search_path = intake, pg_temp as $f$
                begin
                  if old.ended_at is not null and new.ended_at is distinct from old.ended_at
                    and not exists (select from reopenings where application_id = new.id and closed_at = old.ended_at) then
                    raise exception 'an end is taken back with a record of why' using errcode = '23514', constraint = 'tr_applications_reopened';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_applications_reopened after update of ended_at on intake.applications
                  deferrable initially deferred for each row execute function intake.require_reopening();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop function intake.time_ordered_id(timestamptz);
                drop function intake.refuse_published_level() cascade;
                drop function intake.require_order() cascade;
                drop function intake.require_newer() cascade;
                drop function intake.require_reopening() cascade;
                """);

            migrationBuilder.DropForeignKey(
                name: "fk_applications_service_levels_service_level_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropTable(
                name: "anomalies",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "clock_segments",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "escalation_steps",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "escalations",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "handovers",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "reopenings",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "reratings",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "pause_reasons",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "service_clocks",
                schema: "intake");

            migrationBuilder.DropTable(
                name: "service_levels",
                schema: "intake");

            migrationBuilder.DropIndex(
                name: "ix_tasks_moved",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_applications_service_level_id_id",
                schema: "intake",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "owner_changes",
                schema: "intake",
                table: "tasks");

            migrationBuilder.DropColumn(
                name: "service_level_id",
                schema: "intake",
                table: "applications");
        }
    }
}
