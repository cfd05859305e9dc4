/** Which versions of cash sheets lose their content, and which never do. */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { DayKey } from "@/lib/domain/keys";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { FIRST_ROWS } from "@/lib/testing/append-only-rows";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { takeStep } from "@/lib/testing/day-history";
import {
  listThinned,
  makeVersions,
  setStoredDays,
  STORED_DAYS,
  thinSheets,
} from "@/lib/testing/thin-sheets";
import { sql } from "../db/sql";
import { applyRetention } from "./apply";
import { listRetention } from "./settings";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const STARTED_MS = Date.now() - 90 * DAY_MS;
let userId = "";

beforeAll(async () => {
  await testDatabase();
  userId = (await makeUser()).id;
  await makeCentre({ id: "101" });
  for (const { insert } of FIRST_ROWS) await sql(insert);
  await sql("INSERT INTO audit_entry (action, centre_id) VALUES ('note.added', '101')");
});

const after = (hours: number) => new Date(STARTED_MS + hours * HOUR_MS);

const makeDay = (sheets: readonly (number | null)[], started = STARTED_MS) =>
  makeVersions(userId, sheets, started);

const FOUR = [100_00, 110_00, 120_00, 130_00];

/** Copies the first row of a table to a day, at a time. */
async function act(table: string, column: string, day: DayKey, at: Date): Promise<void> {
  // What is taken over was handed over while the last version was in force.
  if (table === "take_over") await copyRow("hand_over", day, { given_at: after(3.5), number: 2 });
  await copyRow(table, day, { [column]: at });
}

async function copyRow(table: string, day: DayKey, changes: Record<string, unknown>) {
  const { centreId: centre_id, businessDate: business_date } = day;
  const changed = { centre_id, business_date, sheet_version: FOUR.length, ...changes };
  await asOwner(
    `INSERT INTO "${table}" SELECT (jsonb_populate_record(x, $1::jsonb)).* FROM "${table}" x
      WHERE x.centre_id = '101' LIMIT 1`,
    [JSON.stringify(changed)],
  );
}

/** Every table of days with times, and the column of the act; null says why it is none. */
const TIMES: Readonly<Record<string, string | null>> = {
  attachment: "created_at",
  explanation: "created_at",
  hand_over: "given_at",
  line_assignment: "assigned_at",
  line_message: "written_at",
  move: "moved_at",
  note: "created_at",
  opening_count: "counted_at",
  quiet_day: "decided_at",
  recount_request: "requested_at",
  spot_count: "counted_at",
  take_over: "taken_at",
  till_count: "counted_at",
  audit_entry: "at",
  // The sheets themselves, and what is computed from them.
  cash_sheet: null,
  cash_sheet_version: null,
  reconciliation: null,
  // Somebody read, or was sent something.
  notice: null,
  thread_reading: null,
  webhook_delivery: null,
  // Funds have balances of their own; an entry of the trail says when a day was concerned.
  petty_cash_count: null,
  petty_cash_entry: null,
};

