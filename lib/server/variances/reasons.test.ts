/** Reasons are those of the lines, read here one by one, for any filter and any reader. */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { pageSearchSchema } from "@/lib/contracts/search";
import { varianceFilterSchema } from "@/lib/contracts/variance";
import { DAY_STATES } from "@/lib/domain/day";
import { NO_REASON } from "@/lib/domain/reason";
import { buildAgeing } from "@/lib/domain/variance/ageing";
import {
  addSides,
  buildReasonTable,
  type ReasonSums,
  type SpanSums,
  WITHIN_TOLERANCE,
} from "@/lib/domain/variance/by-reason";
import { scopeFor } from "@/lib/testing/arrange";
import { ARRANGED_TENDERS, arrangeDays } from "@/lib/testing/arrange-days";
import { insertRule } from "@/lib/testing/arrange-rules";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { listLines } from "../reconciliations/queries";
import { getVarianceAgeing } from "./ageing";
import { getVarianceReasons } from "./reasons";

let unexplained = "";

beforeAll(async () => {
  await testDatabase();
  for (const currency of ["EUR", "JPY"]) await insertRule(sql, { currency, explainMinor: 2_000 });
  await arrangeDays();
  const [row] = await sql<{ at: Date }>("SELECT now() AS at");
  unexplained = row?.at.toISOString() ?? "";
  await sql("SELECT pg_sleep(0.005)");
  await sql(`UPDATE reconciliation_line SET reason = 'wrong-till'
    WHERE tender_id = 'CASH' AND difference_minor <> 0 AND business_date < '2026-03-05'`);
  await sql(`UPDATE reconciliation_line SET reason = 'not-open' WHERE verdict = 'uncounted'`);
  await sql(
    `INSERT INTO explanation (centre_id, business_date, shift_id, till_id, tender_id, version, kind,
       reason, text, difference_minor, count_version, author_id)
     SELECT centre_id, business_date, shift_id, till_id, tender_id, 1, 'explained', reason, '',
            difference_minor, count_version, gen_random_uuid()
       FROM reconciliation_line WHERE reason IS NOT NULL`,
  );
  await sql("UPDATE reconciliation SET version = version + 1");
  await sql(`UPDATE reconciliation SET state = 'reviewed' WHERE business_date = '2026-03-02'`);
});

const some = <T>(items: readonly T[]) => fc.subarray([...items], { maxLength: 2 });
const filters = fc.record({
  centreId: some(["201", "202", "203"]),
  tenderId: some(ARRANGED_TENDERS),
  tillId: some(["T1", "T2"]),
  state: some(DAY_STATES),
});
const ranges = fc.constantFrom(
  { from: "2026-03-01", to: "2026-03-14" },
  { from: "2026-03-05", to: "2026-03-12" },
  { from: "2026-01-01", to: "2026-05-31" },
);

test("the parts are the lines, the links of the page lead to them, and they add up", async () => {
  await fc.assert(
    fc.asyncProperty(
      filters,
      ranges,
      fc.constantFrom<string[] | null>(null, ["201", "203"]),
      compare,
    ),
    { numRuns: 25 },
  );
}, 60_000);

async function compare(narrow: object, range: object, centreIds: string[] | null) {
  const search = varianceFilterSchema.parse({ ...narrow, ...range });
  const { current, before } = await getVarianceReasons(
    scopeFor("variance:view", centreIds),
    search,
  );
  const lines = async (more: object) => {
    const query = pageSearchSchema.parse({ ...narrow, ...range, ...more, limit: 500 });
    return (await listLines(scopeFor("reconciliation:view", centreIds), query)).lines;
  };
  for (const currency of ["EUR", "JPY"]) {
    const own = <Row extends ReasonSums | SpanSums>(rows: readonly Row[]) =>
      rows.filter((row) => row.currency === currency);
    const { rows, total } = buildReasonTable(
      { spans: own(current.sums), rows: own(current.rows) },
      { spans: own(before.sums), rows: own(before.rows) },
    );
    const differing = await lines({ verdict: ["short", "over", "within-tolerance"] });
    const all = differing.filter((line) => line.currency === currency);
    expect(total.shortMinor + total.overMinor).toBe(sumOf(all));
    expect(total.lines).toBe(all.length);
    const unexplained = await lines({ reason: [NO_REASON], verdict: ["short", "over"] });
    const wrong = await lines({
      reason: ["wrong-till"],
      verdict: ["short", "over", "within-tolerance"],
    });
    for (const [reason, found] of [
      [NO_REASON, unexplained],
      ["wrong-till", wrong],
    ] as const) {
      const mine = found.filter((line) => line.currency === currency);
      const part = rows.find((one) => one.reason === reason);
      expect(part?.lines ?? 0).toBe(mine.length);
      expect((part?.shortMinor ?? 0) + (part?.overMinor ?? 0)).toBe(sumOf(mine));
    }
    const within = rows.find(({ reason }) => reason === WITHIN_TOLERANCE);
    const free = all.filter(
      ({ verdict, reason }) => verdict === "within-tolerance" && reason === null,
    );
    expect(within?.lines ?? 0).toBe(free.length);
  }
}

function sumOf(lines: readonly { differenceMinor: number | null }[]): number {
  return lines.reduce((sum, { differenceMinor }) => sum + (differenceMinor ?? 0), 0);
}

test("a reader of no such centre gets nothing, and a past moment has the reasons of then", async () => {
  const range = { from: "2026-03-01", to: "2026-03-14" };
  const read = (more: object, centreIds: string[]) =>
    getVarianceReasons(
      scopeFor("variance:view", centreIds),
      varianceFilterSchema.parse({ ...range, ...more }),
    );
  const elsewhere = await read({}, ["elsewhere"]);
  expect([elsewhere.current.rows, elsewhere.current.sums]).toEqual([[], []]);
  const now = await read({}, ["201"]);
  expect(now.current.rows.length).toBeGreaterThan(1);
  const then = await read({ asOf: unexplained }, ["201"]);
  expect(new Set(then.current.rows.map(({ reason }) => reason))).toEqual(new Set([NO_REASON]));
});

test("ageing has the unexplained differences of the period, and older ones beside them", async () => {
  const search = varianceFilterSchema.parse({ from: "2026-03-05", to: "2026-03-14" });
  const { days } = await getVarianceAgeing(scopeFor("variance:view", ["201"]), search);
  const { current } = await getVarianceReasons(scopeFor("variance:view", ["201"]), search);
  const ageing = buildAgeing(days, search, "2026-03-20");
  const unexplained = current.rows.filter(({ reason }) => reason === NO_REASON);
  expect(ageing.total).toEqual(addSides(unexplained));
  const earlier = days.filter(({ businessDate }) => businessDate < search.from);
  expect(earlier.length).toBeGreaterThan(0);
  expect(ageing.earlier).toMatchObject(addSides(earlier));
  const none = await getVarianceAgeing(scopeFor("variance:view", ["elsewhere"]), search);
  expect(none.days).toEqual([]);
});
