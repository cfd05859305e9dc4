/**
 * A report of a million lines as a file, through the route of the built application, compared with
 * csv-stringify, which only writes the same rows, given as texts in memory.
 */
import { once } from "node:events";
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { parse } from "csv-parse";
import { stringify } from "csv-stringify/sync";
import { addDays } from "@/lib/domain/business-date";
import { makeToken, type RunningServer, startApp } from "./app";
import { watchMemory, type Watched } from "./memory";
import { perSecond, ratio, row, seconds, timed, title } from "../figures/report";
import type { BenchServer } from "./server";
import { withClient } from "../postgres/with-client";
import { YEAR, ensureYearDatabase } from "./year";

/**
 * With eleven lines in each of a thousand centres, these are a little more than a million lines.
 */
const DAYS = 91;
const FROM = addDays(YEAR.to, 1 - DAYS);
const WARM_UP_DAYS = 10;
/** After this time a server has released what it needed to start. */
const REST_MS = 5_000;

type Asked = { app: RunningServer; token: string; dir: string };
type Taken = { path: string; lines: number; ms: number; memory: Watched | null };

export async function benchExports(server: BenchServer, scale: number): Promise<void> {
  const url = await ensureYearDatabase(server, scale);
  await fillCounts(url);
  const token = await makeToken(url);
  const app = await startApp(url);
  const dir = mkdtempSync(join(tmpdir(), "counterfoil-exports-"));
  try {
    const asked = { app, token, dir };
    await download(asked, "csv", addDays(YEAR.to, 1 - WARM_UP_DAYS));
    await sleep(REST_MS);
    const csv = await download(asked, "csv", FROM);
    title(`Files of ${csv.lines.toLocaleString("en")} lines, through the built application`);
    const bare = await bareStringify(csv.path);
    row("csv-stringify of the rows in memory (baseline)", seconds(bare.ms), rate(bare));
    row("CSV over HTTP", seconds(csv.ms), `${rate(csv)}, ${ratio(csv.ms, bare.ms)}  aim: 1.3`);
    row("both write the same bytes", bare.bytes === statSync(csv.path).size ? "yes" : "NO");
    printMemory(csv.memory);
    const xlsx = await download(asked, "xlsx", FROM);
    row("XLSX over HTTP", seconds(xlsx.ms), `${rate(xlsx)}, ${megabytes(xlsx.path)} MB of file`);
    printMemory(xlsx.memory);
  } finally {
    await app.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

function rate({ lines, ms }: { lines: number; ms: number }): string {
  return perSecond(lines, ms);
}

function printMemory(memory: Watched | null): void {
  if (memory === null) return;
  const more = `at rest ${memory.restMb} MB, peak ${memory.peakMb} MB  aim: +100 MB`;
  row("  memory of the server, above rest", `+${memory.peakMb - memory.restMb} MB`, more);
}

function megabytes(path: string): number {
  return Math.round(statSync(path).size / 1e6);
}

async function download(asked: Asked, format: "csv" | "xlsx", from: string): Promise<Taken> {
  const path = join(asked.dir, `report.${format}`);
  const { result, memory } = await watchMemory(asked.app.pid, () =>
    timed(async () => {
      const address = `${asked.app.base}/api/exports/${format}?from=${from}&to=${YEAR.to}`;
      // The response is not compressed, because the rows in memory are not either.
      const headers = { authorization: `Bearer ${asked.token}`, "accept-encoding": "identity" };
      // The client is plain, because its work uses the same processors.
      const [response] = (await once(get(address, { headers }), "response")) as [IncomingMessage];
      if (response.statusCode !== 200) throw new Error(await text(response));
      await pipeline(response, createWriteStream(path));
      return Number(response.headers["x-total-lines"]);
    }),
  );
  return { path, lines: result.result, ms: result.ms, memory };
}

const PART_ROWS = 20_000;

/**
 * Writes part by part, so that a million rows need not be in memory at once; only writing is timed.
 */
async function bareStringify(path: string): Promise<{ ms: number; lines: number; bytes: number }> {
  const done = { ms: 0, lines: -1, bytes: 0 };
  const write = async (rows: string[][]) => {
    const { ms, result } = await timed(() =>
      Buffer.from(stringify(rows, { record_delimiter: "windows" })),
    );
    done.ms += ms;
    done.lines += rows.length;
    done.bytes += result.length;
  };
  let part: string[][] = [];
  for await (const one of createReadStream(path).pipe(parse())) {
    part.push(one as string[]);
    if (part.length < PART_ROWS) continue;
    await write(part);
    part = [];
  }
  await write(part);
  return done;
}

/** The counter is in the file too: each counted line has a count by one of fifty people. */
export async function fillCounts(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const expected = await client.query(
      "SELECT 1 FROM till_count WHERE business_date = $1 LIMIT 1",
      [FROM],
    );
    if (expected.rowCount === 1) return;
    await client.query("BEGIN");
    await client.query(PEOPLE);
    await client.query(COUNTS, [FROM, YEAR.to]);
    await client.query("COMMIT");
    await client.query("VACUUM ANALYZE till_count");
  });
}

const PEOPLE = `
  INSERT INTO "user" (id, email, name)
  SELECT gen_random_uuid(), 'counter-' || n || '@example.test', 'Counter ' || n
    FROM generate_series(1, 50) AS n`;

const COUNTS = `
  WITH person AS (SELECT array_agg(id) AS ids FROM "user" WHERE email LIKE 'counter-%')
  INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
                          counted_minor, source, counted_by_id, counted_at)
  SELECT centre_id, business_date, shift_id, till_id, tender_id, count_version, counted_minor,
         'screen', ids[1 + (hashtextextended(concat(centre_id, shift_id), 3) & 31)],
         business_date::timestamptz + interval '1 day'
    FROM reconciliation_line, person
   WHERE business_date BETWEEN $1 AND $2 AND count_version IS NOT NULL`;
