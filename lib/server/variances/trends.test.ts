/** Trends are made of the same sums as the rest of the page, whatever the period and the filter. */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { varianceSearchSchema } from "@/lib/contracts/variance";
import { trendSearchSchema } from "@/lib/contracts/variance-trends";
import { computeComparedRanges } from "@/lib/domain/variance/compare-periods";
import { countCompared } from "@/lib/domain/variance/patterns";
import { rankTrends } from "@/lib/domain/variance/rank-trends";
import { computeGross } from "@/lib/domain/variance/variance";
import { scopeFor } from "@/lib/testing/arrange";
import { ARRANGED_TENDERS, arrangeDays } from "@/lib/testing/arrange-days";
import { testDatabase } from "@/lib/testing/database";
import { listVariances } from "./queries";
import { getVarianceTrends } from "./trends";

beforeAll(async () => {
  await testDatabase();
  await arrangeDays();
});

const ranges = fc.constantFrom(
  { from: "2026-03-05", to: "2026-03-11" },
  { from: "2026-03-03", to: "2026-03-12" },
  { from: "2026-03-01", to: "2026-03-31" },
  { from: "2026-03-08", to: "2026-04-04" },
);
const filters = fc.record({
  tenderId: fc.subarray([...ARRANGED_TENDERS], { maxLength: 2 }),
  tillId: fc.subarray(["T1", "T2"], { maxLength: 1 }),
});
const readers = fc.constantFrom<string[] | null>(null, ["201", "203"], ["elsewhere"]);

test("now and before are the gross of both periods, of the reader's centres alone", async () => {
  await fc.assert(
    fc.asyncProperty(filters, ranges, readers, async (narrow, range, centreIds) => {
      const scope = scopeFor("variance:view", centreIds);
      const trends = await getVarianceTrends(
        scope,
        trendSearchSchema.parse({ ...narrow, ...range }),
      );
      const grossOf = async (period: object) => {
        const search = varianceSearchSchema.parse({ ...narrow, ...period, by: "centre" });
        const { rows } = await listVariances(scope, search);
        const compared = rows.filter((row) => countCompared(row) > 0);
        return new Map(compared.map((row) => [row.centreId, computeGross(row)]));
      };
      const [now, before] = [
        await grossOf(range),
        await grossOf(computeComparedRanges(range).before),
      ];
      const known = trends.rows.filter(({ now: amount }) => amount !== null);
      expect(new Map(known.map((row) => [row.centreId, row.now]))).toEqual(now);
      for (const row of trends.rows) {
        expect(row.before).toBe(before.get(row.centreId) ?? null);
        expect(row.weeks).toHaveLength(8);
        // A few days are no normal range.
        expect([row.low, row.high, row.position]).toEqual([null, null, null]);
        expect(row.currency).toBe(row.centreId === "203" ? "JPY" : "EUR");
      }
    }),
    { numRuns: 20 },
  );
}, 60_000);

test("the first centres of each currency come in order, with what holds for all of them", async () => {
  const scope = scopeFor("variance:view", null);
  const range = { from: "2026-03-03", to: "2026-03-12" };
  const read = (more: object) =>
    getVarianceTrends(scope, trendSearchSchema.parse({ ...range, ...more }));
  const whole = await read({});
  expect(whole).not.toHaveProperty("summaries");
  const { rows, summaries = [] } = await read({ limit: 1, sort: "now" });
  expect(rows).toHaveLength(summaries.length);
  for (const { currency, count } of summaries) {
    const own = whole.rows.filter((row) => row.currency === currency);
    expect(count).toBe(own.length);
    const [first] = rankTrends(own, "now");
    expect(rows.find((row) => row.currency === currency)).toEqual(first);
  }
});

test("a past moment has the trends of then", async () => {
  const search = { from: "2026-03-05", to: "2026-03-11", centreId: "201" };
  const read = (asOf: string) =>
    getVarianceTrends(
      scopeFor("variance:view", ["201"]),
      trendSearchSchema.parse({ ...search, asOf }),
    );
  expect((await read("2026-03-01T00:00:00Z")).rows).toEqual([]);
  const later = new Date(Date.now() + 1_000).toISOString().slice(0, 19) + "Z";
  expect((await read(later)).rows).toHaveLength(1);
});
