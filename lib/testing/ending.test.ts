/**
 * The built application as the first process of a namespace, as in a container, with its own
 * database, while clients write: its database is killed, it gets a signal, and its server is
 * killed.
 */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { savedCentresSchema } from "@/lib/contracts/centre";
import { startedSyncSchema, syncSchema } from "@/lib/contracts/sync";
import { startEmbeddedDb } from "@/scripts/embedded/db";
import { findServer, findServerLocation } from "@/scripts/embedded/location";
import { freePort, listProcesses } from "@/scripts/process/processes";
import { type App, START_MS_MAX, startApp } from "./acceptance-app";
import { query } from "./embedded-query";
import { makeTemporaryFolder } from "./temporary-folder";

const MS_MAX = 120_000;
const DAY = "2026-03-02";
const CENTRE = { id: "101", name: "Centre 101", currency: "EUR", timeZone: "Europe/Madrid" };
const FIRST = ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child"];

const dataDir = makeTemporaryFolder("ending");
const location = findServerLocation(join(dataDir, "postgres"));
const confirmed = new Set<string>();
const variables = { DATA_DIR: dataDir };
let app: App;
let writers: Promise<void>[];
let isOver = false;
let written = 0;

beforeAll(async () => {
  const mayUnshare = spawnSync(FIRST[0] ?? "", [...FIRST.slice(1), "true"]).status === 0;
  app = await startApp(await freePort(), variables, mayUnshare ? FIRST : []);
  await app.post("/api/centres", { centres: [CENTRE] }, savedCentresSchema);
  await syncDay();
  writers = Array.from({ length: 8 }, write);
}, START_MS_MAX);

afterAll(async () => {
  isOver = true;
  await app.stop();
});

test(
  "a killed database is back on its port, and the application goes on with all of its work",
  async () => {
    await untilConfirmed(40);
    kill(findServer(location)?.pid, "SIGKILL");
    await untilConfirmed(confirmed.size + 40);
    await syncDay();
  },
  MS_MAX,
);

test(
  "under writes and a request that never ends it ends, with all that was confirmed",
  async () => {
    const unfinished = await beginUnfinished();
    await untilConfirmed(confirmed.size + 40);
    kill(findProcess(/^\S*node .*scripts\/start\.ts$/), "SIGTERM");
    expect(await app.exit).toBe(0);
    isOver = true;
    await Promise.all([...writers, app.stop()]);
    unfinished.destroy();
    expect(findServer(location)).toBeNull();
    const logged = readFileSync(location.log, "utf8").length;
    const db = await startEmbeddedDb({ dir: location.dir });
    const rows = await query<{ id: string }>(db.url, "SELECT id FROM centre");
    await db.stop();
    const stored = new Set(rows.map(({ id }) => id));
    expect([...confirmed].filter((id) => !stored.has(id))).toEqual([]);
    const log = readFileSync(location.log, "utf8").slice(logged);
    expect(log).toContain("database system was shut down at");
    expect(log).not.toContain("not properly shut down");
  },
  MS_MAX,
);

test(
  "a server that is killed ends the start with the code of that signal, and the database",
  async () => {
    app = await startApp(await freePort(), variables);
    kill(findProcess(/^next-server/), "SIGKILL");
    expect(await app.exit).toBe(137);
    expect(findServer(location)).toBeNull();
  },
  MS_MAX,
);

async function write(): Promise<void> {
  while (!isOver) {
    const id = `C-${(written += 1)}`;
    try {
      await app.post("/api/centres", { centres: [{ ...CENTRE, id }] }, savedCentresSchema);
      confirmed.add(id);
    } catch {
      await sleep(20); // It was not confirmed, so that it may or may not be there.
    }
  }
}

/** The time limit of the test ends it otherwise. */
async function untilConfirmed(count: number): Promise<void> {
  while (confirmed.size < count) await sleep(20);
}

async function syncDay(): Promise<void> {
  const range = { centreIds: [CENTRE.id], from: DAY, to: DAY };
  const { id } = await app.post("/api/syncs", range, startedSyncSchema);
  for (;;) {
    const { state } = await app.get(`/api/syncs/${id}`, syncSchema);
    expect(state).not.toBe("failed");
    if (state === "done") return;
    await sleep(100);
  }
}

/** Its head promises more than is ever sent. */
async function beginUnfinished(): Promise<Socket> {
  const { hostname, port } = new URL(app.base);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  await once(socket, "connect");
  const head = [`POST /api/centres HTTP/1.1`, `Host: ${hostname}:${port}`];
  const rest = [`Cookie: ${app.cookie}`, "Content-Type: application/json", "Content-Length: 1000"];
  socket.write(`${[...head, ...rest].join("\r\n")}\r\n\r\n{`);
  return socket;
}

/** Other runs of the tests have processes of the same names. */
function findProcess(pattern: RegExp): number | undefined {
  const port = new URL(app.base).port;
  const found = listProcesses(pattern).find(({ pid }) => {
    const environment = readFileSync(`/proc/${pid}/environ`, "latin1").split("\0");
    return environment.includes(`PORT=${port}`);
  });
  return found?.pid;
}

/** Process 0 would be everything of this test. */
function kill(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) throw new Error("There is no such process.");
  process.kill(pid, signal);
}
