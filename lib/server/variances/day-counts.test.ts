/** Counts of months and of days are those of the rows, however they came to be. */
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { varianceNodesSearchSchema } from "@/lib/contracts/variance-nodes";
import { DAY_STATES } from "@/lib/domain/day";
import { noSums } from "@/lib/domain/variance/variance";
import { scopeFor } from "@/lib/testing/arrange";
import { ARRANGED_DATES, arrangeDays } from "@/lib/testing/arrange-days";
import { storeSheet } from "@/lib/testing/arrange-workflow";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { makeSheet } from "@/lib/testing/expected-sheets";
import { readAsOf } from "../as-of/moment";
import { sql } from "../db/sql";
import { narrowsLines } from "../line-search/conditions";
import { scopedFilter } from "../line-search/scoped-filter";
import { saveOrganisation } from "../organisation/commands";
import { rebuildDays } from "../rebuild/rebuild-days";
import { listDayCounts, listSumsWithDays } from "./day-counts";
import { foldVarianceTotals } from "./fold";
import { listSums } from "./sums";

const CENTRES = ["201", "202", "203"];
const EMPTY = { centreId: "202", date: "2026-04-20" };

beforeAll(async () => {
  await testDatabase();
  await arrangeDays();
  // It is reported, and has no line.
  const { centreId, date } = EMPTY;
  await storeSheet(EMPTY, { ...makeSheet({ tenders: [] }), centreId, businessDate: date });
  const from = "2000-01-01";
  const rows = [
    { kind: "area", id: "north", name: "North", parentId: null, from },
    { kind: "centre", id: "201", name: "", parentId: "north", from },
    { kind: "centre", id: "202", name: "", parentId: "north", from: "2026-03-05" },
  ] as const;
  await saveOrganisation(scopeFor("centre:administer", null), rows, {
    refuse: (refused) => {
      throw new Error(JSON.stringify(refused));
    },
  });
});

const filters = fc.record({
  range: fc.constantFrom(
    ["2026-03-01", "2026-03-31"],
    ["2026-02-10", "2026-03-11"],
    ["2026-03-02", "2026-04-30"],
    // It is most of a month, and therefore the whole of it minus the days outside.
    ["2026-03-02", "2026-03-31"],
    ["2026-03-01", "2026-03-11"],
    ["2026-03-05", "2026-03-05"],
  ),
  centreId: fc.subarray(CENTRES, { maxLength: 2 }),
  nodeId: fc.constantFrom([], ["north"]),
  state: fc.subarray([...DAY_STATES], { maxLength: 2 }),
  // It narrows lines, which are not counted here.
  tenderId: fc.constantFrom([], ["CASH"]),
  asOf: fc.option(fc.constant("2100-01-01T00:00:00Z"), { nil: undefined }),
});
const moves = fc.record({
  date: fc.constantFrom(...ARRANGED_DATES, EMPTY.date),
  centreId: fc.constantFrom(...CENTRES),
  state: fc.constantFrom(...DAY_STATES),
  isFolded: fc.boolean(),
});

test("any filter counts the rows that it selects, after any moves", async () => {
  await fc.assert(
    fc.asyncProperty(moves, filters, async ({ date, centreId, state, isFolded }, asked) => {
      await sql(
        "UPDATE reconciliation SET state = $3 WHERE centre_id = $1 AND business_date = $2",
        [centreId, date, state],
      );
      if (isFolded) await foldVarianceTotals();
      const { range, ...rest } = asked;
      const search = varianceNodesSearchSchema.parse({ ...rest, from: range[0], to: range[1] });
      const filter = await scopedFilter(scopeFor("variance:view", null), search);
      const due = await countRows(filter.centreIds, asked);
      const count = () => listDayCounts(filter, "whole");
      expect(sorted(await readAsOf(filter.asOf, filter, count, "sums"))).toEqual(due);
      if (narrowsLines(filter) || filter.asOf !== null) return;
      const sums = await listSums(filter, ["centre_id"]);
      const counted = (await listSumsWithDays(filter)).map(({ centreId, sums: of, ...days }) => {
        const same = sums.find(({ keys }) => keys.centre_id === centreId);
        expect(of).toEqual(same?.sums ?? noSums(of.currency));
        return { centreId, businessDate: null, currency: of.currency, ...days };
      });
      expect(sorted(counted)).toEqual(due);
    }),
    { numRuns: 60 },
  );
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0, sums: 0 });
}, 60_000);

type Asked = typeof filters extends fc.Arbitrary<infer T> ? T : never;

/** Counts the rows one by one. */
async function countRows(centreIds: readonly string[] | null, { range, nodeId, state }: Asked) {
  const rows = await sql<{ centre: string; date: string; currency: string; state: string }>(
    `SELECT centre_id AS centre, business_date AS date, currency, state FROM reconciliation`,
  );
  const counted = rows.filter(
    (row) =>
      (centreIds === null || centreIds.includes(row.centre)) &&
      row.date >= (range[0] ?? "") &&
      row.date <= (range[1] ?? "") &&
      (state.length === 0 || state.some((one) => one === row.state)) &&
      (nodeId.length === 0 || row.centre === "201" || row.date >= "2026-03-05"),
  );
  const sums = new Map<string, { closedDays: number; openDays: number }>();
  for (const { centre, currency, state: one } of counted) {
    const key = `${centre} ${currency}`;
    const sum = sums.get(key) ?? { closedDays: 0, openDays: 0 };
    sum[one === "closed" ? "closedDays" : "openDays"] += 1;
    sums.set(key, sum);
  }
  const counts = [...sums].map(([key, sum]) => {
    const [centreId = "", currency = ""] = key.split(" ");
    return { centreId, businessDate: null, currency, ...sum };
  });
  return sorted(counts);
}

function sorted<Count extends { centreId: string }>(counts: readonly Count[]): Count[] {
  return counts.toSorted((one, other) => (one.centreId < other.centreId ? -1 : 1));
}

const look = (write: boolean) => rebuildDays({ write });

test("a rebuild finds a wrong count, and mends it", async () => {
  await sql(`UPDATE variance_total SET days = days + 1 WHERE ctid IN
    (SELECT ctid FROM variance_total WHERE days > 0 LIMIT 1)`);
  expect(await look(false)).toMatchObject({ outdated: 0, sums: 1 });
  expect(await look(true)).toMatchObject({ outdated: 0, sums: 1 });
  expect(await look(false)).toMatchObject({ outdated: 0, sums: 0 });
});

test("a database that has days already is counted when it gets the column", async () => {
  await asOwner("DROP FUNCTION keep_day_counts CASCADE");
  await asOwner("ALTER TABLE variance_total DROP COLUMN days");
  const folder = "prisma/migrations/20261128180100_day_counts";
  const migration = await readFile(`${folder}/migration.sql`, "utf8");
  await asOwner(migration);
  expect(await look(false)).toMatchObject({ outdated: 0, sums: 0 });
  await sql("DELETE FROM reconciliation WHERE centre_id = '202' AND business_date = '2026-04-20'");
  expect(
    await sql(`SELECT sum(days)::int AS days FROM variance_total WHERE period = '2026-04'`),
  ).toEqual([{ days: 0 }]);
});
