import { createHash } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { CashSheet } from "@/lib/domain/cash-sheet";
import { makeCentre, makeUser } from "@/lib/testing/arrange";
import { insertRule } from "@/lib/testing/arrange-rules";
import { FIRST_ROWS } from "@/lib/testing/append-only-rows";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import type { DayKey } from "@/lib/domain/keys";
import { inTransaction, sql } from "../db/sql";
import { storeSheets } from "../sync/store";
import { rebuildDays } from "../rebuild/rebuild-days";
import { recomputeDays } from "./recompute-days";

const DATE = "2026-03-01";
let userId = "";

beforeAll(async () => {
  await testDatabase();
  userId = (await makeUser()).id;
});

async function storeSheet(key: DayKey, sheet: CashSheet | null): Promise<void> {
  const text = JSON.stringify(sheet);
  const hash = createHash("sha256").update(text).digest("hex");
  await inTransaction((tx) =>
    storeSheets(tx, {
      days: [key],
      readAt: new Date(),
      fieldMapHash: "0".repeat(64),
      sheets: sheet === null ? [] : [{ sheet, payload: text, hash }],
    }),
  );
}

type Position = { shiftId: string; tillId: string; tenderId: string };

async function storeCount(
  key: DayKey,
  position: Position,
  counted: number,
  version = 1,
): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.sql(
      `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
         counted_minor, source, counted_by_id) VALUES ($1, $2, $3, $4, $5, $6, $7, 'api', $8)`,
      [
        key.centreId,
        key.businessDate,
        position.shiftId,
        position.tillId,
        position.tenderId,
        version,
        counted,
        userId,
      ],
    );
    await recomputeDays(tx, [key]);
  });
}

const CASH = { shiftId: "1", tillId: "T1", tenderId: "CASH" };

async function linesOf({ centreId, businessDate }: DayKey) {
  const rows = await sql<Record<string, unknown>>(
    `SELECT shift_id AS shift, till_id AS till, tender_id AS tender,
            expected_minor::int AS expected, counted_minor::int AS counted,
            difference_minor::int AS difference, verdict
       FROM reconciliation_line WHERE centre_id = $1 AND business_date = $2 ORDER BY 1, 2, 3`,
    [centreId, businessDate],
  );
  return rows;
}

async function dayOf({ centreId }: DayKey) {
  const [row] = await sql<Record<string, unknown>>(
    `SELECT version, revision::int AS revision, expected_minor::int AS expected,
            counted_minor::int AS counted, short_minor::int AS short, over_minor::int AS over,
            uncounted_minor::int AS uncounted, unexpected_minor::int AS unexpected
       FROM reconciliation WHERE centre_id = $1`,
    [centreId],
  );
  return row;
}

async function newDay(): Promise<DayKey> {
  return { centreId: (await makeCentre()).id, businessDate: DATE };
}

describe("a centre-day", () => {
  test("is made anew by a sheet, by a count and by a rule", async () => {
    const key = await newDay();
    await storeSheet(key, makeSheet(key.centreId, DATE, [makeShift({ CASH: 100_00 })]));
    expect(await linesOf(key)).toMatchObject([{ expected: 100_00, verdict: "uncounted" }]);
    await storeCount(key, CASH, 99_00);
    expect(await linesOf(key)).toMatchObject([{ difference: -1_00, verdict: "short" }]);
    expect(await dayOf(key)).toMatchObject({ short: -1_00, over: 0, uncounted: 0, version: 2 });
    await inTransaction(async (tx) => {
      await insertRule(tx.sql, { centreId: key.centreId, tenderId: "CASH", explainMinor: 2_00 });
      await recomputeDays(tx, [key]);
    });
    expect(await linesOf(key)).toMatchObject([{ verdict: "within-tolerance" }]);
    await storeCount(key, CASH, 103_00, 2);
    expect(await linesOf(key)).toMatchObject([{ difference: 3_00, verdict: "over" }]);
  });

  test("keeps its version and revision while nothing changes", async () => {
    const key = await newDay();
    await storeSheet(key, makeSheet(key.centreId, DATE));
    const before = await dayOf(key);
    await inTransaction((tx) => recomputeDays(tx, [key]));
    expect(await dayOf(key)).toEqual(before);
  });

  test("counted before Cashrec has a sheet is all unexpected", async () => {
    const key = await newDay();
    await storeCount(key, CASH, 5_00);
    expect(await linesOf(key)).toMatchObject([{ expected: null, verdict: "unexpected" }]);
    expect(await dayOf(key)).toMatchObject({ unexpected: 5_00, counted: 0 });
  });

  test("does not move once it is signed off", async () => {
    const key = await newDay();
    await storeSheet(key, makeSheet(key.centreId, DATE));
    await sql("UPDATE reconciliation SET state = 'reviewed' WHERE centre_id = $1", [key.centreId]);
    const before = await linesOf(key);
    const { version, revision, ...sums } = (await dayOf(key)) ?? {};
    await storeSheet(key, makeSheet(key.centreId, DATE, [makeShift({ CASH: 1 })]));
    expect(await linesOf(key)).toEqual(before);
    expect(await dayOf(key)).toMatchObject({ ...sums, version: Number(version) + 1 });
    expect(Number((await dayOf(key))?.revision)).toBeGreaterThan(Number(revision));
    expect((await rebuildDays({ write: false })).named).not.toContainEqual(key);
  });

  test("counted by two people at once has both counts in its lines", async () => {
    const key = await newDay();
    await storeSheet(key, makeSheet(key.centreId, DATE));
    const card = { ...CASH, tenderId: "CARD" };
    await Promise.all([storeCount(key, CASH, 100_00), storeCount(key, card, 50_00)]);
    expect(await linesOf(key)).toMatchObject([{ verdict: "matched" }, { verdict: "matched" }]);
  });
});

