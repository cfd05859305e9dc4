/**
 * Whatever source is chosen, the figures are those of the lines, which are added up here one by
 * one.
 */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { pageSearchSchema } from "@/lib/contracts/search";
import {
  type VarianceRow,
  varianceListSchema,
  varianceSearchSchema,
} from "@/lib/contracts/variance";
import { DAY_STATES } from "@/lib/domain/day";
import { VERDICTS } from "@/lib/domain/line";
import { VARIANCE_GROUPINGS, type VarianceGrouping } from "@/lib/domain/variance/variance";
import { computeWeekday } from "@/lib/domain/variance/compare-periods";
import { scopeFor } from "@/lib/testing/arrange";
import { ARRANGED_DATES, ARRANGED_TENDERS, arrangeDays } from "@/lib/testing/arrange-days";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { listLines } from "../reconciliations/queries";
import { rebuildDays } from "../rebuild/rebuild-days";
import { foldVarianceTotals } from "./fold";
import { getVarianceSummary, listVariances } from "./queries";

const CENTRES = ["201", "202", "203"];
let arranged: Awaited<ReturnType<typeof arrangeDays>>;

beforeAll(async () => {
  await testDatabase();
  arranged = await arrangeDays();
  await sql(`UPDATE reconciliation SET state = 'reviewed' WHERE business_date = '2026-03-02'`);
  await sql(`UPDATE reconciliation SET state = 'closed' WHERE centre_id = '202'
    AND business_date = '2026-03-05'`);
  // They are changed repeatedly, like real days, so that sums have gone up and down.
  for (const amount of [1, 70_00, 20_00]) {
    await arranged.count({ centreId: "201", businessDate: "2026-03-12" }, "CASH", amount);
  }
});

const some = <T>(items: readonly T[]) => fc.subarray([...items], { maxLength: 2 });
const filters = fc.record({
  centreId: some(CENTRES),
  range: fc.constantFrom(
    ["2026-03-01", "2026-03-31"],
    ["2026-02-10", "2026-03-11"],
    ["2026-03-02", "2026-03-12"],
    ["2026-02-01", "2026-04-30"],
    ["2026-02-15", "2026-04-02"],
    ["2026-03-05", "2026-03-05"],
    // It is most of a month, and therefore the whole of it minus the days outside.
    ["2026-03-02", "2026-03-31"],
    ["2026-03-02", "2026-03-28"],
    ["2026-02-25", "2026-03-30"],
  ),
  tenderId: some(ARRANGED_TENDERS),
  tillId: some(["T1", "T2"]),
  shiftId: some(["1", "9"]),
  state: some(DAY_STATES),
  verdict: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, some(VERDICTS)),
  by: fc.constantFrom(...VARIANCE_GROUPINGS),
});

