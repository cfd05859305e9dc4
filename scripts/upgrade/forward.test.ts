/** An upgrade whose new server dies, and whose copy can't be removed either. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { readEnv } from "@/lib/server/env";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import type { ServerLocation } from "../embedded/location";
import { findLocation, upgrade } from "./forward";

vi.mock("./binaries", () => ({
  findOldBinaries: () => Promise.resolve({ binaries: {}, remove: () => undefined }),
}));
vi.mock("../embedded/server", () => ({
  startServer: ({ dir }: ServerLocation) =>
    dir.endsWith("upgrade") ? Promise.reject(new Error("It died.")) : Promise.resolve({ port: 1 }),
}));
vi.mock("./files", () => ({
  requireSpace: () => Promise.resolve(),
  removeFolder: () => {
    throw new Error("The folder is busy.");
  },
}));

const DATA_DIR = makeTemporaryFolder("upgrade-forward");

test("a failed upgrade says why, and what the new server said, whatever stays of it", async () => {
  const env = readEnv({ DATA_DIR });
  const location = findLocation(env);
  mkdirSync(location.main.data);
  writeFileSync(join(location.main.data, "PG_VERSION"), "17\n");
  writeFileSync(location.main.password, "of the server");
  writeFileSync(location.draft.log, "PANIC: there is no room\n");
  const printed = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  await expect(upgrade(location, env, undefined)).rejects.toThrow("It died.");
  const lines = printed.mock.calls.map(([line]) => String(line)).join("");
  printed.mockRestore();
  expect(lines).toContain("The log of the new server ends with:\nPANIC: there is no room\n");
  expect(lines).toContain(
    `The copy in ${location.draft.dir} can't be removed: The folder is busy.`,
  );
});
