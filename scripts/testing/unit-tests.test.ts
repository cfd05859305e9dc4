/** What the unit stage makes of files that fail, with reports as Vitest writes them. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { ROOT } from "../process/next-server";
import { countUnitTests, runUnitTests } from "./unit-tests";

const PARENT = makeTemporaryFolder("unit-tests");

// What is printed about these made-up files must not look like a result of this run.
beforeEach(() => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});

/** Each run writes its next report, and fails when a file in it did. */
function runOf(reports: Record<string, string[]>[]) {
  const commands: string[][] = [];
  const run = (command: string[]) => {
    commands.push(command);
    const files = Object.entries(reports[commands.length - 1] ?? {});
    const testResults = files.map(([file, statuses]) => ({
      name: join(ROOT, file),
      status: statuses.includes("failed") ? "failed" : "passed",
      assertionResults: statuses.map((status) => ({ status })),
    }));
    const option = command.find((each) => each.startsWith("--outputFile.json=")) ?? "";
    writeFileSync(option.slice(option.indexOf("=") + 1), JSON.stringify({ testResults }));
    const failed = testResults.some(({ status }) => status === "failed");
    return failed ? Promise.reject(new Error("exited with 1")) : Promise.resolve();
  };
  return { commands, run };
}

test("a file that fails runs once more by itself, and counts as it ended", async () => {
  const folder = mkdtempSync(join(PARENT, "run-"));
  const first = { "lib/a.test.ts": ["passed", "failed"], "lib/b.test.ts": ["passed"] };
  const { commands, run } = runOf([first, { "lib/a.test.ts": ["passed", "passed"] }]);
  await runUnitTests(run, folder);
  const files = commands.map((command) => command.filter((each) => each.endsWith(".test.ts")));
  expect(files).toEqual([[], ["lib/a.test.ts"]]);
  expect(countUnitTests(folder)).toEqual({ passed: 3, failed: 0 });
});

test("a file that fails twice fails the stage", async () => {
  const folder = mkdtempSync(join(PARENT, "run-"));
  const failing = { "lib/a.test.ts": ["passed", "failed"] };
  const { run } = runOf([failing, failing]);
  await expect(runUnitTests(run, folder)).rejects.toThrow("exited with 1");
  expect(countUnitTests(folder)).toEqual({ passed: 1, failed: 1 });
});

test("many failing files are not run again", async () => {
  const folder = mkdtempSync(join(PARENT, "run-"));
  const names = ["a", "b", "c", "d"].map((name) => `lib/${name}.test.ts`);
  const { commands, run } = runOf([Object.fromEntries(names.map((name) => [name, ["failed"]]))]);
  await expect(runUnitTests(run, folder)).rejects.toThrow("exited with 1");
  expect(commands).toHaveLength(1);
  expect(countUnitTests(folder)).toEqual({ passed: 0, failed: 4 });
});
