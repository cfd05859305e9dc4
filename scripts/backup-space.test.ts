/** A backup for which the folder of backups has no space left. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, inject, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { makeBackup } from "./backup-make";

const folder = makeTemporaryFolder("backup-space");
const small = join(folder, "small");

afterEach(() => {
  if (existsSync(small)) spawnSync("umount", [small]);
});

test("names the folder, and leaves nothing unfinished", async (context) => {
  mkdirSync(small);
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=200k", "tmpfs", small]);
  if (status !== 0) return context.skip("This machine does not let the tests mount a disk.");
  const { url } = await testDatabase();
  const ofOwner = new URL(new URL(url).pathname, inject("testServer").adminUrl).href;
  const backUp = makeBackup({
    url: ofOwner,
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
