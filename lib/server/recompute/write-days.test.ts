/** What the database refuses, whatever a writer does wrong: lines of a day that are there twice. */
import { beforeAll, expect, test } from "vitest";
import type { DayKey } from "@/lib/domain/keys";
import { makeCentre, makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { inTransaction, sql, type Transaction } from "../db/sql";
import { computeDay, type ComputedDay } from "./compute-day";
import { readSituations } from "./read-day-inputs";
import { writeDays } from "./write-days";

const REFUSED = /duplicate key value violates unique constraint "reconciliation_line_/;
let userId = "";

beforeAll(async () => {
  await testDatabase();
  userId = (await makeUser()).id;
});

/** Nothing is stored of its lines. */
async function makeCountedDay(): Promise<DayKey> {
  const key = { centreId: (await makeCentre()).id, businessDate: "2026-03-01" };
  await sql(
    `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
       counted_minor, source, counted_by_id)
     SELECT $1, $2, '1', 'T' || n, 'CASH', 1, n, 'api', $3 FROM generate_series(1, 3) AS n`,
    [key.centreId, key.businessDate, userId],
  );
  return key;
}

async function compute(tx: Transaction, key: DayKey): Promise<ComputedDay[]> {
  const situations = await readSituations(tx, [key], new Map());
  return situations.map((situation) => computeDay(situation, () => null));
}

async function listMarks({ centreId, businessDate }: DayKey) {
  return sql(
    `SELECT till_id AS till, first_of_day AS first FROM reconciliation_line
      WHERE centre_id = $1 AND business_date = $2 ORDER BY till_id`,
    [centreId, businessDate],
  );
}

const MARKED_ONCE = [
  { till: "T1", first: true },
  { till: "T2", first: null },
  { till: "T3", first: null },
];

test("a writer that does not know of stored lines is refused, and one that does replaces them", async () => {
  const key = await makeCountedDay();
  const write = async (change: Partial<ComputedDay>) =>
    inTransaction(async (tx) => {
      const days = await compute(tx, key);
      await writeDays(
        tx,
        days.map((day) => ({ ...day, linesChanged: true, ...change })),
      );
    });
  await write({});
  await expect(write({ hadLines: false })).rejects.toThrow(REFUSED);
  await write({});
  expect(await listMarks(key)).toEqual(MARKED_ONCE);
});

test("of two writers who lock nothing, the database refuses the second", async () => {
  const key = await makeCountedDay();
  const days = await inTransaction((tx) => compute(tx, key));
  const write = () => inTransaction((tx) => writeDays(tx, days));
  const outcomes = await Promise.allSettled([write(), write()]);
  const failed = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(failed).toMatchObject([{ reason: { message: expect.stringMatching(REFUSED) as string } }]);
  expect(await listMarks(key)).toEqual(MARKED_ONCE);
});

test("whoever does not know of the mark can store no line of a stored day", async () => {
  const key = await makeCountedDay();
  await inTransaction(async (tx) => writeDays(tx, await compute(tx, key)));
  const insert = sql(
    `INSERT INTO reconciliation_line (centre_id, business_date, shift_id, till_id, tender_id,
       currency, tolerance_minor, verdict, rounded)
     VALUES ($1, $2, '2', 'T1', 'CASH', 'EUR', 0, 'uncounted', false)`,
    [key.centreId, key.businessDate],
  );
  await expect(insert).rejects.toThrow(REFUSED);
});
