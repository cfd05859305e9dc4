/** Closed days of long ago, with rows in every table of days, for tests of the archive. */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type pg from "pg";
import { expect, inject, vi } from "vitest";
import { sql } from "@/lib/server/db/sql";
import { readFingerprint } from "@/scripts/archive/tables";
import { withClient } from "@/scripts/postgres/with-client";
import { FIRST_ROWS } from "./append-only-rows";
import type { MadeUser } from "./arrange";
import {
  arrangeDay,
  arrangePeople,
  makeCentreId,
  move,
  storeExplanation,
} from "./arrange-workflow";
import { asOwner } from "./database";

const OLD_DATES = ["2019-01-05", "2019-01-31", "2019-02-01", "2019-02-28", "2019-04-10"];
const NO_HASH = "0".repeat(64);
const SOMEONE = "00000000-0000-4000-8000-000000000001";

export type OldDays = { centreIds: string[]; cal: MadeUser; rey: MadeUser; ana: MadeUser };

/** Every second day has a difference, which is explained. */
export async function arrangeOldDays(): Promise<OldDays> {
  const centreIds = [await makeCentreId(), await makeCentreId()];
  const people = await arrangePeople(centreIds[0] ?? "");
  for (const [index, centreId] of centreIds.entries()) {
    const { cal, rey, ana } = index === 0 ? people : await arrangePeople(centreId);
    for (const [nth, date] of OLD_DATES.entries()) {
      const key = { centreId, date };
      await arrangeDay(key, cal, nth % 2 === 0 ? 0 : -(index + nth + 1) * 1_01);
      if (nth % 2 === 1) await storeExplanation(key, cal);
      await move("review", key, rey);
      if (nth % 2 === 1) await move("approval", key, ana);
      await move("closure", key, ana);
    }
  }
  return { centreIds, ...people };
}

/** One row of 1 January 2019 in each of these tables, and an attached file with this hash. */
export async function storeEveryTable(tables: readonly string[], sha256: string): Promise<void> {
  const needed = [...tables, "quiet_rule"];
  for (const { table, insert } of FIRST_ROWS) {
    if (needed.includes(table)) await sql(insert.replace(NO_HASH, sha256));
  }
  const position = `'101', '2019-01-01', 'M', '1', 'CASH'`;
  await asOwner(`
    INSERT INTO cause_day VALUES ('101', '2019-01-01', 7);
    INSERT INTO cause_due (centre_id, business_date, figures_changed)
      VALUES ('101', '2019-01-01', true);
    INSERT INTO likely_cause VALUES (${position}, '{"kind": "float"}', NULL, NULL);
    INSERT INTO thread_reading VALUES ('${SOMEONE}', ${position}, 1, now());
    INSERT INTO note VALUES ('101', '2019-01-01', gen_random_uuid(),
      E'"A",\n\\N\r\n\t€', '${SOMEONE}', now())`);
}

/** Stores the bytes of an attached file as the application does. Returns their hash. */
export function storeFile(dataDir: string, content: string): string {
  const sha256 = createHash("sha256").update(content).digest("hex");
  const path = join(dataDir, "attachments", sha256.slice(0, 2), sha256);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return sha256;
}

export function withOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { pathname } = new URL(process.env.DATABASE_URL ?? "");
  return withClient(new URL(pathname, inject("testServer").adminUrl).href, work);
}

/** Puts a closed day into the books of the centres of no entity. */
export async function postDay(day: { centreId: string; date: string }, number: number) {
  await sql(
    `INSERT INTO journal_batch VALUES ('organisation', $1, NULL, $2, '{}', 1, 0, '${SOMEONE}')`,
    [number, day.date],
  );
  await sql(
    `INSERT INTO journal_entry (entity_id, number, batch_number, centre_id, centre_name,
       business_date, currency, move_number, total_minor)
     SELECT 'organisation', $1, $1, $2, 'A', $3, 'EUR', max(number), 100 FROM move
      WHERE centre_id = $2 AND business_date = $3`,
    [number, day.centreId, day.date],
  );
}

/** A fingerprint of the rows of each table from a date on. */
export async function readRows(names: readonly string[], from: string) {
  return withOwner(async (client) => {
    const rows: Record<string, string> = {};
    for (const name of names) {
      rows[name] = await readFingerprint(client, `${name} t WHERE business_date >= '${from}'`);
    }
    return rows;
  });
}

/** Those that watch rows are not enabled in tests before they are asked for. */
export function listDisabledTriggers() {
  return asOwner(
    `SELECT tgrelid::regclass, tgname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE NOT tgisinternal AND tgenabled <> 'A'
     AND n.nspname IN ('public', 'months') AND tgname NOT IN ('recorded', 'recorded_all')`,
  );
}

/** Ends whoever does `work` when all that is left is the entry of the audit trail. */
export async function killAtEntry(action: string, work: () => Promise<unknown>): Promise<void> {
  await asOwner(`
    CREATE FUNCTION sleep_long() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END; $$;
    CREATE TRIGGER sleep_long BEFORE INSERT ON audit_entry FOR EACH ROW
      WHEN (NEW.action = '${action}') EXECUTE FUNCTION sleep_long();
    ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER sleep_long`);
  const killed = work().catch((error: unknown) => error);
  await vi.waitFor(async () => expect(await asOwner(KILL_SLEEPER)).toEqual([{ killed: true }]), {
    timeout: 20_000,
    interval: 50,
  });
  expect(await killed).toBeInstanceOf(Error);
  await asOwner("DROP FUNCTION sleep_long CASCADE");
}

const KILL_SLEEPER = `
  SELECT pg_terminate_backend(pid) AS killed FROM pg_stat_activity
   WHERE datname = current_database() AND wait_event = 'PgSleep'`;
