/**
 * The main workflow with real sales, through the running application: Cashrec's reports of three
 * centres and three months against what was counted there. The stand-in for Cashrec and the
 * expected results are outside the repository; without them this test is skipped with a message.
 */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { centreListSchema, savedCentresSchema } from "@/lib/contracts/centre";
import { type LineList, lineListSchema } from "@/lib/contracts/reconciliation";
import { startedSyncSchema, syncSchema } from "@/lib/contracts/sync";
import { importResultSchema } from "@/lib/contracts/till-count";
import { freePort } from "@/scripts/process/processes";
import { type App, START_MS_MAX, startApp } from "./acceptance-app";
import * as upstream from "./acceptance-upstream";
import { testDatabase } from "./database";
import { skips } from "./skips";

const { present, folder } = upstream.STAND_IN;
const RANGE = "from=2019-01-01&to=2019-03-31";
const CENTRES = [
  { id: "101", name: "Delhi", currency: "INR", timeZone: "Asia/Kolkata" },
  { id: "102", name: "Mumbai", currency: "INR", timeZone: "Asia/Kolkata" },
  { id: "103", name: "Chennai", currency: "INR", timeZone: "Asia/Kolkata" },
];
const DISCREPANCIES = 116;

const missing = !present && `acceptance on real sales: there is no ${folder}serve.mjs.`;

describe.skipIf(skips(missing)).each([
  // the form of Cashrec's JSON
  { form: "as the stand-in writes it", rewrite: (sheets: unknown) => sheets },
  { form: "in PascalCase", rewrite: upstream.pascalCase },
  { form: "in a wrapper, with money as text", rewrite: upstream.wrapped },
])("with Cashrec's JSON $form", ({ rewrite }) => {
  const running: { stop: () => Promise<unknown> }[] = [];
  let app: App;

  beforeAll(async () => {
    const { url } = await testDatabase();
    const standIn = await upstream.startStandIn(await freePort());
    running.push(standIn);
    const proxy = await upstream.startProxy(standIn.url, rewrite);
    running.unshift(proxy);
    app = await startApp(await freePort(), {
      ...upstream.CREDENTIALS,
      DATABASE_URL: url,
      CASHREC_API_URL: proxy.url,
      CASHREC_TOKEN_URL: `${proxy.url}/connect/token`,
    });
    running.unshift(app);
  }, START_MS_MAX);

  afterAll(async () => {
    for (const one of running) await one.stop();
  });

  test("the discrepancy report is right, line for line", async () => {
    expect(await app.get("/api/centres", centreListSchema)).toEqual({ centres: [] });
    await app.post("/api/centres", { centres: CENTRES }, savedCentresSchema);
    await readSheets(app);
    expect(await importCounts(app)).toMatchObject({ unchanged: 0, rejected: [] });

    const expected = rowsOf(readFileSync(`${folder}discrepancies-2019-q1.csv`, "utf8"));
    expect(expected).toHaveLength(DISCREPANCIES);
    expect(await readReport(app)).toEqual(expected.map(keyed).toSorted());

    const path = `/api/reconciliations?${RANGE}&differencesOnly=true`;
    expect((await app.get(path, lineListSchema)).lines).toHaveLength(DISCREPANCIES);
  });

  test("reading and importing the same again changes nothing", async () => {
    const before = await app.get(`/api/reconciliations?${RANGE}&limit=5000`, lineListSchema);
    const report = await app.text(`/api/exports/csv?${RANGE}`);
    expect(await importCounts(app)).toMatchObject({ accepted: 0, rejected: [] });
    await readSheets(app);
    const after = await app.get(`/api/reconciliations?${RANGE}&limit=5000`, lineListSchema);
    expect(after.freshness.revision).toBe(before.freshness.revision);
    expect(withoutCauses(after)).toEqual(withoutCauses(before));
    expect(await app.text(`/api/exports/csv?${RANGE}`)).toBe(report);
  });
});

/** A job stores likely causes at some time after the lines. */
function withoutCauses({ lines, ...list }: LineList) {
  const stored = lines.map((line) => ({ ...line, likelyCause: null }));
  return { ...list, lines: stored, freshness: null };
}

async function readSheets(app: App): Promise<void> {
  const centreIds = CENTRES.map(({ id }) => id);
  const asked = { centreIds, from: "2019-01-01", to: "2019-03-31" };
  const { id } = await app.post("/api/syncs", asked, startedSyncSchema);
  let sync = await app.get(`/api/syncs/${id}`, syncSchema);
  while (sync.state === "pending" || sync.state === "running") {
    await sleep(100);
    sync = await app.get(`/api/syncs/${id}`, syncSchema);
  }
  expect(sync).toMatchObject({ state: "done", failures: [] });
  expect(sync.done).toBe(sync.total);
}

function importCounts(app: App) {
  const file = readFileSync(`${folder}till-counts-2019-q1.csv`, "utf8");
  return app.postText("/api/till-counts/imports", file, importResultSchema);
}

type Row = Record<string, string>;

function rowsOf(csv: string): Row[] {
  return parse<Row>(csv, { columns: true });
}

async function readReport(app: App): Promise<string[]> {
  return rowsOf(await app.text(`/api/exports/csv?${RANGE}&differencesOnly=true`))
    .map(keyed)
    .toSorted();
}

/** Builds a key of the columns that both files have. */
function keyed(row: Row): string {
  const key = [row.centre_id, row.business_date, row.shift_id, row.till_id, row.tender_id];
  return [...key, row.expected, row.counted, row.difference, row.verdict].join(",");
}