describe("what stays", () => {
  test("every table of days is an act, or is known to be none", async () => {
    const rows = await sql<{ name: string }>(
      `SELECT c.table_name AS name FROM information_schema.columns c
         JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
        GROUP BY 1 HAVING bool_or(c.column_name = 'centre_id')
           AND bool_or(c.column_name = 'business_date')
           AND bool_or(c.data_type = 'timestamp with time zone') ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(TIMES).toSorted());
  });

  test.each(Object.entries(TIMES).filter(([, column]) => column !== null))(
    "what was in force at the time of a row of %s",
    async (table, column) => {
      const day = await makeDay(FOUR);
      await act(table, column ?? "", day, after(1.5));
      await thinSheets();
      expect(await listThinned(day)).toEqual([1, 3]);
    },
  );

  test("what ended up to five minutes before somebody acted, who may have seen it", async () => {
    const early = await makeDay(FOUR);
    await act("note", "created_at", early, after(1 + 4.9 / 60));
    const late = await makeDay(FOUR);
    await act("note", "created_at", late, after(1 + 5.1 / 60));
    await thinSheets();
    expect(await listThinned(early)).toEqual([3]);
    expect(await listThinned(late)).toEqual([1, 3]);
  });

  test("the last version with content, although the sheet has disappeared since", async () => {
    const gone = await makeDay([100_00, 110_00, null]);
    const back = await makeDay([100_00, null, 110_00, null, 100_00]);
    await thinSheets();
    expect(await listThinned(gone)).toEqual([1]);
    expect(await listThinned(back)).toEqual([1, 3]);
  });

  test("what a move, a mark or a signed day names, whenever that was", async () => {
    const day = await makeDay(FOUR.slice(0, 2));
    const now = { day, userId };
    await takeStep(now, { kind: "review" });
    for (const [index, sales] of [120_00, 130_00, 140_00].entries()) {
      await takeStep({ ...now, at: after(2 + index) }, { kind: "sheet", sales });
    }
    await takeStep(now, { kind: "acceptance" });
    await takeStep({ ...now, at: after(6) }, { kind: "sheet", sales: 150_00 });
    await thinSheets();
    expect(await listThinned(day)).toEqual([1, 3, 4]);
    await takeStep({ ...now, at: after(8) }, { kind: "sheet", sales: 160_00 });
    await thinSheets();
    expect(await listThinned(day), "another version is the mark").toEqual([1, 3, 4, 6]);
    await takeStep(now, { kind: "reopening" });
    await takeStep({ ...now, at: after(9) }, { kind: "sheet", sales: 170_00 });
    await thinSheets();
    expect(await listThinned(day), "moves name what they named").toEqual([1, 3, 4, 6]);
  });

  test("what somebody imported", async () => {
    const day = await makeDay(FOUR);
    const id = randomUUID();
    await sql(
      `INSERT INTO cash_sheet_import (id, file_name, file_hash, imported_by_id)
       VALUES ($1::uuid, 'saved.json', repeat('0', 64), $2::uuid)`,
      [id, userId],
    );
    await asOwner(`ALTER TABLE cash_sheet_version DISABLE TRIGGER append_only`);
    await asOwner(
      `UPDATE cash_sheet_version SET import_id = $1 WHERE centre_id = $2 AND version = 2`,
      [id, day.centreId],
    );
    await asOwner(`ALTER TABLE cash_sheet_version ENABLE ALWAYS TRIGGER append_only`);
    await thinSheets();
    expect(await listThinned(day)).toEqual([1, 3]);
  });

  test("what was superseded not long enough ago, until it was", async () => {
    const day = await makeDay(FOUR, Date.now() - STORED_DAYS * DAY_MS - 1.5 * HOUR_MS);
    await thinSheets();
    expect(await listThinned(day)).toEqual([1]);
  });

  test("number, time, hash and map, and which version is in force", async () => {
    const day = await makeDay(FOUR);
    const read = () =>
      sql(
        `SELECT version, hash, fetched_at, field_map_hash, import_id FROM cash_sheet_version
          WHERE centre_id = $1 ORDER BY version`,
        [day.centreId],
      );
    const before = await read();
    await thinSheets();
    expect(await listThinned(day)).toEqual([1, 2, 3]);
    expect(await read()).toEqual(before);
  });
});

describe("the daily run", () => {
  test("does nothing until administrators set a number of days", async () => {
    const day = await makeDay(FOUR);
    await setStoredDays(null);
    await sql("UPDATE retention_run SET seen_until = NULL");
    await applyRetention();
    const step = await sql("SELECT * FROM thin_sheet_versions(500)");
    expect(step).toEqual([{ thinned: 0, is_done: true }]);
    expect(await listThinned(day)).toEqual([]);
  });

  test("shows what there is and is due, and two runs at once count each version once", async () => {
    const read = async () => {
      const { kinds } = await listRetention(scopeFor("security:administer", null));
      return kinds.find(({ kind }) => kind === "superseded-sheets");
    };
    await thinSheets();
    const noted = await sumNoted();
    const before = await read();
    const days = [await makeDay(FOUR), await makeDay(FOUR), await makeDay([100_00])];
    await sql("UPDATE retention_run SET seen_until = NULL");
    const shown = await read();
    expect(shown).toMatchObject({ rows: (before?.rows ?? 0) + 9, hasMoreRows: false });
    expect(shown).toMatchObject({ days: STORED_DAYS, due: 6, hasMoreDue: false });
    await Promise.all([applyRetention(undefined, 2), applyRetention(undefined, 2)]);
    expect(await Promise.all(days.map(listThinned))).toEqual([[1, 2, 3], [1, 2, 3], []]);
    expect(await read()).toMatchObject({ rows: (before?.rows ?? 0) + 3, due: 0 });
    expect((await sumNoted()) - noted).toBe(6);
  });

  test("goes through more days than one step looks at, and through what is left of them", async () => {
    const keys = await Promise.all(Array.from({ length: 60 }, () => makeDay([1_00, 2_00, 3_00])));
    for (const rows of [7, 500]) {
      await sql("UPDATE retention_run SET seen_until = NULL");
      await thinSheets(rows);
      expect(await Promise.all(keys.map(listThinned))).toEqual(keys.map(() => [1, 2]));
    }
  });

  test("looks at a day again when another version of it has been superseded", async () => {
    const daysAgo = (days: number) => Date.now() - days * DAY_MS;
    const day = await makeDay(FOUR, daysAgo(95));
    const gone = await makeDay([100_00, 110_00, null], daysAgo(95));
    await setStoredDays(80);
    await sql("UPDATE retention_run SET seen_until = NULL");
    await applyRetention();
    expect([await listThinned(day), await listThinned(gone)]).toEqual([[1, 2, 3], [1]]);
    const at = new Date(daysAgo(85));
    await takeStep({ day, userId, at }, { kind: "sheet", sales: 150_00 });
    await takeStep({ day: gone, userId, at }, { kind: "sheet", sales: 150_00 });
    await applyRetention();
    expect(await listThinned(day)).toEqual([1, 2, 3, 4]);
    expect(await listThinned(gone), "it was the last with content").toEqual([1, 2]);
    const seen = "SELECT seen_until AS at FROM retention_run WHERE kind = 'superseded-sheets'";
    expect(await sql(seen)).toEqual([{ at }]);
  });
});

async function sumNoted(): Promise<number> {
  const [row] = await sql<{ rows: number }>(
    `SELECT coalesce(sum((after ->> 'superseded-sheets')::int), 0)::int AS rows FROM audit_entry
      WHERE action = 'retention.applied'`,
  );
  return row?.rows ?? 0;
}