describe("for any filter, the rows", () => {
  test("are the sums of the lines, per currency", () => compare(), 120_000);

  test("are the same once the sums are folded", async () => {
    expect(await foldVarianceTotals()).toBeGreaterThan(0);
    const [twice] = await sql(
      `SELECT FROM variance_total GROUP BY level, period, centre_id, state, currency, shift_id,
         till_id, tender_id HAVING count(*) > 1`,
    );
    expect(twice).toBeUndefined();
    // What is written since is read beside what was folded.
    await sql("UPDATE reconciliation SET state = 'approved' WHERE business_date = '2026-03-12'");
    const day = { centreId: "203", businessDate: "2026-03-05" };
    const write = () => arranged.count(day, "CARD", 12_34);
    await Promise.all([foldVarianceTotals(), write(), foldVarianceTotals()]);
    await arranged.count(day, "CASH", 56_78);
    await compare();
  }, 120_000);

  test("stay what a rebuild would make of the lines, and a rebuild mends them", async () => {
    const look = (write: boolean) => rebuildDays({ write });
    expect(await look(false)).toMatchObject({ outdated: 0, sums: 0 });
    for (const level of ["month", "month-weekday", "five-till"]) {
      await sql(
        `UPDATE variance_total SET over_minor = over_minor + 1 WHERE ctid IN
           (SELECT ctid FROM variance_total WHERE level = $1 LIMIT 1)`,
        [level],
      );
    }
    expect(await look(false)).toMatchObject({ outdated: 0, sums: 3 });
    await sql(`UPDATE variance_day SET sales_minor[1] = 1, state = 'approved'
      WHERE centre_id = '201' AND business_date = '2026-03-01'`);
    await sql(`DELETE FROM variance_day WHERE centre_id = '203' AND business_date = '2026-03-01'`);
    expect(await look(false)).toMatchObject({ outdated: 2 });
    expect(await look(true)).toMatchObject({ outdated: 2, sums: 3 });
    expect(await look(false)).toMatchObject({ outdated: 0, sums: 0 });
    await compare();
  }, 60_000);

  test("are nothing for a reader of no such centre", async () => {
    const search = varianceSearchSchema.parse({ from: "2026-03-01", to: "2026-03-31", by: "day" });
    const scope = scopeFor("variance:view", ["elsewhere"]);
    expect(await listVariances(scope, search)).toEqual({ rows: [] });
  });

  test("of a past moment are those of then", async () => {
    const day = { centreId: "203", businessDate: ARRANGED_DATES[0] ?? "" };
    const search = { centreId: "203", from: "2026-03-01", to: "2026-03-31", by: "tender" };
    const read = (asOf?: string) =>
      listVariances(
        scopeFor("variance:view", ["203"]),
        varianceSearchSchema.parse({ ...search, ...(asOf === undefined ? {} : { asOf }) }),
      );
    const then = await read();
    const [now] = await sql<{ at: Date }>("SELECT clock_timestamp() + '2 ms' AS at");
    await sql("SELECT pg_sleep(0.01)");
    await arranged.count(day, "CASH", 987_654);
    expect(await read()).not.toEqual(then);
    expect(await read(now?.at.toISOString())).toEqual(then);
  });

  test("of a past moment are the sums of its lines, whatever has changed since", async () => {
    const [then] = await sql<{ at: Date }>("SELECT clock_timestamp() AS at");
    await sql("SELECT pg_sleep(0.01)");
    for (const centreId of ["201", "202"]) {
      // One of the days was not there.
      for (const businessDate of [...ARRANGED_DATES.slice(0, 3), "2026-03-20"]) {
        await arranged.count({ centreId, businessDate }, "CASH", 43_21);
      }
    }
    await compare(then?.at.toISOString());
    await foldVarianceTotals();
    await compare(then?.at.toISOString());
    await compare();
  }, 120_000);
});

const FILTERED = ["centreId", "tenderId", "tillId", "shiftId", "state", "verdict"] as const;

async function compare(asOf?: string): Promise<void> {
  const allLines = await readLines(asOf);
  await fc.assert(
    fc.asyncProperty(filters, async ({ range: [from = "", to = ""], by, ...rest }) => {
      const scope = scopeFor("variance:view", null);
      const search = varianceSearchSchema.parse({ ...rest, from, to, by, asOf });
      const response = varianceListSchema.parse(await listVariances(scope, search));
      const lines = allLines.filter(
        (line) =>
          from <= line.businessDate &&
          line.businessDate <= to &&
          FILTERED.every((name) => {
            const wanted: readonly string[] = rest[name];
            return wanted.length === 0 || wanted.includes(line[name]);
          }),
      );
      expect(figuresOf(response.rows, by)).toEqual(figuresOf(lines.map(asRow), by));
    }),
    { numRuns: asOf === undefined ? 120 : 60 },
  );
}

async function readLines(asOf?: string): Promise<(LineRow & { state: string })[]> {
  const all = pageSearchSchema.parse({ from: "2026-02-01", to: "2026-04-30", asOf, limit: 5_000 });
  const { lines, days } = await listLines(scopeFor("reconciliation:view", null), all);
  const states = new Map(days.map((day) => [`${day.centreId} ${day.businessDate}`, day.state]));
  const stateOf = (line: LineRow) => states.get(`${line.centreId} ${line.businessDate}`) ?? "";
  return lines.map((line) => Object.assign(line, { state: stateOf(line) }));
}

