/** Lines sorted by their differences, of many days that have none or some. */
import { beforeAll, expect, test } from "vitest";
import { pageSearchSchema } from "@/lib/contracts/search";
import { addDays } from "@/lib/domain/business-date";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { arrangeManyDays } from "@/lib/testing/arrange-many-days";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { countRowsRead, recordStatements } from "@/lib/testing/explained-statements";
import { readPages } from "@/lib/testing/read-pages";
import { withClient } from "@/scripts/postgres/with-client";
import { inTransaction } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import { listLines } from "./queries";

const DAYS = 300;
/** Every third day has a difference from -49 to 49 minor units, some of which are equal, or 0. */
const gapOf = (index: number) => (index % 3 === 0 ? ((index * 37) % 99) - 49 : 0);
const LINES_READ_MAX = 30;

let dates: string[];
let url: string;

beforeAll(async () => {
  ({ url } = await testDatabase());
  const centre = await makeCentre();
  const counter = await makeUser();
  dates = await arrangeManyDays(centre.id, DAYS, counter.id);
  const gaps = dates.map((date, index) => ({ date, gap: gapOf(index) }));
  const changed = gaps.filter(({ gap }) => gap !== 0);
  await inTransaction(async (tx) => {
    await tx.sql(
      `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
         counted_minor, source, counted_by_id)
       SELECT c.centre_id, c.business_date, c.shift_id, c.till_id, c.tender_id, 2,
              c.counted_minor + g.gap, c.source, c.counted_by_id
         FROM unnest($1::text[], $2::bigint[]) g (business_date, gap)
         JOIN till_count c USING (business_date)`,
      [changed.map(({ date }) => date), changed.map(({ gap }) => gap)],
    );
    const keys = changed.map(({ date }) => ({ centreId: centre.id, businessDate: date }));
    await recomputeDays(tx, keys);
  });
  await asOwner("ANALYZE reconciliation, reconciliation_line");
});

const everywhere = () => scopeFor("reconciliation:view", null);
const search = (more: Record<string, unknown>) =>
  pageSearchSchema.parse({ from: dates[0], to: addDays(dates[0] ?? "", DAYS), ...more });

test.each([
  // sort, what comes first of two differences
  ["size", (one: number, other: number) => Math.abs(other) - Math.abs(one)],
  ["difference", (one: number, other: number) => one - other],
  ["-difference", (one: number, other: number) => other - one],
] as const)("page by page, %s is the order of all differences", async (sort, compare) => {
  const expected = dates
    .map((date, index) => ({ date, gap: gapOf(index) }))
    .toSorted((one, other) => compare(one.gap, other.gap) || (one.date < other.date ? 1 : -1));
  for (const limit of [2, 7, 64]) {
    const lines = await readPages(everywhere(), search({ sort, limit }));
    const found = lines.map(({ businessDate: date, differenceMinor: gap }) => ({ date, gap }));
    expect(found, `in pages of ${limit}`).toEqual(expected);
  }
});

test.each(["size", "difference", "-difference"])(
  "the first pages by %s read the lines of few days",
  async (sort) => {
    const first = await listLines(everywhere(), search({ sort, limit: 5 }));
    for (const cursor of [undefined, first.nextCursor]) {
      const asked = search({ sort, limit: 5, ...(cursor === undefined ? {} : { cursor }) });
      const statements = await recordStatements(() => listLines(everywhere(), asked));
      const page = statements.find(({ text }) => text.includes("sort_value"));
      if (page === undefined) throw new Error("No page was read.");
      const read = await withClient(url, (client) =>
        countRowsRead(client, page, "reconciliation_line"),
      );
      expect(read).toBeGreaterThan(5);
      expect(read).toBeLessThan(LINES_READ_MAX);
    }
  },
);
