import { expect, test } from "vitest";
import { countFailedDays, rangeOfFailure } from "./syncs";

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

test("what failed is read again, of all centres where the failure does not name each", () => {
  const one = failure("101", "2026-11-24", "2026-11-25");
  const dates = { from: "2026-11-24", to: "2026-11-25" };
  expect(rangeOfFailure(one, ["101", "102"])).toEqual({ centreIds: ["101"], ...dates });
  const many = { ...one, centreCount: 5_000 };
  expect(rangeOfFailure(many, null)).toEqual({ centreIds: null, ...dates });
  expect(rangeOfFailure(many, ["101", "102"])).toEqual({ centreIds: ["101", "102"], ...dates });
});