type Figures = Record<string, { [figure: string]: number | null }>;
type Row = Omit<VarianceRow, "lines"> & { lines: Partial<VarianceRow["lines"]> };

function asRow(line: LineRow): Row {
  const gap = line.differenceMinor;
  return {
    businessDate: line.businessDate,
    centreId: line.centreId,
    shiftId: line.shiftId,
    tillId: line.tillId,
    tenderId: line.tenderId,
    currency: line.currency,
    weekday: computeWeekday(line.businessDate),
    netMinor: gap ?? 0,
    shortMinor: Math.min(gap ?? 0, 0),
    overMinor: Math.max(gap ?? 0, 0),
    expectedMinor: gap === null ? 0 : (line.expectedMinor ?? 0),
    countedMinor: gap === null ? 0 : (line.countedMinor ?? 0),
    salesMinor: line.salesMinor,
    countedLines: line.countedMinor === null ? 0 : 1,
    uncountedLines: line.countedMinor === null ? 1 : 0,
    lines: { [line.verdict]: 1 },
  };
}

type Key = "businessDate" | "centreId" | "shiftId" | "tillId" | "tenderId" | "weekday";
const KEYS: Record<VarianceGrouping, readonly Key[]> = {
  day: ["businessDate"],
  centre: ["centreId"],
  shift: ["shiftId"],
  tender: ["tenderId"],
  weekday: ["weekday"],
  till: ["centreId", "tillId"],
  "weekday-shift": ["weekday", "shiftId"],
  "centre-day": ["centreId", "businessDate"],
  "centre-tender": ["centreId", "tenderId"],
};
const AMOUNTS = ["netMinor", "shortMinor", "overMinor", "expectedMinor", "countedMinor"] as const;

/** Rows are added up by key and currency, so that two rows of one key would be noticed too. */
function figuresOf(rows: readonly Row[], by: VarianceGrouping): Figures {
  const figures: Figures = {};
  for (const row of rows) {
    const key = [...KEYS[by].map((name) => row[name] ?? ""), row.currency].join(" ");
    const stored = (figures[key] ??= {});
    for (const name of [...AMOUNTS, "countedLines", "uncountedLines"] as const) {
      stored[name] = (stored[name] ?? 0) + row[name];
    }
    for (const one of VERDICTS) stored[one] = (stored[one] ?? 0) + (row.lines[one] ?? 0);
    const sold = stored.sales ?? null;
    stored.sales = row.salesMinor === null ? sold : (sold ?? 0) + row.salesMinor;
  }
  return figures;
}

test("the summary names the centres of which days were never read", async () => {
  const search = varianceSearchSchema.parse({ by: "day", from: "2026-04-01", to: "2026-04-02" });
  await sql(`INSERT INTO cash_sheet (centre_id, business_date, version, read_at)
    SELECT '203', date, 0, now() FROM unnest('{2026-04-01,2026-04-02}'::text[]) AS date
        ON CONFLICT DO NOTHING`);
  const { reading } = await getVarianceSummary(scopeFor("variance:view", null), search);
  const [stored] = await sql<{ sheets: number }>(
    `SELECT count(*)::int AS sheets FROM cash_sheet
      WHERE business_date BETWEEN '2026-04-01' AND '2026-04-02'`,
  );
  expect(reading).toMatchObject({ centreDays: 6, unreadDays: 6 - (stored?.sheets ?? 0) });
  expect(reading.unreadDays).toBeGreaterThan(0);
  expect(reading.unreadCentres).not.toContain("Kyoto");
  const own = await getVarianceSummary(scopeFor("variance:view", ["203"]), search);
  expect(own.reading).toEqual({
    centreDays: 2,
    unreadDays: 0,
    unreadCentres: [],
    unreadCentreCount: 0,
  });
  expect(reading.unreadCentreCount).toBe(2);
});
