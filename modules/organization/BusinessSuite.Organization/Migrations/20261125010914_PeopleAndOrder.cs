using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Organization.Migrations
{
    /// <inheritdoc />
    public partial class PeopleAndOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "bank_account",
                schema: "organization",
                table: "employees",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "identity_number",
                schema: "organization",
                table: "employees",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "joined_on",
                schema: "organization",
                table: "employees",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "left_on",
                schema: "organization",
                table: "employees",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name",
                schema: "organization",
                table: "department_placements",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "checklist_steps",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    retired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checklist_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_checklist_steps_posts_post_id",
                        column: x => x.post_id,
                        principalSchema: "organization",
                        principalTable: "posts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "clearances",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    granted_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clearances", x => x.id);
                    table.CheckConstraint("ck_clearances_level", "level in ('SECRET', 'CORE')");
                    table.CheckConstraint("ck_clearances_period", "valid_until > valid_from");
                    table.CheckConstraint("ck_clearances_self", "granted_by_id <> employee_id");
                    table.ForeignKey(
                        name: "fk_clearances_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_clearances_employees_granted_by_id",
                        column: x => x.granted_by_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "confidentiality_agreements",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_confidentiality_agreements", x => x.id);
                    table.CheckConstraint("ck_confidentiality_agreements_period", "valid_until > signed_on");
                    table.ForeignKey(
                        name: "fk_confidentiality_agreements_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "custody_items",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    handed_out_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    returned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    amount_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    amount_currency = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_custody_items", x => x.id);
                    table.CheckConstraint("ck_custody_items_amount", "(kind = 'ASSET') = (amount_amount is null) and coalesce(amount_amount, 1) > 0");
                    table.ForeignKey(
                        name: "fk_custody_items_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "penalty_scales",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    statement_days = table.Column<int>(type: "integer", nullable: false),
                    appeal_days = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_penalty_scales", x => x.id);
                    table.CheckConstraint("ck_penalty_scales_terms", "statement_days > 0 and appeal_days > 0");
                });

            migrationBuilder.CreateTable(
                name: "policies",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "signatures",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    signer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    duty_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_type = table.Column<string>(type: "text", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    post_holding_id = table.Column<Guid>(type: "uuid", nullable: true),
                    delegation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    absence_id = table.Column<Guid>(type: "uuid", nullable: true),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    limit_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    limit_currency = table.Column<string>(type: "text", nullable: true),
                    sum_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    sum_currency = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_signatures", x => x.id);
                    table.CheckConstraint("ck_signatures_limit", "sum_amount is null or coalesce(limit_amount >= sum_amount and limit_currency = sum_currency, false)");
                    table.CheckConstraint("ck_signatures_source", "(source = 'POST') = (post_holding_id is not null) and (source = 'DELEGATION') = (delegation_id is not null) and (source = 'DEPUTY') = (absence_id is not null)");
                    table.ForeignKey(
                        name: "fk_signatures_absences_absence_id",
                        column: x => x.absence_id,
                        principalSchema: "organization",
                        principalTable: "absences",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_signatures_delegations_delegation_id",
                        column: x => x.delegation_id,
                        principalSchema: "organization",
                        principalTable: "delegations",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_signatures_duties_duty_id",
                        column: x => x.duty_id,
                        principalSchema: "organization",
                        principalTable: "duties",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_signatures_employees_signer_id",
                        column: x => x.signer_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_signatures_post_holdings_post_holding_id",
                        column: x => x.post_holding_id,
                        principalSchema: "organization",
                        principalTable: "post_holdings",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "staff_changes",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_changes", x => x.id);
                    table.CheckConstraint("ck_staff_changes_post", "(post_id is null) = (kind = 'LEAVING')");
                    table.ForeignKey(
                        name: "fk_staff_changes_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_staff_changes_posts_post_id",
                        column: x => x.post_id,
                        principalSchema: "organization",
                        principalTable: "posts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "penalties",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    scale_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    applies_to = table.Column<string>(type: "text", nullable: false),
                    severity = table.Column<int>(type: "integer", nullable: false),
                    expires_after_months = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_penalties", x => x.id);
                    table.CheckConstraint("ck_penalties_severity", "severity > 0 and expires_after_months > 0");
                    table.ForeignKey(
                        name: "fk_penalties_penalty_scales_scale_id",
                        column: x => x.scale_id,
                        principalSchema: "organization",
                        principalTable: "penalty_scales",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "policy_versions",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    policy_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    acknowledge_days = table.Column<int>(type: "integer", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_versions", x => x.id);
                    table.CheckConstraint("ck_policy_versions_days", "acknowledge_days >= 0");
                    table.ForeignKey(
                        name: "fk_policy_versions_policies_policy_id",
                        column: x => x.policy_id,
                        principalSchema: "organization",
                        principalTable: "policies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_change_items",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_change_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    done_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    evidence = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_change_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_staff_change_items_employees_done_by_id",
                        column: x => x.done_by_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_staff_change_items_staff_changes_staff_change_id",
                        column: x => x.staff_change_id,
                        principalSchema: "organization",
                        principalTable: "staff_changes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "discipline_cases",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reporter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    occurred_on = table.Column<DateOnly>(type: "date", nullable: false),
                    report = table.Column<string>(type: "text", nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    notice = table.Column<string>(type: "text", nullable: true),
                    notified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    statement_due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    statement = table.Column<string>(type: "text", nullable: true),
                    stated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    penalty_id = table.Column<Guid>(type: "uuid", nullable: true),
                    grounds = table.Column<string>(type: "text", nullable: true),
                    decider_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    signature_id = table.Column<Guid>(type: "uuid", nullable: true),
                    appeal_due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    appeal = table.Column<string>(type: "text", nullable: true),
                    appealed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    appeal_outcome = table.Column<string>(type: "text", nullable: true),
                    reduced_to_id = table.Column<Guid>(type: "uuid", nullable: true),
                    appeal_decider_id = table.Column<Guid>(type: "uuid", nullable: true),
                    appeal_decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: true),
                    effective_until = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_discipline_cases", x => x.id);
                    table.CheckConstraint("ck_discipline_cases_appeal", "appeal_decided_at is null or coalesce(appealed_at <= appeal_decided_at and appeal_decider_id not in (decider_id, employee_id, reporter_id), false)");
                    table.CheckConstraint("ck_discipline_cases_appeal_term", "appealed_at is null or coalesce(appealed_at <= appeal_due, false)");
                    table.CheckConstraint("ck_discipline_cases_decider", "decided_at is null or coalesce(decider_id <> employee_id and decider_id <> reporter_id, false)");
                    table.CheckConstraint("ck_discipline_cases_decision", "(decided_at is null) = (penalty_id is null) and (decided_at is null) = (signature_id is null)");
                    table.CheckConstraint("ck_discipline_cases_hearing", "decided_at is null or coalesce(notified_at <= decided_at and (stated_at <= decided_at or statement_due <= decided_at), false)");
                    table.CheckConstraint("ck_discipline_cases_level", "level in ('SECRET', 'CORE')");
                    table.ForeignKey(
                        name: "fk_discipline_cases_departments_department_id",
                        column: x => x.department_id,
                        principalSchema: "organization",
                        principalTable: "departments",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_discipline_cases_employees_appeal_decider_id",
                        column: x => x.appeal_decider_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_discipline_cases_employees_decider_id",
                        column: x => x.decider_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_discipline_cases_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_discipline_cases_employees_reporter_id",
                        column: x => x.reporter_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_discipline_cases_penalties_penalty_id",
                        column: x => x.penalty_id,
                        principalSchema: "organization",
                        principalTable: "penalties",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_discipline_cases_penalties_reduced_to_id",
                        column: x => x.reduced_to_id,
                        principalSchema: "organization",
                        principalTable: "penalties",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_discipline_cases_signatures_signature_id",
                        column: x => x.signature_id,
                        principalSchema: "organization",
                        principalTable: "signatures",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "acknowledgements",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    policy_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    acknowledged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_acknowledgements", x => x.id);
                    table.ForeignKey(
                        name: "fk_acknowledgements_employees_employee_id",
                        column: x => x.employee_id,
                        principalSchema: "organization",
                        principalTable: "employees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_acknowledgements_policy_versions_policy_version_id",
                        column: x => x.policy_version_id,
                        principalSchema: "organization",
                        principalTable: "policy_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "policy_clauses",
                schema: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    policy_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_clauses", x => x.id);
                    table.ForeignKey(
                        name: "fk_policy_clauses_policy_versions_policy_version_id",
                        column: x => x.policy_version_id,
                        principalSchema: "organization",
                        principalTable: "policy_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_employees_left_on",
                schema: "organization",
                table: "employees",
                column: "left_on");

            migrationBuilder.CreateIndex(
                name: "ix_acknowledgements_acknowledged_at",
                schema: "organization",
                table: "acknowledgements",
                column: "acknowledged_at");

            migrationBuilder.CreateIndex(
                name: "ix_acknowledgements_due_on_id",
                schema: "organization",
                table: "acknowledgements",
                columns: new[] { "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_acknowledgements_employee_id_id",
                schema: "organization",
                table: "acknowledgements",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_acknowledgements_employee",
                schema: "organization",
                table: "acknowledgements",
                columns: new[] { "policy_version_id", "employee_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_checklist_steps_kind",
                schema: "organization",
                table: "checklist_steps",
                column: "kind");

            migrationBuilder.CreateIndex(
                name: "ix_checklist_steps_post_id_id",
                schema: "organization",
                table: "checklist_steps",
                columns: new[] { "post_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clearances_employee_id_id",
                schema: "organization",
                table: "clearances",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clearances_granted_by_id_id",
                schema: "organization",
                table: "clearances",
                columns: new[] { "granted_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_clearances_level",
                schema: "organization",
                table: "clearances",
                column: "level");

            migrationBuilder.CreateIndex(
                name: "ix_confidentiality_agreements_employee_id_id",
                schema: "organization",
                table: "confidentiality_agreements",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_custody_items_employee_id_id",
                schema: "organization",
                table: "custody_items",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_custody_items_kind",
                schema: "organization",
                table: "custody_items",
                column: "kind");

            migrationBuilder.CreateIndex(
                name: "ix_custody_items_returned_at",
                schema: "organization",
                table: "custody_items",
                column: "returned_at");

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_appeal_decider_id_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "appeal_decider_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_decider_id_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "decider_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_department_id_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "department_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_effective_until",
                schema: "organization",
                table: "discipline_cases",
                column: "effective_until");

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_employee_id_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_number_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_occurred_on_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "occurred_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_penalty_id_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "penalty_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_reduced_to_id_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "reduced_to_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_reporter_id_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "reporter_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_signature_id_id",
                schema: "organization",
                table: "discipline_cases",
                columns: new[] { "signature_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_cases_state",
                schema: "organization",
                table: "discipline_cases",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ux_discipline_cases_number",
                schema: "organization",
                table: "discipline_cases",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_penalties_code",
                schema: "organization",
                table: "penalties",
                column: "code");

            migrationBuilder.CreateIndex(
                name: "ux_penalties_code",
                schema: "organization",
                table: "penalties",
                columns: new[] { "scale_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_penalty_scales_number_id",
                schema: "organization",
                table: "penalty_scales",
                columns: new[] { "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_penalty_scales_valid_from_id",
                schema: "organization",
                table: "penalty_scales",
                columns: new[] { "valid_from", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_penalty_scales_valid_from",
                schema: "organization",
                table: "penalty_scales",
                column: "valid_from",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_policies_code_id",
                schema: "organization",
                table: "policies",
                columns: new[] { "code", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_policies_code",
                schema: "organization",
                table: "policies",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_policy_clauses_number",
                schema: "organization",
                table: "policy_clauses",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "ux_policy_clauses_number",
                schema: "organization",
                table: "policy_clauses",
                columns: new[] { "policy_version_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_effective_on_id",
                schema: "organization",
                table: "policy_versions",
                columns: new[] { "effective_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_number_id",
                schema: "organization",
                table: "policy_versions",
                columns: new[] { "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_policy_versions_number",
                schema: "organization",
                table: "policy_versions",
                columns: new[] { "policy_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_signatures_absence_id_id",
                schema: "organization",
                table: "signatures",
                columns: new[] { "absence_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_signatures_delegation_id_id",
                schema: "organization",
                table: "signatures",
                columns: new[] { "delegation_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_signatures_duty_id_id",
                schema: "organization",
                table: "signatures",
                columns: new[] { "duty_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_signatures_post_holding_id_id",
                schema: "organization",
                table: "signatures",
                columns: new[] { "post_holding_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_signatures_record_id",
                schema: "organization",
                table: "signatures",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_signatures_record_type",
                schema: "organization",
                table: "signatures",
                column: "record_type");

            migrationBuilder.CreateIndex(
                name: "ix_signatures_signed_at_id",
                schema: "organization",
                table: "signatures",
                columns: new[] { "signed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_signatures_signer_id_id",
                schema: "organization",
                table: "signatures",
                columns: new[] { "signer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_staff_change_items_done_at",
                schema: "organization",
                table: "staff_change_items",
                column: "done_at");

            migrationBuilder.CreateIndex(
                name: "ix_staff_change_items_done_by_id_id",
                schema: "organization",
                table: "staff_change_items",
                columns: new[] { "done_by_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_staff_change_items_staff_change_id_id",
                schema: "organization",
                table: "staff_change_items",
                columns: new[] { "staff_change_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_staff_changes_effective_on_id",
                schema: "organization",
                table: "staff_changes",
                columns: new[] { "effective_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_staff_changes_employee_id_id",
                schema: "organization",
                table: "staff_changes",
                columns: new[] { "employee_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_staff_changes_kind",
                schema: "organization",
                table: "staff_changes",
                column: "kind");

            migrationBuilder.CreateIndex(
                name: "ix_staff_changes_post_id_id",
                schema: "organization",
                table: "staff_changes",
                columns: new[] { "post_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_staff_changes_state",
                schema: "organization",
                table: "staff_changes",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ux_staff_changes_open",
                schema: "organization",
                table: "staff_changes",
                column: "employee_id",
                unique: true,
                filter: "state = 'OPEN'");

            migrationBuilder.Sql("""
                update organization.department_placements p set name = d.name from organization.departments d where d.id = p.department_id;

                create function organization.require_agreement() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if not exists (select from confidentiality_agreements a where a.employee_id = new.employee_id and a.ended_at is null
                    and a.signed_on <= new.valid_from and (a.valid_until is null or a.valid_until > new.valid_from)) then
                    raise exception 'no confidentiality agreement is valid' using errcode = '23514', constraint = 'tr_clearances_agreement';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_clearances_agreement after insert on organization.clearances
                  deferrable initially deferred for each row execute function organization.require_agreement();

                -- A calendar day has other bounds in other zones: a day more on each side is let pass.
                create function organization.require_authority() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if not exists (
                    select from post_holdings h join post_duties d on d.post_id = h.post_id
                    where h.id = new.post_holding_id and h.employee_id = new.signer_id and d.duty_id = new.duty_id
                      and daterange(h.valid_from, h.valid_until) && daterange(new.signed_at::date - 1, new.signed_at::date + 2)
                      and daterange(d.valid_from, d.valid_until) && daterange(new.signed_at::date - 1, new.signed_at::date + 2)
                    union all
                    select from delegations g
                    where g.id = new.delegation_id and g.to_id = new.signer_id and g.duty_id = new.duty_id
                      and g.valid_from <= new.signed_at and g.valid_until > new.signed_at and (g.revoked_at is null or g.revoked_at > new.signed_at)) then
                    raise exception 'the signer has no such authority' using errcode = '23514', constraint = 'tr_signatures_authority';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_signatures_authority after insert on organization.signatures
                  deferrable initially deferred for each row execute function organization.require_authority();

                create function organization.require_scale() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if exists (
                    select from penalties p where p.id in (new.penalty_id, new.reduced_to_id)
                      and p.scale_id is distinct from (select s.id from penalty_scales s where s.valid_from <= new.occurred_on order by s.valid_from desc limit 1)) then
                    raise exception 'the penalty is not on the scale of that day' using errcode = '23514', constraint = 'tr_discipline_cases_scale';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_discipline_cases_scale after insert or update on organization.discipline_cases
                  deferrable initially deferred for each row execute function organization.require_scale();

                create function organization.require_version_order() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  perform from policies where id = new.policy_id for update;
                  if exists (select from policy_versions v where v.policy_id = new.policy_id and v.id <> new.id and (v.number < new.number) <> (v.effective_on < new.effective_on)) then
                    raise exception 'versions take effect in their order' using errcode = '23514', constraint = 'tr_policy_versions_order';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_policy_versions_order after insert on organization.policy_versions
                  deferrable initially deferred for each row execute function organization.require_version_order();

                create function organization.require_self() returns trigger language plpgsql as $f$
                begin
                  if new.acknowledged_at is not null and new.employee_id is distinct from suite.caller_employee() then
                    raise exception 'everyone acknowledges for himself' using errcode = '23514', constraint = 'tr_acknowledgements_self';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_acknowledgements_self after insert or update on organization.acknowledgements
                  for each row execute function organization.require_self();

                create function organization.require_done() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $f$
                begin
                  if new.state = 'COMPLETED' and (
                    exists (select from staff_change_items i where i.staff_change_id = new.id and i.done_at is null)
                    or (new.kind = 'LEAVING' and (
                      exists (select from custody_items c where c.employee_id = new.employee_id and c.returned_at is null)
                      or exists (select from delegations d where (d.from_id = new.employee_id or d.to_id = new.employee_id) and d.revoked_at is null and d.valid_until > new.effective_on + 1)
                      or exists (select from post_holdings h where h.employee_id = new.employee_id and (h.valid_until is null or h.valid_until > new.effective_on))))) then
                    raise exception 'something is still open' using errcode = '23514', constraint = 'tr_staff_changes_gate';
                  end if;
                  return null;
                end $f$;
                create constraint trigger tr_staff_changes_gate after insert or update on organization.staff_changes
                  deferrable initially deferred for each row execute function organization.require_done();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger tr_clearances_agreement on organization.clearances;
                drop trigger tr_signatures_authority on organization.signatures;
                drop trigger tr_discipline_cases_scale on organization.discipline_cases;
                drop trigger tr_policy_versions_order on organization.policy_versions;
                drop trigger tr_acknowledgements_self on organization.acknowledgements;
                drop trigger tr_staff_changes_gate on organization.staff_changes;
                drop function organization.require_agreement(), organization.require_authority(), organization.require_scale(), organization.require_version_order(), organization.require_self(), organization.require_done();
                """);

            migrationBuilder.DropTable(
                name: "acknowledgements",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "checklist_steps",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "clearances",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "confidentiality_agreements",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "custody_items",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "discipline_cases",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "policy_clauses",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "staff_change_items",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "penalties",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "signatures",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "policy_versions",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "staff_changes",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "penalty_scales",
                schema: "organization");

            migrationBuilder.DropTable(
                name: "policies",
                schema: "organization");

            migrationBuilder.DropIndex(
                name: "ix_employees_left_on",
                schema: "organization",
                table: "employees");

            migrationBuilder.DropColumn(
                name: "bank_account",
                schema: "organization",
                table: "employees");

            migrationBuilder.DropColumn(
                name: "identity_number",
                schema: "organization",
                table: "employees");

            migrationBuilder.DropColumn(
                name: "joined_on",
                schema: "organization",
                table: "employees");

            migrationBuilder.DropColumn(
                name: "left_on",
                schema: "organization",
                table: "employees");

            migrationBuilder.DropColumn(
                name: "name",
                schema: "organization",
                table: "department_placements");
        }
    }
}
