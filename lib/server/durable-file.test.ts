import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { addDurably } from "./durable-file";

const folder = makeTemporaryFolder("durable");
const LOADER = ["--conditions=react-server", "--import", "tsx", "--input-type=module", "--eval"];
/** So large that the file can't have all of it. */
const PROGRAM = `
  import { addDurably } from "./lib/server/durable-file.ts";
  await addDurably(process.argv[1], Buffer.alloc(1_000_000))
    .catch(({ code }) => process.stdout.write(code));`;

test("what does not fit leaves nothing behind, which would take the space for ever", () => {
  const limited = ["-c", 'ulimit -f 8 && exec "$0" "$@"', process.execPath, ...LOADER, PROGRAM];
  const { stdout, stderr } = spawnSync("sh", [...limited, join(folder, "file")], {
    encoding: "utf8",
    env: { ...process.env, TSX_DISABLE_CACHE: "1" },
  });
  expect({ stdout, stderr }).toMatchObject({ stdout: "EFBIG" });
  expect(readdirSync(folder)).toEqual([]);
});

test("a file is never replaced", async () => {
  const path = join(folder, "kept");
  writeFileSync(path, "the first");
  await addDurably(path, Buffer.from("the first"));
  await expect(addDurably(path, Buffer.from("another"))).rejects.toMatchObject({ code: "EEXIST" });
  expect(readFileSync(path, "utf8")).toBe("the first");
});
