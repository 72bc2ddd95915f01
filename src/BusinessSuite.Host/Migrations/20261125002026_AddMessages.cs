using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BusinessSuite.Host.Migrations
{
    /// <inheritdoc />
    public partial class AddMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "message_templates",
                schema: "suite",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    @short = table.Column<string>(name: "short", type: "text", nullable: true),
                    body = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_templates", x => x.id);
                    table.CheckConstraint("ck_message_templates_text", "length(trim(subject)) > 0 and length(trim(body)) > 0");
                    table.ForeignKey(
                        name: "fk_message_templates_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "suite",
                        principalTable: "accounts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "messages",
                schema: "suite",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    template_id = table.Column<Guid>(type: "uuid", nullable: false),
                    template_code = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    recipient_name = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    @short = table.Column<string>(name: "short", type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    about_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    responsible_id = table.Column<Guid>(type: "uuid", nullable: true),
                    urgent = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    route_count = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    failed_tries = table.Column<int>(type: "integer", nullable: false),
                    failed_here = table.Column<int>(type: "integer", nullable: false),
                    redeliveries = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempt_id = table.Column<Guid>(type: "uuid", nullable: true),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    delivered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    delivered_by = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_messages", x => x.id);
                    table.CheckConstraint("ck_messages_delivered", "(status = 'DELIVERED') = (delivered_at is not null) and (delivered_at is null) = (delivered_by is null)");
                    table.CheckConstraint("ck_messages_due", "(status in ('QUEUED', 'SENT')) = (due_at is not null)");
                    table.ForeignKey(
                        name: "fk_messages_message_templates_template_id",
                        column: x => x.template_id,
                        principalSchema: "suite",
                        principalTable: "message_templates",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "message_attachments",
                schema: "suite",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    media_type = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    reference = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_attachments", x => x.id);
                    table.CheckConstraint("ck_message_attachments_content", "num_nonnulls(content, reference) = 1");
                    table.ForeignKey(
                        name: "fk_message_attachments_messages_message_id",
                        column: x => x.message_id,
                        principalSchema: "suite",
                        principalTable: "messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "message_routes",
                schema: "suite",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_routes", x => x.id);
                    table.ForeignKey(
                        name: "fk_message_routes_messages_message_id",
                        column: x => x.message_id,
                        principalSchema: "suite",
                        principalTable: "messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "phone_tasks",
                schema: "suite",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    phone_number = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    failed_calls = table.Column<int>(type: "integer", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_phone_tasks", x => x.id);
                    table.CheckConstraint("ck_phone_tasks_ended", "(status = 'OPEN') = (ended_at is null)");
                    table.ForeignKey(
                        name: "fk_phone_tasks_messages_message_id",
                        column: x => x.message_id,
                        principalSchema: "suite",
                        principalTable: "messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "message_attempts",
                schema: "suite",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    sent_as = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    reply = table.Column<string>(type: "text", nullable: true),
                    phone_task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_attempts", x => x.id);
                    table.CheckConstraint("ck_message_attempts_call", "(channel = 'PHONE') = (phone_task_id is not null) and (phone_task_id is null or length(trim(reply)) > 0)");
                    table.ForeignKey(
                        name: "fk_message_attempts_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "suite",
                        principalTable: "accounts",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_message_attempts_messages_message_id",
                        column: x => x.message_id,
                        principalSchema: "suite",
                        principalTable: "messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_message_attempts_phone_tasks_phone_task_id",
                        column: x => x.phone_task_id,
                        principalSchema: "suite",
                        principalTable: "phone_tasks",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_message_attachments_message_id_id",
                schema: "suite",
                table: "message_attachments",
                columns: new[] { "message_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_message_attempts_account_id_id",
                schema: "suite",
                table: "message_attempts",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_message_attempts_channel",
                schema: "suite",
                table: "message_attempts",
                column: "channel");

            migrationBuilder.CreateIndex(
                name: "ix_message_attempts_message_id_id",
                schema: "suite",
                table: "message_attempts",
                columns: new[] { "message_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_message_attempts_outcome",
                schema: "suite",
                table: "message_attempts",
                column: "outcome");

            migrationBuilder.CreateIndex(
                name: "ix_message_attempts_phone_task_id_id",
                schema: "suite",
                table: "message_attempts",
                columns: new[] { "phone_task_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_message_attempts_sent_as",
                schema: "suite",
                table: "message_attempts",
                column: "sent_as");

            migrationBuilder.CreateIndex(
                name: "ix_message_attempts_started_at_id",
                schema: "suite",
                table: "message_attempts",
                columns: new[] { "started_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_message_routes_position_id",
                schema: "suite",
                table: "message_routes",
                columns: new[] { "position", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_message_routes_position",
                schema: "suite",
                table: "message_routes",
                columns: new[] { "message_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_message_templates_account_id_id",
                schema: "suite",
                table: "message_templates",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_message_templates_language",
                schema: "suite",
                table: "message_templates",
                column: "language");

            migrationBuilder.CreateIndex(
                name: "ix_message_templates_number_id",
                schema: "suite",
                table: "message_templates",
                columns: new[] { "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_message_templates_number",
                schema: "suite",
                table: "message_templates",
                columns: new[] { "code", "language", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_messages_about_id",
                schema: "suite",
                table: "messages",
                column: "about_id");

            migrationBuilder.CreateIndex(
                name: "ix_messages_created_at_id",
                schema: "suite",
                table: "messages",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_messages_department_id",
                schema: "suite",
                table: "messages",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_messages_due_at_id",
                schema: "suite",
                table: "messages",
                columns: new[] { "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_messages_responsible_id",
                schema: "suite",
                table: "messages",
                column: "responsible_id");

            migrationBuilder.CreateIndex(
                name: "ix_messages_status_due_at",
                schema: "suite",
                table: "messages",
                columns: new[] { "status", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_messages_template_code",
                schema: "suite",
                table: "messages",
                column: "template_code");

            migrationBuilder.CreateIndex(
                name: "ix_messages_template_id_id",
                schema: "suite",
                table: "messages",
                columns: new[] { "template_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_messages_key",
                schema: "suite",
                table: "messages",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_phone_tasks_message_id",
                schema: "suite",
                table: "phone_tasks",
                column: "message_id");

            migrationBuilder.CreateIndex(
                name: "ix_phone_tasks_message_id_id",
                schema: "suite",
                table: "phone_tasks",
                columns: new[] { "message_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_phone_tasks_opened_at_id",
                schema: "suite",
                table: "phone_tasks",
                columns: new[] { "opened_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_phone_tasks_status",
                schema: "suite",
                table: "phone_tasks",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ux_phone_tasks_open",
                schema: "suite",
                table: "phone_tasks",
                column: "message_id",
                unique: true,
                filter: "status = 'OPEN'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "message_attachments",
                schema: "suite");

            migrationBuilder.DropTable(
                name: "message_attempts",
                schema: "suite");

            migrationBuilder.DropTable(
                name: "message_routes",
                schema: "suite");

            migrationBuilder.DropTable(
                name: "phone_tasks",
                schema: "suite");

            migrationBuilder.DropTable(
                name: "messages",
                schema: "suite");

            migrationBuilder.DropTable(
                name: "message_templates",
                schema: "suite");
        }
    }
}
