/**
 * Where no rule applies, lines have no levels, and earlier lines have levels of 0: whatever reads
 * or compares lines must find the same in both.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { feedSearchSchema } from "@/lib/contracts/feed";
import { exportSearchSchema, pageSearchSchema } from "@/lib/contracts/search";
import { simulationInput } from "@/lib/contracts/tolerance";
import { controlSearchSchema } from "@/lib/contracts/variance";
import { trendSearchSchema } from "@/lib/contracts/variance-trends";
import type { DayKey } from "@/lib/domain/keys";
import { minor } from "@/lib/domain/money";
import { writeLevels } from "@/lib/domain/tolerance/levels";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { ARRANGED_DATES, arrangeDays } from "@/lib/testing/arrange-days";
import { insertRule } from "@/lib/testing/arrange-rules";
import { storeExplanation } from "@/lib/testing/arrange-workflow";
import { asOwner, tamper, testDatabase } from "@/lib/testing/database";
import { waitForFeed } from "@/lib/testing/wait-for-feed";
import { listDifferences } from "../alerts/facts";
import { listCauses } from "../causes/list-causes";
import { inTransaction, sql } from "../db/sql";
import { exportCsv } from "../exports/csv";
import { streamFeed } from "../feed/stream";
import { compareLines } from "../rebuild/compare-lines";
import { rebuildDays } from "../rebuild/rebuild-days";
import { getDay, listLines } from "../reconciliations/queries";
import { simulateRule } from "../tolerances/simulate";
import { getControlChart } from "../variances/control";
import { getVarianceTrends } from "../variances/trends";
import { recomputeDays } from "./recompute-days";

const RANGE = { from: "2026-03-01", to: "2026-03-31" };
const DAYS = ["201", "202", "203"].flatMap((centreId) =>
  ARRANGED_DATES.map((businessDate): DayKey => ({ centreId, businessDate })),
);
const [DAY, OTHER] = DAYS as [DayKey, DayKey];
let arranged: Awaited<ReturnType<typeof arrangeDays>>;
let unexplained: string;

/** No rule applies to cash or to yen, and one of 0 to vouchers. */
beforeAll(async () => {
  await testDatabase();
  await insertRule(sql, { tenderId: "CARD", explainMinor: 20_00, approveMinor: 40_00 });
  await insertRule(sql, { tenderId: "VOUCHER" });
  arranged = await arrangeDays();
  const [row] = await sql<{ at: Date }>("SELECT clock_timestamp() + interval '3 ms' AS at");
  unexplained = row?.at.toISOString() ?? "";
  await sleep(6);
  await storeExplanation({ centreId: "201", date: "2026-03-02" }, await makeUser());
  await waitForFeed();
});

async function readAll() {
  const views = scopeFor("reconciliation:view", null);
  const variances = scopeFor("variance:view", null);
  const search = exportSearchSchema.parse(RANGE);
  const file = await exportCsv(views, search, new Request("http://localhost/"));
  const feed = await streamFeed(scopeFor("feed:read", null), feedSearchSchema.parse({}));
  const level = { short: { amount: minor(1_00), ppm: 0 }, over: { amount: minor(1_00), ppm: 0 } };
  const levels = writeLevels({ explain: level, approve: level });
  const rule = { centreId: "*", tenderId: "*", currency: "EUR", ...levels };
  const days = [];
  for (const day of DAYS) {
    const key = { centreId: day.centreId, date: day.businessDate };
    days.push({
      detail: await getDay(views, key),
      past: await getDay(views, { ...key, asOf: unexplained }),
      causes: await listCauses(sql, day),
      findings: await findingsOf(day),
    });
  }
  return {
    days,
    lines: await listLines(views, pageSearchSchema.parse(RANGE)),
    file: await file.text(),
    feed: await feed.text(),
    control: await getControlChart(
      variances,
      controlSearchSchema.parse({ ...RANGE, centreId: "201", tenderId: "CASH" }),
    ),
    trends: await getVarianceTrends(variances, trendSearchSchema.parse(RANGE)),
    simulated: await simulateRule(
      scopeFor("tolerance:view", null),
      simulationInput.parse({ ...RANGE, rule }),
    ),
    // Those of one instant come in any order.
    differences: new Set(
      await listDifferences(Date.parse("2026-04-01"), { since: 0, amountMinor: null }),
    ),
    view: await asOwner(
      "SELECT * FROM report.lines ORDER BY centre_id, business_date, shift_id, till_id, tender_id",
    ),
    rebuilt: await rebuildDays({ write: false }),
  };
}

