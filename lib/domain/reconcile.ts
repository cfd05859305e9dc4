/** Compares what Cashrec says a centre took on one business date with what was counted. */
import { assert } from "./assert";
import type { ExpectedLine } from "./expected-cash";
import type { Line, LineKey } from "./line";
import { difference, type Minor } from "./money";

/** The count in force of one line. */
export type CountedLine = Pick<LineKey, "shiftId" | "tillId" | "tenderId"> & {
  counted: Minor;
  version: number;
};

export type ReconcileInput = {
  centreId: string;
  businessDate: string;
  expected: readonly ExpectedLine[];
  counted: readonly CountedLine[];
  toleranceFor: (tenderId: string) => Minor;
};

/**
 * Every line of one centre and business date, from either side, once, and in the order of shift,
 * till and tender. A line of which nothing is expected and nothing was counted is left out. Called
 * for one day at a time: both sides are walked in order, and a year is many small answers.
 */
export function reconcile(input: ReconcileInput): Line[] {
  const { centreId, businessDate, toleranceFor } = input;
  const expected = ordered(input.expected);
  const counted = ordered(input.counted);
  const names = namesOf(expected);
  const lines: Line[] = [];
  let [left, right] = [0, 0];
  while (left < expected.length || right < counted.length) {
    const [report, count] = [expected[left], counted[right]];
    const order = report === undefined ? 1 : count === undefined ? -1 : compare(report, count);
    if (order <= 0) left += 1;
    if (order >= 0) right += 1;
    const reported = order <= 0 ? (report ?? null) : null;
    const found = order >= 0 ? (count ?? null) : null;
    if ((reported === null || reported.expected === null) && found === null) continue;
    const key = reported ?? found;
    assert(key !== null, "a line came from neither side");
    const sides = { expected: reported?.expected ?? null, counted: found?.counted ?? null };
    const tolerance = toleranceFor(key.tenderId);
    const judged = judge({ ...sides, tolerance });
    lines.push({
      centreId,
      businessDate,
      shiftId: key.shiftId,
      tillId: key.tillId,
      tenderId: key.tenderId,
      shiftName: reported === null ? names.shift(key.shiftId) : reported.shiftName,
      tillName: reported === null ? names.till(key.tillId) : reported.tillName,
      tenderName: reported === null ? names.tender(key.tenderId) : reported.tenderName,
      tenderKind: reported?.tenderKind ?? null,
      expected: sides.expected,
      counted: sides.counted,
      difference: judged.difference,
      tolerance,
      verdict: judged.verdict,
      terms: reported?.terms ?? null,
      rounded: reported?.rounded ?? false,
      countVersion: found?.version ?? null,
    });
  }
  return lines;
}

/** All the branching of the engine lives here, so that every case can be read at once. */
export function judge({
  expected,
  counted,
  tolerance,
}: {
  expected: Minor | null;
  counted: Minor | null;
  tolerance: Minor;
}): Pick<Line, "difference" | "verdict"> {
  assert(tolerance >= 0, "a tolerance is never negative");
  if (counted === null) return { difference: null, verdict: "uncounted" };
  if (expected === null) return { difference: null, verdict: "unexpected" };
  const gap = difference({ counted, expected });
  if (gap === 0) return { difference: gap, verdict: "matched" };
  if (Math.abs(gap) <= tolerance) return { difference: gap, verdict: "within-tolerance" };
  return { difference: gap, verdict: gap > 0 ? "over" : "short" };
}

type Place = Pick<LineKey, "shiftId" | "tillId" | "tenderId">;

/** Sheets and counts mostly come in order already; looking is cheaper than sorting. */
function ordered<T extends Place>(lines: readonly T[]): readonly T[] {
  const sorted = isOrdered(lines) ? lines : lines.toSorted(compare);
  for (let index = 1; index < sorted.length; index += 1) {
    const [before, line] = [sorted[index - 1], sorted[index]];
    if (before === undefined || line === undefined) continue;
    assert(compare(before, line) < 0, "a line is listed twice on one side");
  }
  return sorted;
}

function isOrdered(lines: readonly Place[]): boolean {
  return lines.every((line, index) => {
    const before = lines[index - 1];
    return before === undefined || compare(before, line) <= 0;
  });
}

function compare(one: Place, other: Place): number {
  if (one.shiftId !== other.shiftId) return one.shiftId < other.shiftId ? -1 : 1;
  if (one.tillId !== other.tillId) return one.tillId < other.tillId ? -1 : 1;
  if (one.tenderId === other.tenderId) return 0;
  return one.tenderId < other.tenderId ? -1 : 1;
}

/** What the sheet calls the shift, till and tender of a count that it does not report. */
function namesOf(expected: readonly ExpectedLine[]) {
  const name = (
    holds: (line: ExpectedLine) => boolean,
    of: (line: ExpectedLine) => string | null,
  ) =>
    expected
      .filter(holds)
      .map(of)
      .find((found) => found !== null) ?? null;
  return {
    shift: (id: string) =>
      name(
        ({ shiftId }) => shiftId === id,
        ({ shiftName }) => shiftName,
      ),
    till: (id: string) =>
      name(
        ({ tillId }) => tillId === id,
        ({ tillName }) => tillName,
      ),
    tender: (id: string) =>
      name(
        ({ tenderId }) => tenderId === id,
        ({ tenderName }) => tenderName,
      ),
  };
}
