/**
 * Turns chosen nodes into centres. A centre that moved counts only on the dates on which it was
 * below one of the nodes, so that the sums of areas add up to those of the tree of each date.
 */
import { addDays, type DateRange } from "../business-date";
import type { Reach } from "./reach";

/** From the first to the last of these dates the centre was below none of the chosen nodes. */
export type Absence = { centreId: string } & DateRange;

type ChosenCentres = { centreIds: string[]; absences: Absence[] };

type Choice = {
  /** When centres are below any of the nodes. */
  reach: readonly Reach[];
  range: DateRange;
  /** The centres among which is chosen; null is every centre. */
  among: readonly string[] | null;
};

export function chooseCentres({ reach, range, among }: Choice): ChosenCentres {
  const allowed = among === null ? null : new Set(among);
  const periods = new Map<string, DateRange[]>();
  for (const one of reach) {
    const period = clip(one, range);
    if (period === null || allowed?.has(one.centreId) === false) continue;
    periods.set(one.centreId, [...(periods.get(one.centreId) ?? []), period]);
  }
  return {
    centreIds: [...periods.keys()].sort(),
    absences: [...periods].flatMap(([centreId, present]) =>
      listGaps(present, range).map((gap) => ({ centreId, ...gap })),
    ),
  };
}

/** The absences that have a date in the range. */
export function absencesWithin(absences: readonly Absence[], { from, to }: DateRange): Absence[] {
  return absences.filter((one) => one.from <= to && one.to >= from);
}

/** The end of a period that a centre was below a node is the first date after it. */
function clip({ from, until }: Reach, range: DateRange): DateRange | null {
  const last = until === null ? range.to : addDays(until, -1);
  const clipped = {
    from: from > range.from ? from : range.from,
    to: last < range.to ? last : range.to,
  };
  return clipped.from <= clipped.to ? clipped : null;
}

/** Periods may overlap where several nodes are chosen. */
function listGaps(periods: readonly DateRange[], range: DateRange): DateRange[] {
  const gaps: DateRange[] = [];
  let next = range.from;
  for (const { from, to } of periods.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    if (from > next) gaps.push({ from: next, to: addDays(from, -1) });
    if (to >= next) next = addDays(to, 1);
  }
  if (next <= range.to) gaps.push({ from: next, to: range.to });
  return gaps;
}
