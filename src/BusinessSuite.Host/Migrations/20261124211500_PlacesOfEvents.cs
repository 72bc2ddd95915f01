using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BusinessSuite.Host.Migrations
{
    /// <inheritdoc />
    public partial class PlacesOfEvents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "event_places",
                schema: "suite",
                columns: table => new
                {
                    place = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_places", x => x.place);
                });

            migrationBuilder.Sql("insert into suite.event_places (event_id) select id from suite.events order by sequence;");

            migrationBuilder.DropIndex(
                name: "ix_events_sequence",
                schema: "suite",
                table: "events");

            migrationBuilder.DropColumn(
                name: "sequence",
                schema: "suite",
                table: "events");

            migrationBuilder.AddColumn<Guid>(
                name: "node_key",
                schema: "suite",
                table: "events",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "node_type",
                schema: "suite",
                table: "events",
                type: "text",
                nullable: true);

            // The lock is held until the commit is done, so the next place is given only when all before it can be seen. NOTIFY
            // makes commits wait for each other in the same way; the trigger is deferred so that nothing else waits with them.
            migrationBuilder.Sql("""
                create function suite.place_event() returns trigger language plpgsql as $f$
                begin
                  perform pg_advisory_xact_lock(7312);
                  insert into suite.event_places (event_id) values (new.id);
                  perform pg_notify('suite_events', '');
                  return null;
                end $f$;
                create constraint trigger place_event after insert on suite.events
                  deferrable initially deferred for each row execute function suite.place_event();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger place_event on suite.events;
                drop function suite.place_event();
                """);

            migrationBuilder.DropTable(
                name: "event_places",
                schema: "suite");

            migrationBuilder.DropColumn(
                name: "node_key",
                schema: "suite",
                table: "events");

            migrationBuilder.DropColumn(
                name: "node_type",
                schema: "suite",
                table: "events");

            migrationBuilder.AddColumn<long>(
                name: "sequence",
                schema: "suite",
                table: "events",
                type: "bigint",
                nullable: false)
                .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn);

            migrationBuilder.CreateIndex(
                name: "ix_events_sequence",
                schema: "suite",
                table: "events",
                column: "sequence",
                unique: true);
        }
    }
}
