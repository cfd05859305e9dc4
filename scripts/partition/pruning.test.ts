/**
 * Reads and changes days of one month through the product, and looks at which months the
 * statements have looked at.
 */
import { beforeAll, expect, inject, test } from "vitest";
import { pageSearchSchema, searchSchema } from "@/lib/contracts/search";
import { varianceSearchSchema } from "@/lib/contracts/variance";
import { listDayTotals, listLines } from "@/lib/server/reconciliations/queries";
import { rebuildDays } from "@/lib/server/rebuild/rebuild-days";
import { listVariances } from "@/lib/server/variances/queries";
import { scopeFor } from "@/lib/testing/arrange";
import {
  arrangeDay,
  arrangePeople,
  cashSheetOf,
  dayFor,
  makeCentreId,
  move,
  storeExplanation,
  storeSheet,
} from "@/lib/testing/arrange-workflow";
import { asOwner, tamper, testDatabase } from "@/lib/testing/database";
import { listScanned, recordChanges, recordStatements } from "@/lib/testing/explained-statements";
import { listSourcesIn } from "@/lib/testing/source-tree";
import { listThinned, makeVersions, thinSheets } from "@/lib/testing/thin-sheets";
import { withClient } from "../postgres/with-client";
import { DIVIDED_TABLES } from "./months";
import { partitionTables } from "./tables";

/** The months of empty tables begin with January of last year. */
const YEAR = String(new Date().getUTCFullYear() - 1);
const DAY = `${YEAR}-06-10`;
const MONTH = [`${YEAR}_06`];
/** The likely causes of a difference are looked for in the quarter before it. */
const QUARTER = ["03", "04", "05", "06"].map((month) => `${YEAR}_${month}`);
const OTHER_DAYS = ["04", "05", "07", "08"].map((month) => `${YEAR}-${month}-05`);
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
        varianceSearchSchema.parse({ from: `${YEAR}-06-04`, to: DAY, by: "till" }),
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

/** What each changes of days that are stored already; INSERT looks at nothing. */
test.each<[string, string[], () => Promise<unknown>]>([
  [
    "a sheet that changes",
    ["reconciliation_line"],
    () => storeSheet(key(), cashSheetOf(key(), 90_00)),
  ],
  ["a day of which nothing is left", ["reconciliation_line", "variance_day"], removeDay],
  ["a signature", ["reconciliation", "variance_day"], sign],
  ["a sheet that changes after it", ["reconciliation"], () => storeSheet(key(), null)],
  ["a repair of sums", ["variance_day"], repair],
  ["what superseded sheets lose", ["cash_sheet_version"], removeContent],
])("%s: changes look only at the month", async (_name, tables, work) => {
  const changes = await recordChanges(work);
  const looking = changes.filter(({ scanned }) => scanned.length > 0);
  expect(looking.map(({ table }) => table)).toEqual(expect.arrayContaining(tables));
  for (const { text, table, scanned } of looking) {
    expect([...new Set(scanned)], text).toEqual(MONTH.map((month) => `${table}_${month}`));
  }
});

test("every change of a divided table is given its dates", async () => {
  const written = listSourcesIn("lib/server").flatMap(({ path, text, isTest }) =>
    isTest ? [] : [...text.matchAll(WRITE)].map(([statement]) => ({ path, statement })),
  );
  expect(written.length).toBeGreaterThan(5);
  expect(written.filter(({ statement }) => !GIVEN_DATES.test(statement))).toEqual([]);
  const functions = await asOwner<{ name: string }>(
    `SELECT proname AS name FROM pg_proc
      WHERE pronamespace = 'public'::regnamespace AND prosrc ~* $1 ORDER BY 1`,
    [`${CHANGE}\\M`],
  );
  // The signature and what superseded sheets lose execute them.
  expect(functions.map(({ name }) => name)).toEqual([
    "keep_variance_states",
    "thin_sheet_versions",
  ]);
});

const CHANGE = `(UPDATE|DELETE FROM) +(${DIVIDED_TABLES.join("|")})`;
const WRITE = new RegExp(`${CHANGE}\\b[^\`]*`, "g");
const GIVEN_DATES = /\bbusiness_date (= \$|BETWEEN \$\d AND \$)\d/;

async function removeDay(): Promise<void> {
  const empty = { centreId, date: `${YEAR}-06-20` };
  await storeSheet(empty, cashSheetOf(empty, 90_00));
  await storeSheet(empty, null);
}

async function sign(): Promise<void> {
  await storeExplanation(key(), people.cal);
  await move("review", key(), people.rey);
}

async function repair(): Promise<void> {
  await tamper(`UPDATE variance_day SET currency = 'GBP' WHERE business_date = '${DAY}'`);
  await rebuildDays({ write: true });
}

async function removeContent(): Promise<void> {
  const day = await makeVersions(
    people.cal.id,
    [1_00, 2_00, 3_00],
    Date.now() - NINETY_DAYS_MS,
    DAY,
  );
  await thinSheets();
  expect(await listThinned(day)).toEqual([1, 2]);
}

const NINETY_DAYS_MS = 90 * 24 * 3_600_000;

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
