/**
 * The log of an embedded server in its backup: what is removed with older backups, a segment that
 * is missing, a dump that was damaged, a receiver that was away for too long. One server for all.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readEnv } from "@/lib/server/env";
import { isReplicating, query } from "@/lib/testing/embedded-query";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { backUpContinuously } from "./continuous";
import { isFollowed, layOutWal } from "./lay-out-wal";
import { type BackupFolder, backupFolder, findBackupFolder, listBases } from "./layout";
import { makeBackup } from "./make";
import { readManifest } from "./manifest";
import type { OpenDatabase } from "../database/database";
import { embeddedBinaries } from "../embedded/binaries";
import { type EmbeddedDb, startEmbeddedDb } from "../embedded/db";

vi.mock("./dump", () => ({
  dumpDatabase: (_url: string, path: string) => {
    writeFileSync(path, "damaged");
    const position = { startLsn: "0/0", endLsn: "0/0", timeline: 0 };
    return Promise.resolve({ ...position, bytes: "damaged".length, sha256: "of the dump" });
  },
}));
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = makeTemporaryFolder("continuous");
const dataDir = join(folder, "data");
const backupDir = join(folder, "backups");
/** As much as a backup notes of an installation. */
const TABLES = `
  CREATE TABLE _prisma_migrations (finished_at timestamptz, migration_name text);
  CREATE TABLE audit_entry (id bigint, hash text)`;

/** The smallest there are: each is compressed, and is in a backup of the server. */
const SEGMENT_BYTES = 1024 * 1024;
const WAIT = { timeout: 60_000, interval: 50 };

let db: EmbeddedDb;
let receiving: OpenDatabase;

beforeAll(async () => {
  vi.stubEnv("BACKUP_DIR", backupDir);
  db = await startServer();
  await query(db.url, TABLES);
  receiving = receive();
  await vi.waitFor(() => expect(bases()).toHaveLength(1), WAIT);
  await vi.waitFor(async () => expect(await isReplicating(db.url)).toBe(true), WAIT);
});
afterAll(async () => {
  await receiving.close();
  await db.stop();
  vi.unstubAllEnvs();
});

test("a removed backup takes its log along, and the log since the oldest remains", async () => {
  await fillSegments(2);
  await backUp(14);
  await fillSegments(2);
  mkdirSync(join(location().bases, "2000-01-01T00-00-00-000Z"));
  await backUp(2);
  expect(readdirSync(location().bases)).toHaveLength(2);
  const [oldest = "", newest = ""] = bases();
  for (const base of [oldest, newest]) expect(await gapAfter(base)).toBeNull();
  const first = await findSegment(`'${readManifest(oldest).startLsn}'`);
  expect(segments()[0]?.slice(0, 24)).toBe(first);
});

test("a damaged older backup fails the command, and the new backup stays", async () => {
  await backUp(14);
  const before = bases();
  const path = join(before[0] ?? "", "manifest.json");
  const manifest = readFileSync(path);
  writeFileSync(path, "{}");
  await expect(backUp(14)).rejects.toThrow(/is complete: .+manifest\.json is damaged/);
  writeFileSync(path, manifest);
  expect(bases()).toHaveLength(before.length + 1);
  expect(readManifest(bases().at(-1) ?? "").kind).toBe("base");
});

test("the last complete backup stays, whatever follows it", async () => {
  await backUp(1);
  const [last] = bases();
  // As one that is being made, or was killed.
  mkdirSync(join(location().bases, "2999-01-01T00-00-00-000Z"));
  await expect(backUp(1, "postgresql://127.0.0.1:1/nowhere")).rejects.toThrow("ECONNREFUSED");
  expect(bases()).toEqual([last]);
});

test("the newest backup is the one to restore, though one was made by a clock that was ahead", async () => {
  const ahead = join(location().bases, "2999-01-01T00-00-00-999Z");
  cpSync(bases().at(-1) ?? "", ahead, { recursive: true });
  const { folder: made } = await backUp(1);
  expect(bases()).toEqual([made]);
  expect(basename(made)).toBe("2999-01-01T00-00-01-000Z");
  renameSync(made, join(location().bases, "2026-01-01T00-00-00-000Z"));
});

test("a dump that is not on the disk as it was written is no backup", async () => {
  const before = bases();
  await expect(backUp(14, db.url, "dump")).rejects.toThrow(/the hash of .+ is another/);
  expect(bases()).toEqual(before);
});

test("a missing segment is named, and a later backup does without it", async () => {
  await fillSegments(3);
  await backUp(14);
  await fillSegments(2);
  const [earlier = "", later = ""] = bases();
  const name = await findSegment(`'${readManifest(earlier).endLsn}'::pg_lsn + ${SEGMENT_BYTES}`);
  rmSync(join(location().wal, `${name}.gz`));
  expect(await gapAfter(earlier)).toBe(name);
  expect(await gapAfter(later)).toBeNull();
});

