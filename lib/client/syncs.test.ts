import { expect, test } from "vitest";
import { countFailedDays, rangeOfFailures } from "./syncs";

const failure = (centreId: string, from: string, to: string) => ({
  centreId,
  centreName: centreId,
  from,
  to,
  code: "UPSTREAM_UNAVAILABLE",
  message: "",
  at: "2026-11-25T05:00:00.000Z",
  centreCount: 1,
  centreIds: [centreId],
});

test("what failed is counted in days, as what was read is", () => {
  const sync = { id: "1", state: "running", done: 3, total: 20 } as const;
  const failures = [
    failure("101", "2026-11-24", "2026-11-25"),
    failure("102", "2026-11-01", "2026-11-10"),
  ];
  expect(countFailedDays({ ...sync, failures, startedAt: null, finishedAt: null })).toBe(12);
});

test("failed centres are read again, over all of their dates", () => {
  const failures = [
    failure("102", "2026-11-24", "2026-11-25"),
    failure("101", "2026-11-01", "2026-11-10"),
  ];
  const range = { centreIds: ["102", "101"], from: "2026-11-01", to: "2026-11-25" };
  expect(rangeOfFailures(failures, null)).toEqual(range);
  expect(rangeOfFailures(failures, ["101", "102", "103"])).toEqual(range);
});

test("all centres of the page are read again where the failures do not name all of theirs", () => {
  const many = { ...failure("101", "2026-11-24", "2026-11-25"), centreCount: 5_000 };
  const dates = { from: "2026-11-24", to: "2026-11-25" };
  expect(rangeOfFailures([many], null)).toEqual({ centreIds: null, ...dates });
  expect(rangeOfFailures([many], ["101", "102"])).toEqual({ centreIds: ["101", "102"], ...dates });
});
