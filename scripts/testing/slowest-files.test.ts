/** The slowest files, from reports as Vitest and Playwright write them. */
import { expect, test } from "vitest";
import { formatSlowest, readPlaywrightTimes, readVitestTimes } from "./slowest-files";

test("the ten slowest files of a stage are named, the slowest first", () => {
  const testResults = Array.from({ length: 12 }, (_, index) => ({
    name: `lib/${index}.test.ts`,
    startTime: 1_000,
    endTime: 1_000 + index * 100,
  }));
  const lines = formatSlowest("unit and server", readVitestTimes({ testResults }));
  expect(lines).toHaveLength(10);
  expect(lines[0]).toBe("unit and server: 1.1 s lib/11.test.ts");
  expect(lines[9]).toBe("unit and server: 0.2 s lib/2.test.ts");
});

test("the time of a spec is that of all its tests, groups and tries on every screen", () => {
  const spec = (file: string, ...durations: number[]) => ({
    file,
    tests: [{ results: durations.map((duration) => ({ duration })) }],
  });
  const suites = [
    { specs: [spec("a.spec.ts", 2_000)], suites: [{ specs: [spec("a.spec.ts", 1_500, 500)] }] },
    { specs: [spec("b.spec.ts", 3_000)] },
    { specs: [spec("a.spec.ts", 1_000)] },
  ];
  const lines = formatSlowest("browser", readPlaywrightTimes({ suites }));
  expect(lines).toEqual(["browser: 5.0 s a.spec.ts", "browser: 3.0 s b.spec.ts"]);
});
