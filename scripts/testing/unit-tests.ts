/**
 * The stage of unit and server tests. Many of them start servers and browsers, and a busy machine
 * can make one of them wait too long. A file that failed therefore runs once more by itself, and is
 * named as flaky when it passes then.
 */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";
import { ROOT } from "../process/next-server";
import { print } from "../process/print";
import type { Run } from "./run-stages";
import { type FileTime, readVitestTimes } from "./slowest-files";

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});
type FileResult = z.infer<typeof reportSchema>["testResults"][number];

const FIRST = "vitest.json";
const SECOND = "vitest-again.json";

/** When more files fail than these, the cause is not a busy machine. */
const FLAKY_FILES_MAX = 3;

/** The reports of the run before must not count when this one ends earlier. */
export function removeUnitReports(folder: string): void {
  for (const report of [FIRST, SECOND]) rmSync(join(folder, report), { force: true });
}

export async function runUnitTests(run: Run, folder: string): Promise<void> {
  removeUnitReports(folder);
  try {
    await run(vitest(join(folder, FIRST), []));
  } catch (error) {
    const failed = readResults(join(folder, FIRST)).filter(hasFailed);
    if (failed.length === 0 || failed.length > FLAKY_FILES_MAX) throw error;
    const files = failed.map(({ name }) => relative(ROOT, name));
    print(`== running again what failed: ${files.join(", ")}`);
    await run(vitest(join(folder, SECOND), files));
    print(`== flaky: ${files.join(", ")} passed when run by itself`);
  }
}

/** The files that ran again count with their second result. */
export function countUnitTests(folder: string): { passed: number; failed: number } {
  const second = readResults(join(folder, SECOND));
  const repeated = new Set(second.map(({ name }) => name));
  const first = readResults(join(folder, FIRST)).filter(({ name }) => !repeated.has(name));
  const tests = [...first, ...second].flatMap(({ assertionResults }) => assertionResults);
  const count = (wanted: string) => tests.filter(({ status }) => status === wanted).length;
  return { passed: count("passed"), failed: count("failed") };
}

export function timeUnitTests(folder: string): FileTime[] {
  if (!existsSync(join(folder, FIRST))) return [];
  return readVitestTimes(readJson(join(folder, FIRST))).map(({ file, ms }) => ({
    file: relative(ROOT, file),
    ms,
  }));
}

function vitest(report: string, files: readonly string[]): string[] {
  const reports = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const config = ["--config", "lib/testing/vitest.config.ts"];
  return ["npx", "--no-install", "vitest", "run", ...config, ...reports, ...files];
}

function readResults(report: string): FileResult[] {
  if (!existsSync(report)) return [];
  return reportSchema.parse(readJson(report)).testResults;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

function hasFailed({ status }: FileResult): boolean {
  return status === "failed";
}
