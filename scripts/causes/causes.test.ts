/**
 * The evaluation of the likely causes, on a small scale: the generated days are consistent, and so
 * is the sum.
 */
import { describe, expect, test } from "vitest";
import { listCausesOfDay } from "@/lib/domain/causes/likely-causes";
import { formatCauseLineId } from "@/lib/domain/causes/cause";
import { flawsOf } from "@/lib/testing/cause-arithmetic";
import { evaluate } from "./evaluate";
import { FAULTS } from "./fault";
import { type FaultKind } from "./fault-kinds";
import { buildScenario } from "./scenario";

const SEED = 900_000;
const MS_MAX = 120_000;
const scenarios = Array.from({ length: 300 }, (_, index) => buildScenario(SEED + index));

describe("made-up days", () => {
  test("a seed makes the same day again", () => {
    expect(buildScenario(SEED)).toEqual(scenarios[0]);
  });

  test("the line that is asked about has a difference, and every kind of fault comes up", () => {
    const missing = scenarios.filter(({ day, lineId }) => {
      const line = day.lines.find((each) => formatCauseLineId(each) === lineId);
      return line === undefined || line.difference === 0;
    });
    expect(missing).toEqual([]);
    const faults = new Set(scenarios.map(({ fault }) => fault));
    expect(Object.keys(FAULTS).filter((fault) => !faults.has(fault as FaultKind))).toEqual([]);
  });

  test("what is expected is the sum of its terms", () => {
    const lines = scenarios.flatMap(({ day }) => day.lines);
    const wrong = lines.filter(({ terms, expected }) => {
      const total = terms?.reduce<number>((all, { amount }) => all + (amount ?? 0), 0);
      return total !== undefined && total !== expected;
    });
    expect(wrong).toEqual([]);
  });
});

test("the arithmetic of every cause holds on made-up days too", { timeout: MS_MAX }, () => {
  const flaws = scenarios.flatMap(({ day }) => {
    const causes = listCausesOfDay(day);
    const all = [...day.lines, ...day.neighbours, ...(day.earlier ?? [])];
    return day.lines.flatMap((line) =>
      (causes.get(formatCauseLineId(line)) ?? []).flatMap((cause) => flawsOf(cause, line, all)),
    );
  });
  expect(flaws).toEqual([]);
});

test(
  "far more causes are right than a guess would be, and small change is left alone",
  { timeout: MS_MAX },
  () => {
    const { aim, falseCauses } = evaluate(SEED, 400);
    expect(aim.first.hits / aim.first.of).toBeGreaterThan(0.75);
    expect(aim.baseline.hits / aim.baseline.of).toBeLessThan(0.3);
    expect(falseCauses.small.hits / falseCauses.small.of).toBeLessThan(0.05);
  },
);
