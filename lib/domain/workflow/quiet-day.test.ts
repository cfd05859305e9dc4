import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_STATES } from "../day";
import {
  decideQuietDay,
  DRAWS,
  findObstacle,
  type QuietFacts,
  SAMPLE_PERCENT_MAX,
  SAMPLE_PERCENT_MIN,
} from "./quiet-day";
import type { DayFacts } from "./workflow";

const DAY: DayFacts = {
  state: "open",
  isKnown: true,
  periodClosed: false,
  approvalMode: "above-limit",
  unexplained: 0,
  unwaived: 0,
  recounts: 0,
  approvals: 0,
  monthLimits: 0,
  changedAfterSignOff: false,
  counters: ["Cal"],
  explainers: [],
  reviewerId: null,
  reviewedByRule: false,
};
const QUIET: QuietFacts = {
  day: DAY,
  comparedLines: 3,
  linesAbove: 0,
  isExplained: false,
  openShifts: 0,
  doubts: 0,
  isCommented: false,
  isAssigned: false,
  isPast: true,
  isReadSince: true,
};
const of = (day: Partial<DayFacts>): QuietFacts => ({ ...QUIET, day: { ...DAY, ...day } });

test("a complete day of the past without anything to see is quiet", () => {
  expect(findObstacle(QUIET)).toBeNull();
});

test.each([
  ["not-past", { ...QUIET, isPast: false }],
  ["not-read-since", { ...QUIET, isReadSince: false }],
  ["not-reviewable", of({ isKnown: false })],
  ["not-reviewable", of({ periodClosed: true })],
  ["not-reviewable", of({ unexplained: 1 })],
  ["not-reviewable", of({ unwaived: 1 })],
  ["not-reviewable", of({ recounts: 1 })],
  ["not-reviewable", of({ monthLimits: 1 })],
  ["nothing-compared", { ...QUIET, comparedLines: 0 }],
  ["above-first-level", { ...QUIET, linesAbove: 1 }],
  ["explained", { ...QUIET, isExplained: true }],
  ["open-shift", { ...QUIET, openShifts: 1 }],
  ["in-doubt", { ...QUIET, doubts: 1 }],
  ["commented", { ...QUIET, isCommented: true }],
  ["assigned", { ...QUIET, isAssigned: true }],
  ...DAY_STATES.slice(1).map((state) => ["not-reviewable", of({ state })] as const),
] as const)("a day is a person's that is %s", (obstacle, facts) => {
  for (const draw of [0, DRAWS - 1]) {
    expect(decideQuietDay(facts, { samplePercent: 1, draw })).toEqual({ outcome: null, obstacle });
  }
});

const rate = fc.integer({ min: SAMPLE_PERCENT_MIN, max: SAMPLE_PERCENT_MAX });
const number = fc.integer({ min: 0, max: DRAWS - 1 });
const isSampled = (samplePercent: number, draw: number) =>
  decideQuietDay(QUIET, { samplePercent, draw }).outcome === "sampled";

test("of all numbers exactly the rate is sampled", () => {
  fc.assert(
    fc.property(rate, (percent) => {
      const draws = Array.from({ length: DRAWS }, (_, draw) => draw);
      const sampled = draws.filter((draw) => isSampled(percent, draw)).length;
      expect(sampled * 100).toBe(percent * DRAWS);
    }),
    { numRuns: 20 },
  );
});

test("a higher rate only adds to the sample, and 100 per cent leaves nothing to the rule", () => {
  fc.assert(
    fc.property(rate, rate, number, (one, other, draw) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      if (isSampled(low, draw)) expect(isSampled(high, draw)).toBe(true);
      expect(isSampled(SAMPLE_PERCENT_MAX, draw)).toBe(true);
    }),
  );
});