function findingsOf(day: DayKey) {
  return inTransaction((tx) => compareLines(tx, day, null));
}

async function listForms(condition = "true") {
  const rows = await sql<{ form: string }>(
    `SELECT DISTINCT concat_ws(' ', coalesce(rule, 'none'), coalesce(tolerance_minor::text, 'null'),
              coalesce(approval_minor::text, 'null')) AS form
       FROM reconciliation_line WHERE ${condition} ORDER BY 1`,
  );
  return rows.map(({ form }) => form);
}

const RULES = ["*/CARD/EUR#1 2000 4000", "*/VOUCHER/EUR#1 0 0"];

test("lines that no rule applies to are read and verified alike, with null and with 0", async () => {
  expect(await listForms()).toEqual([...RULES, "none null null"]);
  const read = await readAll();
  expect(read.rebuilt).toMatchObject({ days: DAYS.length, outdated: 0, sums: 0 });
  expect(read.days.flatMap(({ findings }) => findings)).toEqual([]);
  const none = read.lines.lines.filter(({ rule }) => rule === null);
  expect(none.length).toBeGreaterThan(20);
  expect(none.every((line) => line.toleranceMinor === 0 && line.approvalMinor === 0)).toBe(true);
  expect(
    [...read.differences].some(({ tenderId, approvalMinor }) => {
      return tenderId === "CASH" && approvalMinor === 0;
    }),
  ).toBe(true);
  expect(read.feed).not.toContain('"toleranceMinor":null');

  for (const till of ["T1", "T2"]) {
    await sql(
      `UPDATE reconciliation_line SET tolerance_minor = 0, approval_minor = 0
        WHERE rule IS NULL AND till_id = $1`,
      [till],
    );
    expect(await readAll()).toEqual(read);
  }
  expect(await listForms()).toEqual([...RULES, "none 0 0"]);
}, 120_000);

test("a day that changes has null from then on, and the others stay as they are", async () => {
  await inTransaction((tx) => recomputeDays(tx, DAYS));
  expect(await listForms("rule IS NULL")).toEqual(["none 0 0"]);
  await arranged.count(DAY, "CASH", 1_00);
  const isDay = `(centre_id, business_date) = ('${DAY.centreId}', '${DAY.businessDate}')`;
  expect(await listForms(`rule IS NULL AND ${isDay}`)).toEqual(["none null null"]);
  expect(await listForms(`rule IS NULL AND NOT ${isDay}`)).toEqual(["none 0 0"]);
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0, sums: 0 });
});

test.each([
  ["tolerance_minor", "toleranceMinor", 5, { recorded: 0, stored: 5 }],
  ["approval_minor", "approvalMinor", 7, { recorded: 0, stored: 7 }],
] as const)(
  "a level that somebody gave a line is found: %s",
  async (column, field, value, found) => {
    const set = (to: number) =>
      tamper(`UPDATE reconciliation_line SET ${column} = ${to} WHERE rule IS NULL AND till_id = 'T1'
      AND (centre_id, business_date) = ('${OTHER.centreId}', '${OTHER.businessDate}')`);
    await set(value);
    expect(await findingsOf(OTHER)).toContainEqual(
      expect.objectContaining({ about: "line", fault: "differs", field, ...found }),
    );
    await set(0);
  },
);
