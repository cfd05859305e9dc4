/** The one row per centre that the watch list reads equals what its days contain one by one. */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { varianceFilterSchema } from "@/lib/contracts/variance";
import { DAY_STATES } from "@/lib/domain/day";
import { VERDICTS } from "@/lib/domain/line";
import { totalsByCurrency } from "@/lib/domain/variance/variance";
import { countCompared } from "@/lib/domain/variance/patterns";
import { scopeFor } from "@/lib/testing/arrange";
import { ARRANGED_TENDERS, arrangeDays } from "@/lib/testing/arrange-days";
import { insertRule } from "@/lib/testing/arrange-rules";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { scopedFilter } from "../line-search/scoped-filter";
import { listSeries } from "./series";
import { listSums } from "./sums";

type Near = { centre: string; day: string; till: string; tender: string };
/** Counts the lines beyond 40.00 of a tolerance of 50.00, read one by one. */
let near: Near[];

beforeAll(async () => {
  await testDatabase();
  for (const currency of ["EUR", "JPY"]) await insertRule(sql, { currency, explainMinor: 5_000 });
  await arrangeDays();
  near = await sql<Near>(
    `SELECT centre_id AS centre, business_date AS day, till_id AS till, tender_id AS tender
       FROM reconciliation_line
      WHERE verdict = 'within-tolerance' AND abs(difference_minor) > 4000`,
  );
  expect(near.length).toBeGreaterThan(3);
});

const some = <T>(items: readonly T[]) => fc.subarray([...items], { maxLength: 2 });
const filters = fc.record({
  from: fc.constantFrom("2026-03-01", "2026-03-02"),
  to: fc.constantFrom("2026-03-05", "2026-03-31"),
  tenderId: some(ARRANGED_TENDERS),
  tillId: some(["T1", "T2"]),
  state: some(DAY_STATES),
  verdict: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, some(VERDICTS)),
});

test("the series of a centre are its days, for any filter and any reader", async () => {
  await fc.assert(
    fc.asyncProperty(filters, fc.constantFrom(null, ["201", "203"]), async (asked, centreIds) => {
      const scope = scopeFor("variance:view", centreIds);
      const filter = await scopedFilter(scope, varianceFilterSchema.parse(asked));
      const wanted: readonly string[] = asked.verdict;
      const rows = await listSums(filter, ["centre_id", "business_date"]);
      for (const { centreId, ...one } of await listSeries(filter)) {
        const days = rows
          .filter(({ keys }) => keys.centre_id === centreId)
          .map(({ keys, sums }) => {
            const businessDate = keys.business_date ?? "";
            const found = near.filter(
              ({ centre, day, till, tender }) =>
                centre === centreId &&
                day === businessDate &&
                (asked.tillId.length === 0 || asked.tillId.includes(till)) &&
                (asked.tenderId.length === 0 || asked.tenderId.includes(tender)) &&
                (wanted.length === 0 || wanted.includes("within-tolerance")),
            );
            return { ...sums, businessDate, justUnderLines: found.length };
          });
        const compared = days.filter((day) => countCompared(day) > 0);
        expect(one).toEqual({
          total: totalsByCurrency(days)[0],
          justUnderLines: days.reduce((sum, day) => sum + day.justUnderLines, 0),
          days: days.length,
          since: days[0]?.businessDate,
          until: days.at(-1)?.businessDate,
          series: compared.map(({ businessDate, netMinor }) => ({ businessDate, netMinor })),
        });
      }
      const centres = new Set(rows.map(({ keys }) => keys.centre_id));
      expect((await listSeries(filter)).map(({ centreId }) => centreId)).toEqual([...centres]);
    }),
    { numRuns: 60 },
  );
});
