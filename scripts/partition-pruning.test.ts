/**
 * Reads days of one month through the product, and looks at which months the statements
 * that it sends have looked at.
 */
import { beforeAll, expect, inject, test } from "vitest";
import { pageSearchSchema, searchSchema } from "@/lib/contracts/search";
import { varianceSearchSchema } from "@/lib/contracts/variance";
import { listDayTotals, listLines } from "@/lib/server/reconciliations/queries";
import { listVariances } from "@/lib/server/variances/queries";
import { scopeFor } from "@/lib/testing/arrange";
import { arrangeDay, arrangePeople, dayFor, makeCentreId } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { listScanned, recordStatements } from "@/lib/testing/explained-statements";
import { withClient } from "./with-client";
import { partitionTables } from "./partition-tables";

const DAY = "2026-03-10";
const MONTH = ["2026_03"];
/** The likely causes of a difference are looked for in the quarter before it. */
const QUARTER = ["2025_12", "2026_01", "2026_02", "2026_03"];
const OTHER_DAYS = ["2026-01-05", "2026-02-05", "2026-04-05", "2026-05-05"];
const RANGE = { from: DAY, to: DAY };

let centreId: string;
let people: Awaited<ReturnType<typeof arrangePeople>>;

beforeAll(async () => {
  await testDatabase();
  await withOwner((client) => partitionTables(client, () => undefined));
  centreId = await makeCentreId();
  people = await arrangePeople(centreId);
  for (const date of [DAY, ...OTHER_DAYS]) await arrangeDay({ centreId, date }, people.cal);
});

const key = () => ({ centreId, date: DAY });
const viewing = (ids: string[] | null) => scopeFor("reconciliation:view", ids, people.rey);

test.each<[string, readonly string[], () => Promise<unknown>]>([
  [
    "the lines of a day and centre",
    MONTH,
    () => listLines(viewing([centreId]), pageSearchSchema.parse({ ...RANGE, centreId })),
  ],
  [
    "the lines of a day in all centres",
    MONTH,
    () => listLines(viewing(null), pageSearchSchema.parse(RANGE)),
  ],
  ["the totals of a day", MONTH, () => listDayTotals(viewing(null), searchSchema.parse(RANGE))],
  ["a day", QUARTER, () => dayFor(key(), people.rey)],
  [
    "the variances of a week",
    MONTH,
    () =>
      listVariances(
        scopeFor("variance:view", null, people.rey),
        varianceSearchSchema.parse({ from: "2026-03-04", to: "2026-03-10", by: "till" }),
      ),
  ],
])("%s: only months that were asked for", async (_name, months, work) => {
  const statements = await recordStatements(work);
  const asked = statements.filter(({ text }) => TABLES.test(text) && !NEIGHBOURS.test(text));
  expect(asked.length).toBeGreaterThan(0);
  await withOwner(async (client) => {
    for (const { text, values, isPrepared: isOnce } of asked) {
      const isPrepared = isOnce && !DAYS_BY_KEYS.test(text);
      const scanned = await listScanned(client, { text, values, isPrepared }, "months");
      const elsewhere = scanned.filter((name) => !months.includes(name.slice(-7)));
      expect(elsewhere, text).toEqual([]);
    }
  });
});

/** The days before and after one may be in any month; each gives one row of an index at most. */
const NEIGHBOURS = /(max|min)\(business_date\) FROM reconciliation/;
/**
 * They are explained with their keys: where keys are not known, tables as small as these are read
 * whole. Of 180,000 days, only months of the keys were looked at without them too.
 */
const DAYS_BY_KEYS =
  /FROM unnest\(\$1::text\[\], \$2::text\[\]\) AS k [^;]*\bJOIN reconciliation [dr]\b/;
const TABLES =
  /\b(reconciliation|reconciliation_line|till_count|cash_sheet|cash_sheet_version|variance_day)\b/;

function withOwner<T>(work: Parameters<typeof withClient<T>>[1]): Promise<T> {
  const { pathname } = new URL(process.env.DATABASE_URL ?? "");
  return withClient(new URL(pathname, inject("testServer").adminUrl).href, work);
}
