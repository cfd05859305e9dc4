/**
 * `npm test`: everything, in the order in which a mistake is cheapest to find. No stage starts
 * after one that failed. What fails runs once more: a test that passes then is named as flaky. The
 * last lines name the slowest files and requests, and the very last one counts the tests of both
 * runners.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { startEmbeddedDb } from "./embedded/db";
import { ensureClient } from "./build/generate";
import { ROOT } from "./process/next-server";
import { print } from "./process/print";
import { runStages, type Run, type Stage } from "./testing/run-stages";
import { formatSlowest, readPlaywrightTimes } from "./testing/slowest-files";
import { formatSlowestRequests } from "./testing/slowest-requests";
import {
  countUnitTests,
  removeUnitReports,
  runUnitTests,
  timeUnitTests,
} from "./testing/unit-tests";

const RESULTS = join(ROOT, ".data", "test");
const PLAYWRIGHT = join(RESULTS, "playwright.json");
/** What the application writes while browsers test it, its access log included. */
const E2E_LOG = join(ROOT, ".data", "e2e.log");
const SCRIPT = ["node", "--conditions=react-server", "--import", "tsx"];

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

const format: Stage = { name: "format", work: (run) => run(npx("oxfmt", "--check", ".")) };
const lint: Stage = { name: "lint and types", work: lintAndCheckTypes };
const secrets: Stage = {
  name: "secrets",
  work: (run) => run([...SCRIPT, "scripts/lint/secrets.ts"]),
};
const lockfile: Stage = { name: "lockfile", work: (run) => run(["npm", "run", "-s", "lockfile"]) };
const unused: Stage = { name: "unused", work: (run) => run(npx("knip")) };
const statements: Stage = {
  name: "statements",
  work: (run) => run(["npm", "run", "-s", "check:statements"]),
};
const tools: Stage = { name: "tools", work: (run) => run([...SCRIPT, "scripts/test-tools.ts"]) };
const build: Stage = { name: "build", work: (run) => run([...SCRIPT, "scripts/build.ts"]) };
const units: Stage = { name: "unit and server", work: (run) => runUnitTests(run, RESULTS) };
const browser: Stage = { name: "browser", work: playwright };

/** Steps run one after the other, each with parallel lanes. */
const STEPS: Stage[][][] = [
  // The build comes before the tests, because some of them use the built application.
  [[lint, build], [format, secrets, lockfile, unused, statements], [tools]],
  [[units]],
  [[browser]],
];

process.chdir(ROOT);
process.exitCode = await test();

async function test(): Promise<number> {
  mkdirSync(RESULTS, { recursive: true });
  for (const file of [PLAYWRIGHT, E2E_LOG]) rmSync(file, { force: true });
  removeUnitReports(RESULTS);
  await ensureClient();
  let failures = 0;
  for (const lanes of STEPS) {
    if (await runStages(lanes)) continue;
    failures = 1;
    break;
  }
  for (const line of listSlowest()) print(line);
  const { passed, failed } = countTests();
  process.stdout.write(`${passed} passed, ${Math.max(failed, failures)} failed\n`);
  return failed + failures > 0 ? 1 : 0;
}

/** Next.js generates the route types that TypeScript reads. */
async function lintAndCheckTypes(run: Run): Promise<void> {
  await run(npx("next", "typegen"));
  await run(npx("oxlint"));
}

async function playwright(run: Run): Promise<void> {
  const data = join(ROOT, ".data", "e2e");
  // A server that a killed run has left behind is stopped before its files are removed.
  if (existsSync(data)) await (await startEmbeddedDb({ dir: join(data, "postgres") })).stop();
  rmSync(data, { recursive: true, force: true, maxRetries: 10 });
  const options = ["--reporter=list,json", "--retries=1"];
  await run(npx("playwright", "test", "--config", "e2e/playwright.config.ts", ...options), {
    PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT,
    CI: "1",
  });
}

function npx(...command: string[]): string[] {
  return ["npx", "--no-install", ...command];
}

function countTests(): { passed: number; failed: number } {
  const unit = countUnitTests(RESULTS);
  const e2e = existsSync(PLAYWRIGHT) ? playwrightReport.parse(json(PLAYWRIGHT)).stats : null;
  return {
    passed: unit.passed + (e2e?.expected ?? 0) + (e2e?.flaky ?? 0),
    failed: unit.failed + (e2e?.unexpected ?? 0),
  };
}

function listSlowest(): string[] {
  const times = existsSync(PLAYWRIGHT) ? readPlaywrightTimes(json(PLAYWRIGHT)) : [];
  return [
    ...formatSlowest(units.name, timeUnitTests(RESULTS)),
    ...formatSlowest(browser.name, times),
    ...formatSlowestRequests(existsSync(E2E_LOG) ? readFileSync(E2E_LOG, "utf8") : ""),
  ];
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
