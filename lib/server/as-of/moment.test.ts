/** Queries of a past moment must return what they returned then, to the cent. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { exportSearchSchema, pageSearchSchema } from "@/lib/contracts/search";
import { varianceSearchSchema } from "@/lib/contracts/variance";
import type { LineList } from "@/lib/contracts/reconciliation";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { insertRule } from "@/lib/testing/arrange-rules";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import type { DayKey } from "@/lib/domain/keys";
import { inTransaction, sql } from "../db/sql";
import { exportCsv } from "../exports/csv";
import { getDay, listLines } from "../reconciliations/queries";
import { listVariances } from "../variances/queries";
import { recomputeDays } from "../recompute/recompute-days";
import { storeSheets } from "../sync/store";
import { readAsOf } from "./moment";

const DATE = "2026-03-01";
let userId = "";
let day: DayKey;

beforeAll(async () => {
  await testDatabase();
  userId = (await makeUser()).id;
});

beforeEach(async () => {
  day = { centreId: (await makeCentre()).id, businessDate: DATE };
});

describe("what was known then", () => {
  test("is answered for every moment of a day's history", async () => {
    const then: { at: string; list: Comparable; sums: unknown }[] = [];
    for (const step of HISTORY) {
      await step();
      then.push({ list: comparable(await read()), sums: await sumsOf(), at: await moment() });
    }
    for (const [index, { at, list, sums }] of then.entries()) {
      expect(comparable(await read(at)), `after step ${index + 1}`).toEqual(list);
      expect(await sumsOf(at), `after step ${index + 1}`).toEqual(sums);
    }
    const nets = then.map(({ list }) => list.lines.map(({ differenceMinor }) => differenceMinor));
    expect(new Set(nets.map((each) => JSON.stringify(each))).size).toBeGreaterThan(3);
  }, 60_000);

  test("has no lines for whoever reads sums, rather than some", async () => {
    await sheet(100_00)();
    const span = { centreIds: [day.centreId], from: DATE, to: DATE, readerId: null };
    const work = () => sql("SELECT centre_id FROM reconciliation_line");
    const at = await moment();
    expect(await readAsOf(at, span, work)).toHaveLength(1);
    await expect(readAsOf(at, span, work, "sums")).rejects.toThrow("does not exist");
    const explained = () => sql("SELECT unexplained_lines FROM reconciliation");
    await expect(readAsOf(at, span, explained, "sums")).rejects.toThrow("does not exist");
  });

  test("is nothing before anything was known", async () => {
    const before = await moment();
    await sheet(100_00)();
    expect((await read(before)).lines).toEqual([]);
    expect((await read(before)).totals).toEqual([]);
    expect(await sumsOf(before)).toEqual({ rows: [], reviewed: [] });
  });

  test("has every column of the day", async () => {
    await sheet(100_00)();
    const span = { centreIds: [day.centreId], from: DATE, to: DATE, readerId: null };
    const columnsOf = async (table: string) => Object.keys((await sql(`TABLE ${table}`))[0] ?? {});
    for (const table of ["reconciliation", "variance_day"]) {
      const past = await readAsOf(await moment(), span, () => columnsOf(table));
      expect(past, table).toEqual(expect.arrayContaining(await columnsOf(table)));
    }
  });

  test("holds for one day with its notes and counts, and for the file", async () => {
    await sheet(100_00)();
    await count(90_00, 1)();
    const at = await moment();
    await count(100_00, 2)();
    await note("Found in the safe");
    const past = await dayAt(at);
    expect([past.netMinor, past.counts.length, past.notes.length]).toEqual([-10_00, 1, 0]);
    const now = await dayAt();
    expect([now.netMinor, now.counts.length, now.notes.length]).toEqual([0, 2, 1]);
    expect(await file(at)).toContain(",100.00,90.00,-10.00,short,");
    expect(await file()).toContain(",100.00,100.00,0.00,matched,");
  });
});

/** They are read without lines: what is copied of a signed day has to suffice. */
async function sumsOf(asOf?: string) {
  const search = {
    centreId: day.centreId,
    from: DATE,
    to: DATE,
    by: "tender",
    ...(asOf === undefined ? {} : { asOf }),
  };
  const scope = scopeFor("variance:view", null);
  const { rows } = await listVariances(scope, varianceSearchSchema.parse(search));
  const reviewed = varianceSearchSchema.parse({ ...search, state: "reviewed" });
  return { rows, reviewed: (await listVariances(scope, reviewed)).rows };
}

