/**
 * Reads a feed of a million changes, from the first record to the last, compared with a COPY of the
 * same rows that does nothing with them.
 */
import { to as copyTo } from "pg-copy-streams";
import { FEED_RECORDS_MAX } from "@/lib/contracts/feed";
import { type Actor, EVERYWHERE, proveAnywhere } from "@/lib/domain/permission";
import { disconnect, pool } from "@/lib/server/db/client";
import { streamFeed } from "@/lib/server/feed/stream";
import { peakMemory, perSecond, ratio, row, seconds, timed, title } from "../figures/report";
import type { BenchServer } from "./server";
import { withClient } from "../postgres/with-client";

const CHANGES = 1_000_000;
/** The days have eleven lines each; all other changes are counts, and a few moves. */
const DAYS_SHARE = 0.07;
const MOVES_SHARE = 0.03;
const READER: Actor = {
  userId: "00000000-0000-4000-8000-000000000001",
  name: "Bench",
  roles: new Map([[EVERYWHERE, ["auditor"]]]),
  limitedTo: null,
};

export async function benchFeed(server: BenchServer, scale: number): Promise<void> {
  const changes = Math.round(CHANGES * scale);
  const days = Math.round(changes * DAYS_SHARE);
  const moves = Math.round(changes * MOVES_SHARE);
  title(`Feed: ${changes.toLocaleString("en")} changes, ${(days * 11).toLocaleString("en")} lines`);
  const url = await server.fresh("bench_feed");
  process.env.DATABASE_URL = url;
  try {
    await withClient(url, async (client) => {
      for (const [statement, count] of [
        [DAYS, days],
        [COUNTS, changes - days - moves],
        [MOVES, moves],
      ] as const) {
        await client.query(statement, [count]);
      }
      await client.query(LINES);
      await client.query("VACUUM ANALYZE");
    });
    const copied = await timed(copyAll);
    row(
      "COPY of the same rows alone (baseline)",
      seconds(copied.ms),
      perSecond(changes, copied.ms),
    );
    const { ms, result } = await timed(readFeed);
    const speed = `${perSecond(changes, ms)}, ${ratio(ms, copied.ms)}  aim: 30 s`;
    row("the feed as NDJSON", seconds(ms), `${speed}, peak ${peakMemory() ?? "?"} MB`);
    row("every change is in it", result === changes ? "yes" : `NO, ${result}`);
  } finally {
    await disconnect();
    await server.drop("bench_feed");
  }
}

/** Returns the number of records, without the last one, which is none of a change. */
async function readFeed(): Promise<number> {
  const scope = proveAnywhere(READER, "feed:read");
  if (scope === null) throw new Error("an auditor reads the feed");
  const response = await streamFeed(scope, { after: undefined, limit: FEED_RECORDS_MAX });
  if (response.body === null) throw new Error("the feed has a body");
  const newline = 10;
  let lines = 0;
  for await (const chunk of response.body) {
    for (const byte of chunk as Uint8Array) if (byte === newline) lines += 1;
  }
  return lines - 1;
}

async function copyAll(): Promise<void> {
  const client = await pool().connect();
  try {
    for (const table of ["till_count", "reconciliation", "reconciliation_line", "move"]) {
      const stream = client.query(copyTo(`COPY ${table} TO STDOUT`));
      for await (const piece of stream) void piece;
    }
  } finally {
    client.release();
  }
}

const KEY = "(1001 + n % 1000)::text, ('2020-01-01'::date + (n / 1000)::int)::text";

const DAYS = `
  INSERT INTO reconciliation (centre_id, business_date, currency, sheet_version, expected_minor,
    counted_minor, short_minor, over_minor, uncounted_minor, unexpected_minor, matched_lines,
    within_tolerance_lines, short_lines, over_lines, uncounted_lines, unexpected_lines, revision)
  SELECT ${KEY}, 'EUR', 1, 0, 0, 0, 0, 0, 0, 11, 0, 0, 0, 0, 0, nextval('reconciliation_revision')
    FROM generate_series(0, $1::int - 1) AS n`;

const LINES = `
  INSERT INTO reconciliation_line (centre_id, business_date, shift_id, till_id, tender_id,
    shift_name, till_name, tender_name, tender_kind, currency, expected_minor, counted_minor,
    difference_minor, tolerance_minor, verdict, rounded, count_version, first_of_day)
  SELECT centre_id, business_date, '1', 'T' || l, 'CASH', 'Shift 1', 'Till ' || l, 'Cash', 'cash',
         'EUR', 12345, 12345, 0, 100, 'matched', false, 1, CASE WHEN l = 1 THEN true END
    FROM reconciliation, generate_series(1, 11) AS l`;

const COUNTS = `
  INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
    counted_minor, source, counted_by_id)
  SELECT ${KEY}, '1', 'T1', 'CASH', 1, 12345, 'screen', gen_random_uuid()
    FROM generate_series(0, $1::int - 1) AS n`;

const MOVES = `
  INSERT INTO move (centre_id, business_date, number, move, from_state, to_state, sheet_version,
    actor_id)
  SELECT ${KEY}, 1, 'review', 'open', 'reviewed', 1, gen_random_uuid()
    FROM generate_series(0, $1::int - 1) AS n`;
