/**
 * `npm test`: everything, in the order in which a mistake is cheapest to find. The first stage that
 * fails ends it. The last line counts the tests of both runners.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ensureBuild } from "./build";
import { ensureChromium } from "./chromium";
import { installDebian } from "./debian";
import { startEmbeddedDb } from "./embedded-db";
import { ensureClient } from "./generate";
import { ROOT } from "./next-server";
import { say } from "./terminal";

const RESULTS = join(ROOT, ".data", "test");
const VITEST = join(RESULTS, "vitest.json");
const PLAYWRIGHT = join(RESULTS, "playwright.json");
const SCRIPT = ["node", "--conditions=react-server", "--import", "tsx"];

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

type Stage = { name: string; run: () => Promise<void> | void };

const STAGES: Stage[] = [
  { name: "format", run: () => npx("prettier", "--check", "--log-level", "warn", ".") },
  { name: "lint", run: () => npx("eslint", ".") },
  { name: "types", run: types },
  { name: "drift", run: drift },
  // Before the tests: one of them drives the built application.
  { name: "build", run: ensureBuild },
  { name: "unit and server", run: vitest },
  { name: "browser", run: browser },
];

process.chdir(ROOT);
process.exitCode = await test();

async function test(): Promise<number> {
  mkdirSync(RESULTS, { recursive: true });
  for (const file of [VITEST, PLAYWRIGHT]) rmSync(file, { force: true });
  await ensureClient();
  let failures = 0;
  for (const stage of STAGES) {
    if (!(await passes(stage))) {
      failures = 1;
      break;
    }
  }
  const { passed, failed } = countTests();
  process.stdout.write(`${passed} passed, ${Math.max(failed, failures)} failed\n`);
  return failed + failures > 0 ? 1 : 0;
}

async function passes({ name, run }: Stage): Promise<boolean> {
  say(`\n== ${name}`);
  const began = performance.now();
  const time = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  try {
    await run();
    say(`== ${name}: passed in ${time()}`);
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    say(`== ${name}: FAILED after ${time()}`);
    return false;
  }
}

/** The route types that TypeScript reads come from Next.js. */
function types(): void {
  npx("next", "typegen");
  npx("tsc", "--noEmit");
}

function drift(): void {
  const diff = ["migrate", "diff", "--from-migrations", "prisma/migrations"];
  const to = ["--to-schema", "prisma/schema.prisma", "--exit-code"];
  run([...SCRIPT, "prisma/with-db.ts", "node", "prisma/cli.mjs", ...diff, ...to], {
    DATA_DIR: RESULTS,
    DATABASE_URL: "",
  });
}

function vitest(): void {
  const servers = "/usr/lib/postgresql";
  if (!existsSync(servers) || readdirSync(servers).length === 0) installDebian("postgresql");
  const reports = ["--reporter=default", "--reporter=json", `--outputFile.json=${VITEST}`];
  npx("vitest", "run", "--config", "lib/testing/vitest.config.ts", ...reports);
}

async function browser(): Promise<void> {
  ensureChromium();
  const data = join(ROOT, ".data", "e2e");
  // Whatever a killed run has left behind is stopped before its files go.
  if (existsSync(data)) await (await startEmbeddedDb({ dir: join(data, "postgres") })).stop();
  rmSync(data, { recursive: true, force: true });
  const reports = ["--reporter=list,json"];
  run(["npx", "playwright", "test", "--config", "e2e/playwright.config.ts", ...reports], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT,
    CI: "1",
  });
}

function npx(...command: string[]): void {
  run(["npx", "--no-install", ...command]);
}

function run(command: string[], variables: Record<string, string> = {}): void {
  const { status, error } = spawnSync(command[0] ?? "", command.slice(1), {
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...variables },
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command.join(" ")} exited with ${status ?? "a signal"}`);
}

function countTests(): { passed: number; failed: number } {
  const unit = existsSync(VITEST) ? vitestReport.parse(json(VITEST)) : null;
  const e2e = existsSync(PLAYWRIGHT) ? playwrightReport.parse(json(PLAYWRIGHT)).stats : null;
  return {
    passed: (unit?.numPassedTests ?? 0) + (e2e?.expected ?? 0) + (e2e?.flaky ?? 0),
    failed: (unit?.numFailedTests ?? 0) + (e2e?.unexpected ?? 0),
  };
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
