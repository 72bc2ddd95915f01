// PostGraphile as its documentation sets it up for production: the Amber preset with the plugins for filters, sorts by related
// columns and aggregates, on the same database, as the same role, with the same setting of who asks.
import { createServer } from "node:http";
import pg from "pg";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { PgAggregatesPreset } from "@graphile/pg-aggregates";
import pgOrderByRelated from "@graphile-contrib/pg-order-by-related";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";

const { PEER_PORT, PEER_CALLER, PEER_HOST, PEER_DATABASE, PEER_USER, PEER_PASSWORD } = process.env;
const pool = new pg.Pool({ host: PEER_HOST, database: PEER_DATABASE, user: PEER_USER, password: PEER_PASSWORD, max: 20 });
const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset, PgAggregatesPreset, { plugins: [pgOrderByRelated.PgOrderByRelatedPlugin] }],
  pgServices: [makePgService({ pool, schemas: ["intake", "organization"], pgSettings: () => ({ "suite.caller": PEER_CALLER }) })],
  grafserv: { watch: false, graphiql: false },
  grafast: { explain: false },
});
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(Number(PEER_PORT), "127.0.0.1");
