import { describe, expect, test } from "vitest";
import {
  ATTEMPTS_MAX,
  computeDelivery,
  computePeriod,
  listFormats,
  secondsUntilNextAttempt,
  summarizeRun,
} from "./schedule";

const CLOCK = { timeZone: "Europe/Madrid", dayStartsAt: "05:00" };
const at = (iso: string) => Date.parse(iso);

describe("the period of a report", () => {
  test.each([
    ["yesterday", { from: "2026-11-23", to: "2026-11-23" }],
    ["last-7-days", { from: "2026-11-17", to: "2026-11-23" }],
    ["last-week", { from: "2026-11-16", to: "2026-11-22" }],
    ["last-month", { from: "2026-10-01", to: "2026-10-31" }],
  ] as const)("%s ends before the business date on which it is made", (period, range) => {
    expect(computePeriod(period, at("2026-11-24T09:00:00Z"), CLOCK)).toEqual(range);
  });

  test("goes by the business date: at three in the morning, the evening is not over", () => {
    expect(computePeriod("yesterday", at("2026-11-24T02:00:00Z"), CLOCK).to).toBe("2026-11-22");
  });
});

test("a file that is too large for a mail is a link", () => {
  expect(computeDelivery("attachment", 8 * 1024 * 1024)).toBe("attachment");
  expect(computeDelivery("attachment", 8 * 1024 * 1024 + 1)).toBe("link");
  expect(computeDelivery("link", 1)).toBe("link");
});

test("variances have no file of lines", () => {
  expect(listFormats("variances")).not.toContain("csv");
  expect(listFormats("reconciliations")).toContain("csv");
});

test("attempts are further apart each time, and end within two hours", () => {
  const waits = Array.from({ length: ATTEMPTS_MAX - 1 }, (_, index) =>
    secondsUntilNextAttempt(index + 1),
  );
  expect(waits).toEqual(waits.toSorted((one, other) => one - other));
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(7_200);
});

test.each([
  [["made", "pending"], "pending"],
  [["made", "withheld"], "made"],
  [["made", "failed"], "partly"],
  [["failed", "withheld"], "failed"],
  [["withheld"], "withheld"],
] as const)("a run with files %j is %s", (states, state) => {
  expect(summarizeRun(states)).toBe(state);
});