const positions = fc.record({
  shiftId: fc.constantFrom("1", "2"),
  tillId: fc.constantFrom("T1", "T2"),
  tenderId: fc.constantFrom("CASH", "CARD", "MEAL"),
});
const amounts = fc.integer({ min: -100, max: 100_000 });
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("count" as const), position: positions, amount: amounts }),
    fc.record({
      kind: fc.constant("sheet" as const),
      shifts: fc.option(
        fc.array(fc.tuple(positions, fc.dictionary(fc.constantFrom("CASH", "CARD"), amounts)), {
          maxLength: 3,
        }),
      ),
    }),
  ),
  { minLength: 1, maxLength: 8 },
);

test("step by step comes to the same as all at once, and to what anyone can add up", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const key = await newDay();
      const counts = new Map<string, number>();
      const expected = new Map<string, number>();
      for (const [index, step] of all.entries()) {
        if (step.kind === "count") {
          await storeCount(key, step.position, step.amount, index + 1);
          counts.set(nameOf(step.position), step.amount);
          continue;
        }
        const shifts = step.shifts?.map(([{ shiftId, tillId }, taken]) =>
          makeShift(taken, { shiftId, tillId }),
        );
        await storeSheet(key, shifts == null ? null : makeSheet(key.centreId, DATE, shifts));
        expected.clear();
        for (const [{ shiftId, tillId }, taken] of step.shifts ?? []) {
          for (const [tenderId, amount] of Object.entries(taken)) {
            const name = nameOf({ shiftId, tillId, tenderId });
            expected.set(name, (expected.get(name) ?? 0) + amount);
          }
        }
      }
      const names = [...new Set([...counts.keys(), ...expected.keys()])].sort();
      const wanted = names.map((name) => [
        name,
        expected.get(name) ?? null,
        counts.get(name) ?? null,
      ]);
      const lines = await linesOf(key);
      const found = lines.map(({ shift, till, tender, expected: due, counted }) => [
        `${String(shift)} ${String(till)} ${String(tender)}`,
        due,
        counted,
      ]);
      expect(found.sort()).toEqual(wanted.sort());
    }),
    { numRuns: 25 },
  );
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
}, 60_000);

test("ids of any characters are written for sums as they are", async () => {
  const key = await newDay();
  const ids = ["-", "NULL", "a b", "a,b", "back\\slash", "null", 'quo"te', "tab\t", "{é}", "ñ"];
  const shift = makeShift(Object.fromEntries(ids.map((id) => [id, 1])));
  await storeSheet(key, makeSheet(key.centreId, DATE, [shift]));
  const [stored] = await sql<{ ids: string[] }>(
    "SELECT tender_ids AS ids FROM variance_day WHERE centre_id = $1",
    [key.centreId],
  );
  expect(stored?.ids.toSorted()).toEqual(ids.toSorted());
});

test("a rebuild finds and mends what someone changed by hand", async () => {
  const key = await newDay();
  await storeSheet(key, makeSheet(key.centreId, DATE));
  await sql("UPDATE reconciliation_line SET shift_name = 'Night' WHERE centre_id = $1", [
    key.centreId,
  ]);
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 1, named: [key] });
  expect(await rebuildDays({ write: true })).toMatchObject({ outdated: 1 });
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
});

test.each(FIRST_ROWS)("$table is append-only", async ({ table, column, insert }) => {
  await sql(insert);
  await expect(asOwner(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow("append-only");
  await expect(asOwner(`DELETE FROM ${table}`)).rejects.toThrow("append-only");
});

function nameOf({ shiftId, tillId, tenderId }: Position): string {
  return `${shiftId} ${tillId} ${tenderId}`;
}
