import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { DISABLE_PRETENURING_FLAG } from "./v8-flags";

test("the engine knows what it is told, because it would only complain and go on", () => {
  const { status, stderr } = spawnSync(process.execPath, [DISABLE_PRETENURING_FLAG, "--version"]);
  expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: "" });
});
