/**
 * What crashes of the machine, other programs and full disks leave in the folder of the embedded
 * PostgreSQL: the next start needs nobody, and every row is there. Each test has a copy of one
 * folder.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { query } from "@/lib/testing/embedded-query";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { skips } from "@/lib/testing/skips";
import { NO_DISK, unmountDisk } from "@/lib/testing/small-disk";
import { type EmbeddedDb, startEmbeddedDb } from "./db";
import { findServer, findServerLocation } from "./location";
import { rotateLog } from "./log";
import { supervise } from "./supervisor";
import { identify, isSame } from "../process/processes";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const root = makeTemporaryFolder("damage");
const original = join(root, "original");
const running: EmbeddedDb[] = [];
let number = 0;

beforeAll(async () => {
  const db = await startEmbeddedDb({ dir: original });
  await query(db.url, "CREATE TABLE written AS SELECT 1 AS id");
  await db.stop();
});

afterEach(async () => {
  for (const db of running.splice(0)) await db.stop();
});

function copyFolder(to = join(root, String((number += 1)))): string {
  cpSync(original, to, { recursive: true });
  return to;
}

async function start(dir: string): Promise<EmbeddedDb> {
  const db = await startEmbeddedDb({ dir });
  running.push(db);
  expect(await query(db.url, "SELECT id FROM written")).toEqual([{ id: 1 }]);
  return db;
}

const pidFileOf = (dir: string) => join(dir, "data", "postmaster.pid");
const asPidFile = (pid: number, dir: string) =>
  [pid, join(dir, "data"), "1", "5432", "", "127.0.0.1", "", "stale", ""].join("\n");

describe("the file of the server's process", () => {
  test.each([
    ["is empty", () => ""],
    ["was written by half", (dir: string) => `4711\n${dir.slice(0, 5)}`],
    ["names another program", (dir: string) => asPidFile(process.pid, dir)],
  ])("%s", async (_name, content) => {
    const dir = copyFolder();
    writeFileSync(pidFileOf(dir), content(dir));
    expect((await start(dir)).attached).toBe(false);
  });

  test("names the server of another folder", async () => {
    const [dir, other] = [copyFolder(), copyFolder()];
    const theirs = await start(other);
    writeFileSync(pidFileOf(dir), readFileSync(pidFileOf(other)));
    expect(await start(dir)).not.toMatchObject({ url: theirs.url });
    expect(await query(theirs.url, "SELECT 1 AS id")).toEqual([{ id: 1 }]);
  });

  test("is gone while its server runs without anybody", async () => {
    const dir = copyFolder();
    const { url, stop } = await startEmbeddedDb({ dir });
    rmSync(pidFileOf(dir));
    rmSync(join(dir, "users", String(process.pid)));
    expect((await start(dir)).attached).toBe(false);
    await expect(query(url, "SELECT 1")).rejects.toThrow();
    await stop();
  });
});

describe("a lock", () => {
  const stale = () => `${process.pid} 1 of-another-boot`;

  test.each([
    ["without content", ""],
    ["of a process whose id is in use again", stale()],
    ["of an earlier version, whose id is in use again", String(process.pid)],
  ])("%s is free", async (_name, content) => {
    const dir = copyFolder();
    writeFileSync(join(dir, "lock"), content);
    utimesSync(join(dir, "lock"), 1, 1);
    await start(dir);
  });

  test("of a running process is not", async () => {
    const dir = copyFolder();
    const holder = spawnSleeper();
    writeFileSync(join(dir, "lock"), identify(holder.pid ?? 0) ?? "");
    const starting = start(dir);
    expect(await Promise.race([starting, sleep(1_000, "waits")])).toBe("waits");
    holder.kill("SIGKILL");
    await starting;
  });
});

test("a password of another database is replaced, whether or not its server runs", async () => {
  const dir = copyFolder();
  writeFileSync(join(dir, "password"), "of another database");
  const first = await start(dir);
  writeFileSync(join(dir, "password"), "of a third one");
  const second = await start(dir);
  expect(second.attached).toBe(false);
  expect(second.url).not.toBe(first.url);
});

test("users whose ids other processes have don't keep the server, and others do", async () => {
  const dir = copyFolder();
  const db = await startEmbeddedDb({ dir });
  const identity = findServer(findServerLocation(dir))?.identity ?? "";
  const [one, other] = [spawnSleeper(), spawnSleeper()];
  const users = join(dir, "users");
  writeFileSync(join(users, String(one.pid)), identify(one.pid ?? 0) ?? "");
  writeFileSync(join(users, String(other.pid)), `${other.pid} 1 of-another-boot`);
  await db.stop();
  expect(isSame(identity)).toBe(true);
  one.kill("SIGKILL");
  await start(dir);
  await running.pop()?.stop();
  expect(isSame(identity)).toBe(false);
  other.kill("SIGKILL");
});

describe("a lost password", () => {
  test.each(["password", "app-password"])("in %s is replaced", async (name) => {
    const dir = copyFolder();
    writeFileSync(join(dir, name), "");
    const db = await start(dir);
    expect(await query(db.appUrl, "SELECT 1 AS id")).toEqual([{ id: 1 }]);
    expect(readFileSync(join(dir, name), "utf8")).toMatch(/^[\w-]{43}$/);
    expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
  });
});

test("the log is complete over starts, bounded, and its owner's alone", async () => {
  const dir = copyFolder();
  const location = findServerLocation(dir);
  for (let time = 0; time < 2; time += 1) {
    await start(dir);
    await running.pop()?.stop();
  }
  const starts = readFileSync(location.log, "utf8").match(/database system is ready/g);
  expect(starts).toHaveLength(3);
  await start(dir);
  for (let time = 0; time < 6; time += 1) {
    // The server goes on writing into the file that was emptied.
    await expect(query(running[0]?.url ?? "", `SELECT no_${time}`)).rejects.toThrow();
    expect(rotateLog(location, 0)).toBe(true);
  }
  const written = (name: string) => readFileSync(name, "utf8").match(/no_\d" does/g);
  expect([1, 2, 3, 4].map((each) => written(`${location.log}.${each}`)?.[0]?.[3])).toEqual([
    "5",
    "4",
    "3",
    "2",
  ]);
  expect(existsSync(`${location.log}.5`)).toBe(false);
  expect(statSync(location.log).mode & 0o777).toBe(0o600);
  expect(statSync(`${location.log}.1`).mode & 0o777).toBe(0o600);
});

test("a server that ends again and again is given up in one line", async () => {
  const dir = copyFolder();
  const db = await start(dir);
  const location = findServerLocation(dir);
  const server = findServer(location);
  if (server === null) throw new Error("It does not run.");
  writeFileSync(join(dir, "data", "postgresql.conf"), "no such setting");
  const reason = await new Promise<Error>((resolve) => {
    supervise(server, { location, settings: [], onLost: resolve, pausesMs: [0, 10, 20] });
    process.kill(server.pid, "SIGKILL");
  });
  expect(reason.message).toMatch(
    /^The embedded PostgreSQL can't be started again, so that the application ends: .*log\.$/,
  );
  cpSync(join(original, "data", "postgresql.conf"), join(dir, "data", "postgresql.conf"));
  await db.stop();
});

describe.skipIf(skips(!mayMount() && NO_DISK))("a disk that gets full", () => {
  const disk = join(root, "disk");
  mkdirSync(disk, { recursive: true });
  afterAll(() => unmountDisk(disk));

  test("ends the server in order, and with room it starts with every row", async () => {
    mount("size=160m");
    const dir = copyFolder(join(disk, "postgres"));
    const db = await start(dir);
    await query(db.url, "CREATE TABLE filler (text text STORAGE EXTERNAL)");
    const text = "INSERT INTO filler SELECT repeat(md5(i::text), 200) FROM generate_series";
    let acknowledged = 0;
    const fill = async () => {
      for (;;) {
        await query(db.url, `${text}(1, 200) AS i`);
        acknowledged += 200;
      }
    };
    await expect(fill()).rejects.toThrow();
    await db.stop();
    expect(findServer(findServerLocation(dir))).toBeNull();
    await expect(startEmbeddedDb({ dir })).rejects.toThrow(/The disk of .* is almost full/);
    mount("remount,size=512m");
    const again = await start(dir);
    const rows = await query<{ count: number }>(again.url, "SELECT count(*)::int FROM filler");
    expect(rows[0]?.count).toBeGreaterThanOrEqual(acknowledged);
  });

  function mount(options: string): void {
    spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", disk]);
  }
});

function mayMount(): boolean {
  const command = ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"];
  return process.getuid?.() === 0 && spawnSync("unshare", command).status === 0;
}

function spawnSleeper(): ChildProcess {
  return spawn(process.execPath, ["-e", "setTimeout(() => {}, 600_000)"], { stdio: "ignore" });
}
