/** What becomes of days that are archived, wherever somebody asks for one or stores one. */
import { beforeAll, describe, expect, test } from "vitest";
import { GET as getSheet } from "@/app/api/till-counts/sheet/route";
import { coverageSearchSchema } from "@/lib/contracts/today";
import { exportSearchSchema, pageSearchSchema } from "@/lib/contracts/search";
import { varianceFilterSchema, varianceSearchSchema } from "@/lib/contracts/variance";
import { hashToken } from "@/lib/server/auth/actor";
import { sql } from "@/lib/server/db/sql";
import { exportCsv } from "@/lib/server/exports/csv";
import { toAppError } from "@/lib/server/http/problem";
import { listOwed } from "@/lib/server/item-kinds/owed";
import { changePeriod } from "@/lib/server/periods/commands";
import { getQuietDays } from "@/lib/server/quiet-days/figures";
import { getDay, listLines } from "@/lib/server/reconciliations/queries";
import { requestSync } from "@/lib/server/sync/request";
import { getCoverage } from "@/lib/server/today/coverage";
import { getVarianceSummary, listVariances } from "@/lib/server/variances/queries";
import { listDayTables } from "@/scripts/archive/tables";
import { FIRST_ROWS } from "./append-only-rows";
import { makeUser, scopeFor } from "./arrange";
import { withOwner } from "./arrange-archive";
import {
  arrangeDay,
  arrangePeople,
  cashSheetOf,
  makeCentreId,
  storeSheet,
} from "./arrange-workflow";
import { asOwner, testDatabase } from "./database";

const ALL = scopeFor("reconciliation:view", null);
const VARIANCES = scopeFor("variance:view", null);
const MESSAGE = "Days before 1 Feb 2019 are archived.";
const ARCHIVED = { code: "REFUSED", details: { reason: "days-archived" }, message: MESSAGE };
/** The last archived day and the first other one. */
const LAST = "2019-01-31";
const FIRST = "2019-02-01";
let centreId: string;

beforeAll(async () => {
  await testDatabase();
  centreId = await makeCentreId();
  const { cal } = await arrangePeople(centreId);
  await arrangeDay({ centreId, date: FIRST }, cal);
  await asOwner("INSERT INTO archived_month VALUES ('2019-01', repeat('0', 64), 0, now(), 'x')");
});

describe("nobody stores", () => {
  test("a row in any table of days", async () => {
    // These are stored with the row of their day.
    const computed = ["reconciliation_line", "variance_day"];
    const tables = (await withOwner(listDayTables)).filter(({ name }) => !computed.includes(name));
    const rows = await asOwner<{ name: string }>(
      `SELECT tgrelid::regclass::text AS name FROM pg_trigger
        WHERE tgname = 'not_archived' AND tgparentid = 0 AND tgenabled = 'A' ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(tables.map(({ name }) => name).toSorted());
    const inserts = FIRST_ROWS.filter(({ table }) => tables.some(({ name }) => name === table));
    expect(inserts.length).toBeGreaterThan(12);
    for (const { table, insert } of inserts) {
      const error = await sql(insert).catch((refused: unknown) => refused);
      expect(toAppError(error), table).toMatchObject(ARCHIVED);
    }
  });

  test("a sheet that Cashrec reports again", async () => {
    const key = { centreId, date: LAST };
    const error = await storeSheet(key, cashSheetOf(key, 1_00)).catch((one: unknown) => one);
    expect(toAppError(error)).toMatchObject(ARCHIVED);
    expect(await sql("SELECT FROM cash_sheet WHERE business_date < $1", [FIRST])).toEqual([]);
  });

  test("a period's closing or reopening", async () => {
    const period = { centreId, from: LAST, to: FIRST, action: "closed" as const, text: null };
    await expect(changePeriod(scopeFor("period:close", null), period)).rejects.toMatchObject(
      ARCHIVED,
    );
  });
});

test("a reading begins after them, and is refused where nothing is left", async () => {
  const range = { centreIds: [centreId], requestedById: null };
  await requestSync({ ...range, from: "2018-12-01", to: "2019-02-05" });
  const parts = await sql(`SELECT "from", "to" FROM sync_part ORDER BY "from"`);
  expect(parts).toEqual([{ from: FIRST, to: "2019-02-05" }]);
  const nothing = requestSync({ ...range, from: "2018-12-01", to: LAST });
  await expect(nothing).rejects.toMatchObject(ARCHIVED);
});

describe("nobody reads them as days without sheets", () => {
  const across = { from: LAST, to: "2019-02-28" };
  const lists: Record<string, (range: { from: string; to: string }) => Promise<unknown>> = {
    lines: (range) => listLines(ALL, pageSearchSchema.parse(range)),
    "a past moment": (range) =>
      listLines(ALL, pageSearchSchema.parse({ ...range, asOf: "2019-03-01T00:00:00Z" })),
    variances: (range) =>
      listVariances(VARIANCES, varianceSearchSchema.parse({ ...range, by: "day" })),
    coverage: (range) => getCoverage(ALL, coverageSearchSchema.parse(range)),
    file: async (range) =>
      exportCsv(ALL, exportSearchSchema.parse(range), new Request("http://localhost:3000")),
    "reviews by rule": (range) => getQuietDays(scopeFor("tolerance:view", null), range),
  };

  test.each(Object.entries(lists))("in a list: %s", async (_name, list) => {
    await expect(list(across)).rejects.toMatchObject(ARCHIVED);
    await expect(list({ ...across, from: FIRST })).resolves.toBeDefined();
  });

  test("in a month of what is owed", async () => {
    await expect(listOwed(ALL, { month: "2019-01", nodeId: [] })).rejects.toMatchObject(ARCHIVED);
    await expect(listOwed(ALL, { month: "2019-02", nodeId: [] })).resolves.toBeDefined();
  });

  test("on the page of a day", async () => {
    await expect(getDay(ALL, { centreId, date: LAST })).rejects.toMatchObject(ARCHIVED);
    expect(await getDay(ALL, { centreId, date: FIRST })).toMatchObject({ businessDate: FIRST });
  });

  test("in what a period is compared with", async () => {
    const summary = await getVarianceSummary(
      VARIANCES,
      varianceFilterSchema.parse({ from: FIRST, to: "2019-02-28" }),
    );
    expect(summary.current.totals).toHaveLength(1);
    expect([summary.before.totals, summary.yearBefore.totals]).toEqual([[], []]);
  });

  test("in any other response about a day, before the handler reads anything", async () => {
    const { id } = await makeUser({ roles: [{ centreId, role: "counter" }] });
    await sql(
      `INSERT INTO api_token (id, user_id, name, token_hash, permissions, expires_at)
       VALUES (gen_random_uuid(), $1::uuid, 'Script', $2, '{till-count:view}', now() + '1 day')`,
      [id, hashToken("cf_of-a-counter")],
    );
    const ask = async (date: string) => {
      const url = `http://localhost:3000/api/till-counts/sheet?centreId=${centreId}&businessDate=${date}`;
      const headers = { authorization: "Bearer cf_of-a-counter" };
      const response = await getSheet(new Request(url, { headers }), {
        params: Promise.resolve({}),
      });
      return (await response.json()) as unknown;
    };
    expect(await ask(LAST)).toMatchObject({
      code: "REFUSED",
      reason: "days-archived",
      businessDate: FIRST,
      detail: MESSAGE,
    });
    expect(await ask(FIRST)).not.toMatchObject({ reason: "days-archived" });
  });
});
