import { join } from "node:path";
import { expect, test } from "vitest";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { openBackupFolder } from "./layout";

const backups = makeTemporaryFolder("backups");
const data = makeTemporaryFolder("data");

test("two backups that begin together are backups of one installation", async () => {
  const open = () => openBackupFolder(backups, join(data, "new"), "7310000000000000000");
  const [first, second] = await Promise.all([open(), open()]);
  expect(second).toEqual(first);
});