test("a receiver that was away for too long begins with a new backup, without secrets as before", async () => {
  expect(bases().map((base) => readManifest(base).hasSecrets)).not.toContain(false);
  await backUp(14, db.url, "base", false);
  await receiving.close();
  const before = bases();
  await fillSegments(20);
  await query(db.url, "CHECKPOINT");
  const slots = "SELECT wal_status FROM pg_replication_slots";
  expect(await query(db.url, slots)).toEqual([{ wal_status: "lost" }]);
  const path = join(before[0] ?? "", "manifest.json");
  const manifest = readFileSync(path);
  writeFileSync(path, "{}");
  const printed = vi.spyOn(process.stderr, "write");
  receiving = receive();
  await expect.poll(bases, WAIT).toHaveLength(before.length + 1);
  await expect
    .poll(() => printed.mock.calls.map(([line]) => String(line)), WAIT)
    .toContainEqual(expect.stringMatching(/^The backup is complete: .+ is damaged/));
  printed.mockRestore();
  writeFileSync(path, manifest);
  await fillSegments(1);
  expect(await gapAfter(bases().at(-1) ?? "")).toBeNull();
  expect(await gapAfter(before.at(-1) ?? "")).not.toBeNull();
  expect(readManifest(bases().at(-1) ?? "").hasSecrets).toBe(false);
  const [newest, away] = [bases().at(-1) ?? "", join(dataDir, "away")];
  renameSync(newest, away);
  expect(isFollowed(location())).toBe(false);
  renameSync(away, newest);
  expect(await query(db.url, slots)).toEqual([{ wal_status: "reserved" }]);
});

test("the server's end is the end of its log, and no failure", async () => {
  await receiving.close();
  receiving = receive(() => db.stop());
  const active = "SELECT active FROM pg_replication_slots";
  await expect.poll(() => query(db.url, active), WAIT).toEqual([{ active: true }]);
  const printed = vi.spyOn(process.stderr, "write");
  await receiving.close();
  expect(printed.mock.calls).toEqual([]);
  printed.mockRestore();
  db = await startServer();
  receiving = receive();
});

test("a database that was put back to an earlier moment begins a backup of its own", async () => {
  const data = join(dataDir, "postgres", "data");
  const restart = async (meanwhile: () => void) => {
    await receiving.close();
    await db.stop();
    meanwhile();
    db = await startServer();
    receiving = receive();
  };
  const [last = ""] = bases().slice(-1);
  await restart(() => cpSync(data, `${data}.copy`, { recursive: true }));
  // It is received with a part of a segment, and the copy does not have it.
  await query(db.url, "SELECT pg_logical_emit_message(false, 'test', 'of the later state', true)");
  await expect.poll(() => readSegment(segments().at(-1)), WAIT).toContain("of the later state");
  await restart(() => {
    rmSync(data, { recursive: true });
    renameSync(`${data}.copy`, data);
  });
  const installations = () => readdirSync(backupDir).sort();
  await expect.poll(installations, WAIT).toHaveLength(2);
  expect(existsSync(last)).toBe(true);
  const others = () => findBases().filter((base) => !base.startsWith(dirname(last)));
  const hasSecrets = () => others().map((base) => readManifest(base).hasSecrets);
  await expect.poll(hasSecrets, { ...WAIT, message: "as in the folder it left" }).toEqual([false]);
  const made = await backUp(14);
  expect(last).not.toContain(dirname(made.folder));
  expect(made.manifest.kind).toBe("base");
});

/** Sixteen segments wait for a receiver, instead of 4 GB: backups end some within a second. */
async function startServer(): Promise<EmbeddedDb> {
  const { postgres, initdb } = await embeddedBinaries();
  const withSmallSegments = join(folder, "initdb");
  const script = `#!/bin/sh\nexec '${initdb}' --wal-segsize=1 "$@"\n`;
  writeFileSync(withSmallSegments, script, { mode: 0o755 });
  const settings = ["max_slot_wal_keep_size=16MB", "min_wal_size=2MB"];
  const binaries = { postgres, initdb: withSmallSegments };
  return startEmbeddedDb({ dir: join(dataDir, "postgres"), settings, binaries });
}

const location = (): BackupFolder => findBackupFolder(backupDir);
const bases = () => (readdirSync(folder).includes("backups") ? listBases(location()) : []);
const findBases = () =>
  readdirSync(backupDir).flatMap((name) => listBases(backupFolder(join(backupDir, name))));
const segments = () => readdirSync(location().wal).sort();
const readSegment = (name = "") => readFileSync(join(location().wal, name), "latin1");

async function gapAfter(base: string): Promise<string | null> {
  const target = join(folder, "laid-out");
  mkdirSync(target, { recursive: true });
  const { gap } = await layOutWal(location().wal, readManifest(base), target);
  return gap;
}

/** Closing it ends the receiver; the server goes on, unless `close` stops it. */
function receive(close = () => Promise.resolve()): OpenDatabase {
  const database = { url: db.appUrl, ownerUrl: db.url, close };
  return backUpContinuously(readEnv({ DATA_DIR: dataDir }), database);
}

function backUp(keep: number, url = db.url, kind: "base" | "dump" = "base", hasSecrets = true) {
  return makeBackup({ url, kind, dataDir, backupDir, keep, hasSecrets });
}

async function findSegment(lsn: string, from = ""): Promise<string> {
  const statement = `SELECT pg_walfile_name(${lsn}) AS name ${from}`;
  return (await query<{ name: string }>(db.url, statement))[0]?.name ?? "";
}

/** Each is received before the next, unless nobody receives. */
async function fillSegments(number: number): Promise<void> {
  for (let filled = 0; filled < number; filled += 1) {
    const name = await findSegment(
      "lsn",
      `FROM pg_logical_emit_message(true, 'test', 'x') AS lsn, pg_switch_wal()`,
    );
    if (await isReplicating(db.url)) await expect.poll(segments, WAIT).toContain(`${name}.gz`);
  }
}
