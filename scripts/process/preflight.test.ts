import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkArguments, checkDisk, checkNode, checkPort, FREE_MEGABYTES_MIN } from "./preflight";
import { skips } from "@/lib/testing/skips";
import { mountDisk, NO_DISK, unmountDisk } from "@/lib/testing/small-disk";

describe("the version of Node.js", () => {
  test.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0"])("%s is accepted", (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });

  test.each(["18.20.0", "20.18.3", "20.9.0"])("%s is refused", (version) => {
    expect(() => checkNode(version)).toThrow(`Node.js ${version} is too old: install 20.19`);
  });
});

test("options are refused, also those that npm took", () => {
  const refusal = "npm start takes no options: set variables, as in PORT=3001 npm start.";
  expect(() => checkArguments(["--port", "3001"], {})).toThrow(refusal);
  expect(() => checkArguments(["3001"], {})).toThrow(refusal);
  expect(() => checkArguments([], { npm_config_port: "3001" })).toThrow(refusal);
  expect(() => checkArguments([], { npm_config_registry: "" })).not.toThrow();
});

describe("the port", () => {
  test("that is taken is refused, and accepted once it is free", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, () => resolve((server.address() as { port: number }).port));
    });
    await expect(checkPort(port)).rejects.toThrow(`Port ${port} is taken by another program`);
    await new Promise((resolve) => server.close(resolve));
    await expect(checkPort(port)).resolves.toBeUndefined();
  });
});

describe("the disk", () => {
  const space = (megabytes: number) => () =>
    Promise.resolve({ bavail: megabytes * 256, bsize: 4096 });

  test(`with ${FREE_MEGABYTES_MIN} MB is enough`, async () => {
    await expect(checkDisk("/", space(FREE_MEGABYTES_MIN))).resolves.toBeUndefined();
  });

  test("with one less is refused, and the message says how much is free", async () => {
    await expect(checkDisk("/", space(FREE_MEGABYTES_MIN - 1))).rejects.toThrow(
      `${FREE_MEGABYTES_MIN - 1} MB are free, ${FREE_MEGABYTES_MIN} MB are needed`,
    );
  });

  test("of a directory that is not there yet is its nearest parent's", async () => {
    await expect(checkDisk("/no/such/directory")).resolves.toBeUndefined();
  });

  test("that is really small is refused", async (context) => {
    const dir = mkdtempSync(join(tmpdir(), "counterfoil-disk-"));
    try {
      context.skip(skips(!mountDisk(dir, "20m") && NO_DISK));
      await expect(checkDisk(join(dir, "data"))).rejects.toThrow("is almost full: 20 MB are free");
    } finally {
      unmountDisk(dir);
      rmSync(dir, { recursive: true });
    }
  });
});
