/** One measured piece of work of `sync.ts`, alone in its process. Its last line is its result. */
import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { CashrecClient } from "@/lib/server/cashrec/client";
import { parseExactly } from "@/lib/server/cashrec/exact-json";
import { loadFieldMap } from "@/lib/server/cashrec/field-map-file";
import { RUNTIME } from "@/lib/server/cashrec/limits";
import { split } from "@/lib/server/cashrec/request";
import { disconnect } from "@/lib/server/db/client";
import { sql } from "@/lib/server/db/sql";
import { ensureJobTables } from "@/lib/server/queue/queue";
import { requestSync } from "@/lib/server/sync/request";
import { runSync } from "@/lib/server/sync/run";
import { addDays } from "@/lib/domain/business-date";
import { peakMemory, timed } from "../figures/report";
import { withClient } from "../postgres/with-client";
import { responseText, RANGE } from "./sheets";
import type { JobName, JobResult } from "./sync";

const [job = "", dir = "", centres = "0"] = process.argv.slice(2);
const centreIds = Array.from({ length: Number(centres) }, (_, index) => String(10_000 + index));
const databaseUrl = process.env.DATABASE_URL ?? "";

const CONNECTION = {
  kind: "live" as const,
  apiUrl: "https://cashrec.bench",
  tokenUrl: "https://cashrec.bench/connect/token",
  username: "bench",
  password: "bench",
  clientId: "bench",
  clientSecret: "bench",
};

/** Every table that a sync fills. */
const STORED = [
  "cash_sheet_version",
  "cash_sheet",
  "reconciliation_line",
  "reconciliation",
  "variance_day",
  "variance_total",
  "variance_added",
];

const JOBS: Record<JobName, () => Promise<Omit<JobResult, "peakMb">>> = {
  parse: () => parseAll((text) => JSON.parse(text) as unknown),
  "parse-exactly": () => parseAll(parseExactly),
  sync: syncAll,
  "copy-lines": () => copyAgain(["reconciliation_line"]),
  "copy-all": () => copyAgain(STORED),
};

const result = await JOBS[job as JobName]();
process.stdout.write(`${JSON.stringify({ ...result, peakMb: peakMemory() })}\n`);

/** Reading the text is part of both sides: it represents the network. */
async function parseAll(parse: (text: string) => unknown) {
  let rows = 0;
  const { ms } = await timed(() => {
    for (const part of split({ centreIds, ...RANGE })) {
      rows += (parse(responseText(dir, part)) as unknown[]).length;
    }
  });
  return { ms, rows };
}

async function syncAll() {
  await sql(
    `INSERT INTO centre (id, name, currency, time_zone)
     SELECT id, 'Centre ' || id, 'EUR', 'Europe/Madrid' FROM unnest($1::text[]) AS id`,
    [centreIds],
  );
  await ensureJobTables();
  const { id } = await requestSync({ centreIds, ...RANGE, requestedById: null });
  const client = new CashrecClient(CONNECTION, loadFieldMap(null), {
    ...RUNTIME,
    send: (request) => Promise.resolve(response(new URL(request.url))),
  });
  const { ms, result: outcome } = await timed(() => runSync(id, { client }));
  if (outcome !== "done") throw new Error(`The sync ended as ${outcome}.`);
  const [stored] = await sql<{ rows: string }>("SELECT count(*) AS rows FROM reconciliation_line");
  await disconnect();
  return { ms, rows: Number(stored?.rows ?? 0) };
}

/** Cashrec, as far as the benchmark needs it: the requested window ends a day after the range. */
function response({ pathname, searchParams }: URL): Response {
  if (pathname.endsWith("/token")) {
    return Response.json({ access_token: "bench", expires_in: 3_600, token_type: "Bearer" });
  }
  const from = (searchParams.get("startDate") ?? "").slice(0, 10);
  const to = addDays((searchParams.get("endDate") ?? "").slice(0, 10), -1);
  const asked = (searchParams.get("centersList") ?? "").split(",");
  const text = responseText(dir, { centreIds: asked, from, to });
  return new Response(text, { headers: { "content-type": "application/json" } });
}

/** Copies what the sync has stored into an empty table of the same form with the same keys. */
async function copyAgain(tables: readonly string[]) {
  return withClient(databaseUrl, async (client) => {
    let [ms, rows] = [0, 0];
    for (const table of tables) {
      const file = join(dir, `${table}.copy`);
      await pipeline(client.query(copyTo(`COPY ${table} TO STDOUT`)), createWriteStream(file));
      await client.query(`CREATE TABLE bench_${table} (LIKE ${table} INCLUDING ALL)`);
      const target = client.query(copyFrom(`COPY bench_${table} FROM STDIN`));
      ms += (await timed(() => pipeline(createReadStream(file), target))).ms;
      if (table === "reconciliation_line") rows += target.rowCount;
      await client.query(`DROP TABLE bench_${table}`);
    }
    return { ms, rows };
  });
}
