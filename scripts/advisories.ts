/**
 * `npm run advisories`: are vulnerabilities known in the packages that are used? What runs in
 * production fails from high on, tools from critical on. A registry that can't be reached, or that
 * has no advisories, is reported as such and ends with 2: nothing was checked then.
 */
import { spawnSync } from "node:child_process";
import { z } from "zod";
import { print } from "./process/print";

const UNCHECKED = 2;
/** An error of npm has a message in its place. */
const reportSchema = z.object({
  metadata: z.object({ vulnerabilities: z.record(z.string(), z.number()) }),
});

const BENCH = "--prefix=scripts/bench/tools";
const CHECKS = [
  { name: "production", options: ["--omit=dev"], failing: ["high", "critical"] },
  { name: "all packages", options: [], failing: ["critical"] },
  { name: "tools of the benchmarks", options: [BENCH], failing: ["critical"] },
];

process.exitCode = Math.max(...CHECKS.map(check));

function check({ name, options, failing }: (typeof CHECKS)[number]): number {
  const command = ["audit", "--json", "--fetch-retries=0", ...options];
  const { stdout } = spawnSync("npm", command, { encoding: "utf8", timeout: 60_000 });
  const report = reportSchema.safeParse(parse(stdout));
  if (!report.success) {
    print(`${name}: NOT CHECKED, the registry of packages gave no advisories`);
    return UNCHECKED;
  }
  const counts = Object.entries(report.data.metadata.vulnerabilities);
  print(`${name}: ${counts.map(([severity, count]) => `${count} ${severity}`).join(", ")}`);
  return counts.some(([severity, count]) => count > 0 && failing.includes(severity)) ? 1 : 0;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
