/**
 * A live installation is started again without its variables: it serves its data, reads nothing,
 * and reports the missing configuration. Then its database is away for a while. The test runs the
 * built application with the sandbox on a port as its Cashrec.
 */
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { savedCentresSchema } from "@/lib/contracts/centre";
import { lineListSchema } from "@/lib/contracts/reconciliation";
import { freePort } from "@/scripts/process/processes";
import { sql } from "@/lib/server/db/sql";
import { type App, START_MS_MAX, startApp } from "./acceptance-app";
import { readSheets } from "./acceptance-read";
import { testDatabase } from "./database";
import { type FaultyLine, startFaultyLine } from "./faulty-line";
import { startSandbox, variablesFor } from "./sandbox-server";

const DAY = "2026-03-04";
const PAGE = "/sign-in?next=%2Fvariances%3Ftill%3Da%2520b";
const LINES = `/api/reconciliations?from=${DAY}&to=${DAY}`;
const CENTRE = { id: "101", name: "Gran Vía", currency: "EUR", timeZone: "Europe/Madrid" };
/** The scheduler requests the recent days at every start, so the test waits this long for none. */
const QUIET_MS = 4_000;

let app: App;
let databaseUrl: string;
let line: FaultyLine;
let sheets: number;
let lines: unknown;
/** To a page, from before anything listened until the application served. */
let early: Response[];
/** To load balancers, in the same time. */
let earlyProbes: Response[];
/** To a program that stores counts, in the same time. */
let earlyWrites: Response[];

beforeAll(async () => {
  ({ url: databaseUrl } = await testDatabase());
  const sandbox = await startSandbox();
  const live = await startApp(await freePort(), {
    ...variablesFor(sandbox),
    DATABASE_URL: databaseUrl,
  });
  try {
    await live.post("/api/centres", { centres: [CENTRE] }, savedCentresSchema);
    const sync = await readSheets(live, { centreIds: [CENTRE.id], from: DAY, to: DAY });
    expect(sync.state).toBe("done");
    ({ lines } = await live.get(LINES, lineListSchema));
  } finally {
    await live.stop();
    await sandbox.stop();
  }
  sheets = await storedSheets();
  line = await startFaultyLine(databaseUrl);
  const port = await freePort();
  const starting = startApp(port, { DATABASE_URL: line.url });
  const ask = (path: string, method = "GET") =>
    askUntil(starting, new Request(`http://127.0.0.1:${port}${path}`, { method }));
  [early, earlyProbes, earlyWrites] = await Promise.all([
    ask(PAGE),
    ask("/api/ready"),
    ask("/api/till-counts", "POST"),
  ]);
  app = await starting;
}, START_MS_MAX);

async function askUntil(end: Promise<unknown>, request: Request): Promise<Response[]> {
  const responses: Response[] = [];
  let isOver = false;
  void end.catch(() => undefined).then(() => (isOver = true));
  while (!isOver) {
    const response = await fetch(request, { redirect: "manual" }).catch(() => null);
    if (response === null) await sleep(5);
    else responses.push(response);
  }
  return responses;
}

afterAll(async () => {
  await app.stop();
  await line.stop();
});

test("a page that is asked for too early is asked for again, and never without its headers", () => {
  const isServed = ({ status }: Response) => status === 200;
  const [served, others] = [early.filter(isServed), early.filter((one) => !isServed(one))];
  expect(served).not.toEqual([]);
  for (const { headers } of served) expect(headers.has("content-security-policy")).toBe(true);
  for (const { status, headers } of others) {
    expect([status, headers.get("location")]).toEqual([307, PAGE]);
  }
});

test("load balancers, which take a redirect for readiness, get 503, and the start no error", () => {
  const statuses = earlyProbes.map(({ status }) => status);
  expect([...new Set(statuses)]).toEqual([503, 200]);
  expect(app.log()).not.toContain("the database does not answer");
});

test("programs, which take a redirect for an answer, get 503 until they are served", () => {
  const seen = earlyWrites.map(({ status, headers }) => [status, headers.get("retry-after")]);
  expect(new Set(seen.map(String))).toEqual(new Set(["503,1", "401,"]));
});

test("it shows what was read, and health says that Cashrec is not configured", async () => {
  expect((await app.get(LINES, lineListSchema)).lines).toEqual(lines);
  const health = await fetch(`${app.base}/api/health`);
  expect(health.status).toBe(200);
  expect(await health.json()).toMatchObject({
    status: "ok",
    database: "ok",
    cashrec: "unconfigured",
  });
});

test.each([
  ["/api/syncs", { centreIds: [CENTRE.id], from: DAY, to: DAY }],
  ["/api/cashrec/probe", { centreId: CENTRE.id, businessDate: DAY }],
])("%s is refused with what is to be set", async (path, body) => {
  const response = await fetch(`${app.base}${path}`, {
    method: "POST",
    headers: { cookie: app.cookie, origin: app.base, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({
    code: "REFUSED",
    reason: "cashrec-unconfigured",
    detail: expect.stringContaining("CASHREC_API_URL") as string,
  });
});

test("every page says so, and the connection names the variables", async () => {
  expect(await app.text("/")).toContain("Cashrec is not configured.");
  expect(await app.text("/settings/connection")).toContain("CASHREC_CLIENT_SECRET");
  expect(await (await fetch(`${app.base}/sign-in`)).text()).not.toContain("admin@example.test");
});

test("pages are 503 while the database is away, and 200 once it is back", async () => {
  const port = Number(new URL(line.url).port);
  await line.stop();
  for (const path of ["/", "/reconciliations", "/sign-in"]) {
    const { status, headers } = await fetchPage(path);
    expect([path, status, headers.get("retry-after")]).toEqual([path, 503, "5"]);
  }
  line = await startFaultyLine(databaseUrl, port);
  await expect.poll(async () => (await fetchPage("/reconciliations")).status).toBe(200);
});

function fetchPage(path: string): Promise<Response> {
  return fetch(`${app.base}${path}`, { headers: { cookie: app.cookie } });
}

test("nothing is read", async () => {
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  expect(await storedSheets()).toBe(sheets);
});

test("it ends at once although a browser has opened a connection in advance", async () => {
  const { port, hostname } = new URL(app.base);
  const silent = connect(Number(port), hostname);
  await once(silent, "connect");
  await app.text("/api/centres");
  expect(await app.stop()).toBe(true);
  silent.destroy();
}, 120_000);

async function storedSheets(): Promise<number> {
  return (await sql("SELECT FROM cash_sheet_version")).length;
}
