/**
 * Sections that are proved by test files: the role matrix, and what other parts of the product
 * prove. They run in a process of their own, and their report is read.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ROOT } from "../process/next-server";
import type { Findings } from "./section";

const CONFIG = "lib/testing/vitest.config.ts";

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});
type TestReport = z.infer<typeof reportSchema>;

export type Proof = { line: string; files: readonly string[]; only?: RegExp };

/** A file that is gone fails: a proof that nobody runs proves nothing. */
export async function checkByTests(proofs: readonly Proof[]): Promise<Findings> {
  const all: Findings = { lines: [], failures: [] };
  for (const files of groupFiles(proofs)) {
    const report = await runTests(files);
    for (const proof of proofs.filter((one) => one.files.join() === files.join())) {
      const { lines, failures } = judge(proof, report);
      all.lines.push(...lines);
      all.failures.push(...failures);
    }
  }
  return all;
}

/** Proofs of the same files share one run. */
function groupFiles(proofs: readonly Proof[]): (readonly string[])[] {
  return [...new Map(proofs.map(({ files }) => [files.join(), files])).values()];
}

export function judge({ line, only }: Proof, report: TestReport): Findings {
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const own = results.filter(({ fullName }) => only === undefined || only.test(fullName));
  const broken = own.filter(({ status }) => status !== "passed");
  const failures = broken.map(({ fullName, failureMessages }) => {
    return `${line}: ${fullName}\n${(failureMessages ?? []).join("\n").slice(0, 2_000)}`;
  });
  const unread = report.testResults.flatMap(({ message }) => message || []);
  if (own.length === 0) failures.push(`${line}: no test ran. ${unread.join(" ")}`.trim());
  return { lines: [`${line}: ${broken.length} (${own.length} tests)`], failures };
}

async function runTests(files: readonly string[]): Promise<TestReport> {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-security-"));
  const report = join(folder, "report.json");
  const reports = ["--reporter=json", `--outputFile.json=${report}`];
  const args = ["--no-install", "vitest", "run", "--config", CONFIG, ...reports, ...files];
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn("npx", args, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
      child.once("error", reject);
      child.once("close", () => resolve());
    });
    return reportSchema.parse(JSON.parse(readFileSync(report, "utf8")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
