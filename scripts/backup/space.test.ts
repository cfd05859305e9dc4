/** A backup for which the folder of backups has no space left. */
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { setTimeout as realSleep } from "node:timers/promises";
import { afterAll, afterEach, expect, inject, test, vi } from "vitest";
import { readEnv } from "@/lib/server/env";
import { testDatabase } from "@/lib/testing/database";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { skips } from "@/lib/testing/skips";
import { mountDisk, NO_DISK, unmountDisk } from "@/lib/testing/small-disk";
import { makeBackup } from "./make";
import type { ReceiverOptions } from "./wal-receiver";

vi.mock("./wal-receiver", () => ({
  // The log fills the folder as well, and ends the receiver.
  receiveWal: vi.fn(({ onStart }: ReceiverOptions) => {
    onStart();
    return Promise.reject(new Error("ENOSPC: no space left on device, write"));
  }),
}));
// A twentieth of every pause.
vi.mock("node:timers/promises", async (load) => {
  const { setTimeout: sleep } = await load<{ setTimeout: typeof realSleep }>();
  const shortened: typeof realSleep = (ms = 0, ...more) => sleep(ms / 20, ...more);
  return { setTimeout: shortened };
});
vi.setConfig({ testTimeout: 60_000 });
// Test files share their modules: one may have loaded the real receiver, and none may get this one.
vi.resetModules();
const { backUpContinuously } = await import("./continuous");
const { receiveWal } = await import("./wal-receiver");
afterAll(() => void vi.resetModules());

const folder = makeTemporaryFolder("backup-space");
const small = join(folder, "small");

afterEach(() => {
  unmountDisk(small);
});

test("names the folder, and leaves nothing unfinished", async (context) => {
  context.skip(skips(!mountSmall() && NO_DISK));
  const backUp = makeBackup({
    url: await urlOfOwner(),
    kind: "base",
    dataDir: folder,
    backupDir: small,
    keep: 1,
    hasSecrets: false,
  });
  await expect(backUp).rejects.toThrow(`no space left for another one: ${small}`);
  const [installation = ""] = readdirSync(small);
  expect(readdirSync(join(small, installation, "bases"))).toEqual([]);
});

test("is not filled again whenever the receiver of the log begins", async (context) => {
  context.skip(skips(!mountSmall() && NO_DISK));
  vi.stubEnv("BACKUP_DIR", small);
  const printed = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const listFailures = () => printed.mock.calls.filter(([line]) => FAILED.test(String(line)));
  const url = await urlOfOwner();
  const close = () => Promise.resolve();
  const receiving = backUpContinuously(readEnv({ DATA_DIR: folder }), {
    url,
    ownerUrl: url,
    close,
  });
  await expect.poll(listFailures, WAIT).toHaveLength(1);
  const started = vi.mocked(receiveWal).mock.calls.length;
  await expect
    .poll(() => vi.mocked(receiveWal).mock.calls.length, WAIT)
    .toBeGreaterThan(started + 3);
  expect(listFailures()).toHaveLength(1);
  await receiving.close();
  expect(listFailures()).toHaveLength(1);
});

const FAILED = /^The first backup failed, and is tried again in a quarter of an hour/;
const WAIT = { timeout: 60_000 };

function mountSmall(): boolean {
  mkdirSync(small, { recursive: true });
  return mountDisk(small, "200k");
}

async function urlOfOwner(): Promise<string> {
  const { url } = await testDatabase();
  return new URL(new URL(url).pathname, inject("testServer").adminUrl).href;
}
