/**
 * `npm run security [-- --only asvs,headers]`: attacks the built application, and prints what was
 * found, section by section. It exits with 1 when anything is found that must not be.
 */
import { exitWithError } from "../process/print";
import { checkAsvs } from "./asvs";
import { checkCanaries } from "./check-canaries";
import { checkHeaders } from "./check-headers";
import { checkLockOut } from "./check-lock-out";
import { checkMemory } from "./check-memory";
import { checkByTests, type Proof } from "./check-tests";
import type { Findings, Section } from "./section";
import { withTarget } from "./target";
import { readOptionsOrExit } from "../process/read-options";

const MATRIX = ["lib/testing/matrix.test.ts"];
const BLIND = /where figures are/;
/** Another part of the product adds its proof here: a line, and the test files that prove it. */
const PROOFS: readonly Proof[] = [
  { line: "leaks by route, role and node", files: MATRIX, only: /^(?!.*where figures are)/ },
  { line: "leaks to blind counters", files: MATRIX, only: BLIND },
];
const TAMPERING: readonly Proof[] = [
  {
    line: "tamperings not found",
    files: ["lib/server/audit/tampering.test.ts", "lib/server/witnesses/witnesses.test.ts"],
  },
  {
    line: "rights that roles of the database have too much",
    files: ["scripts/postgres/roles.test.ts"],
  },
];

const SECTIONS: readonly Section[] = [
  { name: "asvs", title: "OWASP ASVS 5.0", needs: "nothing", run: checkAsvs },
  {
    name: "headers",
    title: "Headers, HTTP Observatory and policies",
    needs: "application",
    run: checkHeaders,
  },
  { name: "canaries", title: "Canary secrets", needs: "application", run: checkCanaries },
  { name: "lock-out", title: "Lock-out", needs: "application", run: checkLockOut },
  { name: "memory", title: "Hostile bodies", needs: "application", run: checkMemory },
  {
    name: "tampering",
    title: "Tampering, and roles of the database",
    needs: "nothing",
    run: () => checkByTests(TAMPERING),
  },
  { name: "matrix", title: "Permissions", needs: "nothing", run: () => checkByTests(PROOFS) },
];

const names = SECTIONS.map(({ name }) => name);
const { values } = readOptionsOrExit({
  options: { only: { type: "string", default: names.join(",") } },
});

try {
  process.exitCode = await run(values.only.split(","));
} catch (error) {
  exitWithError(error);
}

async function run(only: readonly string[]): Promise<number> {
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`--only knows ${names.join(", ")}.`);
  const chosen = SECTIONS.filter(({ name }) => only.includes(name));
  let failures = 0;
  const report = async (section: Section, work: () => Promise<Findings>) => {
    const began = performance.now();
    const found = await work().catch(readError);
    print(section, found, (performance.now() - began) / 1_000);
    failures += found.failures.length;
  };
  for (const section of chosen) {
    if (section.needs === "nothing") await report(section, section.run);
  }
  const attacks = chosen.flatMap((section) => (section.needs === "application" ? [section] : []));
  if (attacks.length > 0) {
    await withTarget(async (target) => {
      for (const section of attacks) await report(section, () => section.run(target));
    });
  }
  process.stdout.write(`\n${failures === 0 ? "Nothing was found." : `${failures} found.`}\n`);
  return failures === 0 ? 0 : 1;
}

/** An attack that can't be made proves nothing. */
function readError(error: unknown): Findings {
  return { lines: [], failures: [error instanceof Error ? error.message : String(error)] };
}

function print({ title }: Section, { lines, failures }: Findings, seconds: number): void {
  const heading = `${title} (${seconds.toFixed(1)} s)`;
  const results = lines.map((line) => `  ${line}`);
  const found = failures.map((failure) => `  FOUND ${failure.replaceAll("\n", "\n    ")}`);
  process.stdout.write(`\n${[heading, ...results, ...found].join("\n")}\n`);
}
