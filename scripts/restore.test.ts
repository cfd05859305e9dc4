/**
 * Backup and restore of a running installation: people write over HTTP, the backup is made
 * meanwhile, everything is killed, and the installation is restored as it was at one moment.
 */
import { createHash } from "node:crypto";
import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { savedCentresSchema } from "@/lib/contracts/centre";
import { startedSyncSchema, syncSchema } from "@/lib/contracts/sync";
import { type App, START_MS_MAX, startApp } from "@/lib/testing/acceptance-app";
import { outputOf, startScript } from "@/lib/testing/run-script";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { EMBEDDED_SETTINGS } from "./database/database";
import { startEmbeddedDb } from "./embedded/db";
import { findServerLocation, readLastStart } from "./embedded/location";
import { freePort } from "./process/processes";
import { findBackup } from "./backup/find";
import { type BackupFolder, findBackupFolder, listBases } from "./backup/layout";
import { readManifest, verifyFiles } from "./backup/manifest";
import { layOutWal } from "./backup/lay-out-wal";
import { withClient } from "./postgres/with-client";

const DATES = ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07"];
const WAIT_MS_MAX = 60_000;
/** Longer than the log takes to the backup. */
const RECEIVED_MS = 3_000;
/**
 * The checksum and the length of what is compressed. Before them a byte may be another one without
 * any change: a segment ends in zeros, which can be copied from any distance.
 */
const GZIP_END_BYTES = 8;

type Written = { sha256: string; sentAt: number; storedAt: number };

const folder = makeTemporaryFolder("backup");
const dataDir = join(folder, "data");
const backups = join(folder, "backups");
const restored = join(folder, "restored");
const written: Written[] = [];
let app: App;
let killed = false;
let moment = 0;

beforeAll(async () => {
  app = await startApp(await freePort(), { DATA_DIR: dataDir, BACKUP_DIR: backups });
  await until(() => app.log().includes("A first backup is in"));
  const centre = { id: "101", name: "Bilbao", currency: "EUR", timeZone: "Europe/Madrid" };
  await app.post("/api/centres", { centres: [centre] }, savedCentresSchema);
  const range = { centreIds: ["101"], from: DATES[0], to: DATES.at(-1) };
  const { id } = await app.post("/api/syncs", range, startedSyncSchema);
  await until(async () => (await app.get(`/api/syncs/${id}`, syncSchema)).state === "done");

  const writers = DATES.map(write);
  await until(() => written.length > 20);
  const made = await run("backup.ts", []);
  expect(made).toMatchObject({ code: 0 });
  // A complete segment, as a busy day has many.
  await query(dataDir, "SELECT pg_switch_wal()");
  const before = written.length;
  await until(() => written.length > before + 20);
  moment = Date.now();
  await until(() => written.some(({ sentAt }) => sentAt > moment + RECEIVED_MS));
  killed = true;
  killEverything();
  await Promise.all(writers);
}, START_MS_MAX);

afterAll(async () => {
  await app.stop();
});

describe("a restore to a moment", () => {
  test("has every acknowledged write until then, whole, and none after", async () => {
    const at = new Date(moment).toISOString();
    const result = await run("restore.ts", [backups, "--to", restored, "--until", at]);
    expect(result.output).toMatch(/entries hold[\s\S]+ 0 would change[\s\S]+Restored into/);
    expect(result.code).toBe(0);
    const rows = await query<{ sha256: string }>(restored, "SELECT sha256 FROM attachment");
    const found = new Set(rows.map(({ sha256 }) => sha256));
    const until = written.filter(({ storedAt }) => storedAt <= moment);
    expect(until.length).toBeGreaterThan(40);
    expect(until.filter(({ sha256 }) => !found.has(sha256))).toEqual([]);
    const after = written.filter(({ sentAt }) => sentAt > moment);
    expect(after.length).toBeGreaterThan(0);
    expect(after.filter(({ sha256 }) => found.has(sha256))).toEqual([]);
    for (const sha256 of found) {
      const file = readFileSync(join(restored, "attachments", sha256.slice(0, 2), sha256));
      expect(hashOf(file)).toBe(sha256);
    }
    expect(readFileSync(join(restored, "secret"))).toEqual(readFileSync(join(dataDir, "secret")));
    expect(statSync(join(restored, "secret")).mode & 0o777).toBe(0o600);
  }, 300_000);

  test("sends nothing until somebody decides, and the trail has it", async () => {
    const paused = "SELECT FROM setting WHERE name = 'deliveries.paused'";
    expect(await query(restored, paused)).toHaveLength(1);
    const actions = "SELECT action FROM audit_entry WHERE action = 'backup.restored'";
    expect(await query(restored, actions)).toHaveLength(1);
  }, 60_000);

  test("is refused where something is already", async () => {
    const result = await run("restore.ts", [backups, "--to", restored]);
    expect(result.code).toBe(1);
    expect(result.output).toContain("is not empty");
  });

  test("that the log does not reach says how far it goes", async () => {
    const to = join(folder, "too-late");
    const result = await run("restore.ts", [backups, "--to", to, "--until", "2999-01-01T00:00Z"]);
    expect(result.code).toBe(1);
    expect(result.output).toMatch(/ends before --until: the last change in it is of 20\d\d-/);
    expect(existsSync(join(to, "restore-unfinished"))).toBe(true);
  }, 60_000);
});

