/**
 * Names the test files of a stage that took longest, so that growth is seen in every run. A file's
 * time is that of its tests, tries that failed included.
 */
import { z } from "zod";

const FILES_MAX = 10;

export type FileTime = { file: string; ms: number };

/** As Vitest's JSON reporter writes it. */
const vitestReport = z.object({
  testResults: z.array(z.object({ name: z.string(), startTime: z.number(), endTime: z.number() })),
});

const suiteSchema = z.object({
  specs: z.array(
    z.object({
      file: z.string(),
      tests: z.array(z.object({ results: z.array(z.object({ duration: z.number() })) })),
    }),
  ),
  get suites() {
    return z.array(suiteSchema).optional();
  },
});
type Suite = z.infer<typeof suiteSchema>;

/** As Playwright's JSON reporter writes it. */
const playwrightReport = z.object({ suites: z.array(suiteSchema) });

export function readVitestTimes(report: unknown): FileTime[] {
  const { testResults } = vitestReport.parse(report);
  return testResults.map(({ name, startTime, endTime }) => ({
    file: name,
    ms: endTime - startTime,
  }));
}

/** A file has a time for each project, such as desktop and phone; here it is their sum. */
export function readPlaywrightTimes(report: unknown): FileTime[] {
  const times = new Map<string, number>();
  for (const { file, tests } of playwrightReport.parse(report).suites.flatMap(listSpecs)) {
    const durations = tests.flatMap(({ results }) => results.map(({ duration }) => duration));
    const ms = durations.reduce((sum, duration) => sum + duration, 0);
    times.set(file, (times.get(file) ?? 0) + ms);
  }
  return [...times].map(([file, ms]) => ({ file, ms }));
}

function listSpecs({ specs, suites = [] }: Suite): Suite["specs"] {
  return [...specs, ...suites.flatMap(listSpecs)];
}

/** One line each, the slowest first. */
export function formatSlowest(
  stage: string,
  times: readonly FileTime[],
  linesMax = FILES_MAX,
): string[] {
  const slowest = times.toSorted((one, other) => other.ms - one.ms).slice(0, linesMax);
  return slowest.map(({ file, ms }) => `${stage}: ${(ms / 1000).toFixed(1)} s ${file}`);
}