const CASH = { shiftId: "1", tillId: "T1", tenderId: "CASH" };

const HISTORY = [
  () => sheet(100_00)(),
  () => count(97_00, 1)(),
  () => rule(1, 2_00),
  () => count(99_00, 2)(),
  () => explain(-1_00),
  () => move(1, "review", "open", "reviewed", 1),
  // Neither a newer sheet nor a newer rule changes what is signed.
  () => sheet(120_00)(),
  () => rule(2, 0),
  () => move(2, "approval", "reviewed", "approved", 1),
  () => move(3, "reopening", "approved", "open", 1),
  () => count(119_00, 3)(),
  () => move(4, "review", "open", "reviewed", 2),
];

function sheet(sales: number) {
  return () =>
    inTransaction((tx) => {
      const made = makeSheet(day.centreId, DATE, [makeShift({ CASH: sales })]);
      const payload = JSON.stringify(made);
      const hash = randomUUID().replaceAll("-", "").repeat(2);
      return storeSheets(tx, {
        days: [day],
        readAt: new Date(),
        fieldMapHash: "0".repeat(64),
        sheets: [{ sheet: made, payload, hash }],
      });
    });
}

function count(amount: number, version: number) {
  return () =>
    inTransaction(async (tx) => {
      await tx.sql(
        `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
           counted_minor, source, counted_by_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'api', $8)`,
        [...key(), version, amount, userId],
      );
      await recomputeDays(tx, [day]);
    });
}

function rule(version: number, explainMinor: number) {
  return inTransaction(async (tx) => {
    await insertRule(tx.sql, { centreId: day.centreId, version, explainMinor });
    await recomputeDays(tx, [day]);
  });
}

function explain(difference: number) {
  return inTransaction(async (tx) => {
    await tx.sql(
      `INSERT INTO explanation (centre_id, business_date, shift_id, till_id, tender_id, version,
         kind, reason, text, difference_minor, count_version, author_id)
       VALUES ($1, $2, $3, $4, $5, 1, 'explained', 'other', '', $6, 2, $7)`,
      [...key(), difference, userId],
    );
    await recomputeDays(tx, [day]);
  });
}

function move(number: number, name: string, from: string, to: string, sheetVersion: number) {
  return inTransaction(async (tx) => {
    await tx.sql(
      `INSERT INTO move (centre_id, business_date, number, move, from_state, to_state,
         sheet_version, actor_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [day.centreId, DATE, number, name, from, to, sheetVersion, userId],
    );
    await tx.sql(
      "UPDATE reconciliation SET state = $3 WHERE centre_id = $1 AND business_date = $2",
      [day.centreId, DATE, to],
    );
    await recomputeDays(tx, [day]);
  });
}

function note(text: string) {
  return sql(
    `INSERT INTO note (centre_id, business_date, id, text, author_id)
     VALUES ($1, $2, gen_random_uuid(), $3, $4)`,
    [day.centreId, DATE, text, userId],
  );
}

function key() {
  return [day.centreId, DATE, CASH.shiftId, CASH.tillId, CASH.tenderId];
}

/**
 * Times are stored in milliseconds and rounded, so that two moments must be more than one apart.
 */
async function moment(): Promise<string> {
  await sleep(3);
  const [row] = await sql<{ at: Date }>("SELECT clock_timestamp() AS at");
  await sleep(3);
  return row?.at.toISOString() ?? "";
}

function search(asOf?: string) {
  return { centreId: day.centreId, from: DATE, to: DATE, ...(asOf === undefined ? {} : { asOf }) };
}

function read(asOf?: string): Promise<LineList> {
  const scope = scopeFor("reconciliation:view", null);
  return listLines(scope, pageSearchSchema.parse(search(asOf)));
}

function dayAt(asOf?: string) {
  const scope = scopeFor("reconciliation:view", null);
  return getDay(scope, { centreId: day.centreId, date: DATE, asOf });
}

async function file(asOf?: string): Promise<string> {
  const scope = scopeFor("reconciliation:view", null);
  const parsed = exportSearchSchema.parse(search(asOf));
  return (await exportCsv(scope, parsed, new Request("http://localhost/"))).text();
}

type Comparable = ReturnType<typeof comparable>;

/** The version of a row, and whether a newer sheet differs, are tested elsewhere. */
function comparable({ lines, totals, days }: LineList) {
  return {
    lines,
    totals,
    days: days.map(({ version, changedSheetVersion, ...rest }) => {
      void version;
      void changedSheetVersion;
      return rest;
    }),
  };
}