describe("a damaged backup is found", () => {
  test("when it was killed half way", async () => {
    const location = findBackupFolder(backups);
    const child = start("backup.ts", []);
    const half = () => readdirSync(location.bases).find((name) => !isListed(location, name));
    await until(() => half() !== undefined);
    child.kill("SIGKILL");
    // As the application needs it, which may have been started meanwhile and uses it too.
    const began = readLastStart(findServerLocation(join(dataDir, "postgres")));
    expect(began?.settings).toEqual(expect.arrayContaining(EMBEDDED_SETTINGS));
    await query(dataDir, "SELECT"); // Ends the database that the killed process has started.
    const left = join(location.bases, half() ?? "");
    expect(() => findBackup(left, null)).toThrow("half a backup");
    const found = findBackup(backups, null);
    expect(isListed(location, basename(found.folder))).toBe(true);
    expect(found.ignored).toEqual([left]);
  }, 120_000);

  test("when a byte of the database or of the log is another one", async () => {
    const { folder: newest, manifest, location } = findBackup(backups, null);
    await verifyFiles(newest, manifest);
    expect(await layOutWal(location.wal, manifest, folder)).toMatchObject({ gap: null });
    const complete = readdirSync(location.wal).filter((name) => name.endsWith(".gz"));
    flipByte(join(location.wal, complete.sort().at(-1) ?? ""), (bytes) => bytes - GZIP_END_BYTES);
    await expect(layOutWal(location.wal, manifest, folder)).rejects.toThrow(
      "can't be decompressed",
    );
    flipByte(join(newest, "base.tar.gz"));
    await expect(verifyFiles(newest, manifest)).rejects.toThrow("base.tar.gz is another");
    flipByte(join(newest, "manifest.json"));
    expect(() => readManifest(newest)).toThrow("manifest.json is damaged");
  });
});

/** Stores one file after the other on a day, until everything is killed. */
async function write(date: string): Promise<void> {
  for (let number = 0; !killed; number += 1) {
    const body = Buffer.from(`%PDF-1.4 ${date} ${number} ${"x".repeat(500)}`);
    const sentAt = Date.now();
    try {
      const response = await fetch(
        `${app.base}/api/reconciliations/101/${date}/attachments?fileName=slip.pdf`,
        {
          method: "POST",
          headers: {
            cookie: app.cookie,
            origin: app.base,
            "content-type": "application/octet-stream",
          },
          body,
        },
      );
      if (response.status === 201) {
        written.push({ sha256: hashOf(body), sentAt, storedAt: Date.now() });
      } else if (!killed) throw new Error(`${response.status}: ${await response.text()}`);
    } catch (error) {
      if (!killed) throw error;
    }
    await sleep(250);
  }
}

/** The process of `npm start`, the application, and the database, at once. */
function killEverything(): void {
  const postmaster = readFileSync(join(dataDir, "postgres", "data", "postmaster.pid"), "utf8");
  const children = readFileSync(`/proc/${app.pid}/task/${app.pid}/children`, "utf8");
  const pids = [
    app.pid,
    Number(postmaster.split("\n")[0]),
    ...children.trim().split(" ").map(Number),
  ];
  for (const pid of new Set(pids)) process.kill(pid, "SIGKILL");
}

function start(script: string, args: string[]) {
  return startScript(script, args, { DATA_DIR: dataDir, BACKUP_DIR: backups });
}

const run = (script: string, args: string[]) => outputOf(start(script, args));

async function query<Row extends object>(dir: string, text: string): Promise<Row[]> {
  const db = await startEmbeddedDb({ dir: join(dir, "postgres") });
  try {
    return await withClient(db.url, async (client) => (await client.query<Row>(text)).rows);
  } finally {
    await db.stop();
  }
}

const hashOf = (content: Buffer) => createHash("sha256").update(content).digest("hex");

function isListed(location: BackupFolder, name: string) {
  return listBases(location).includes(join(location.bases, name));
}

function flipByte(path: string, choose = (bytes: number) => Math.floor(bytes / 2)): void {
  const content = readFileSync(path);
  const at = choose(content.length);
  content[at] = (content[at] ?? 0) ^ 1;
  truncateSync(path);
  writeFileSync(path, content);
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < WAIT_MS_MAX; waited += 50) {
    if (await isSo()) return;
    await sleep(50);
  }
  throw new Error(`It does not happen:\n${app.log()}`);
}
