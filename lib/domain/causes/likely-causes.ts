/**
 * Finds what may have caused a difference: simple hypotheses, each tested against one line and the
 * lines around it, and the best of them with their arithmetic (`score.ts` ranks them). Nothing here
 * accuses or decides: a person makes a cause the reason, or doesn't.
 */
import { gatherSurroundings, type Surroundings } from "./surroundings";
import { computeSmallAmount } from "./chance";
import { listHypotheses } from "./hypotheses";
import { scoreHypotheses } from "./score";

import type { Minor } from "../money";

import { type CauseLine, type Cause, formatCauseLineId } from "./cause";

export type CauseQuestion = {
  line: CauseLine;
  /** These are the other lines of the same centre, of that day and of the day before and after. */
  others: readonly CauseLine[];
  /**
   * These are the cash lines of some weeks before, which show what is usually paid and moved here.
   */
  earlier?: readonly CauseLine[];
  currency: string;
  agreedFloat: Minor | null;
  /** The values of the notes and coins of the currency. */
  denominations: readonly number[];
  tolerance: Minor;
};

/** Lists at most three causes, the best first; the list is empty when none is likely. */
export function listLikelyCauses({ others, earlier, ...question }: CauseQuestion): Cause[] {
  return findCauses(question, gatherSurroundings([question.line, ...others], earlier));
}

/** A line of the day, with its tolerance and agreed float. */
export type CauseDayLine = CauseLine & { tolerance: Minor; agreedFloat: Minor | null };

export type CauseDay = Pick<CauseQuestion, "currency" | "denominations" | "earlier"> & {
  lines: readonly CauseDayLine[];
  /** These are the lines of the day before and after. */
  neighbours: readonly CauseLine[];
};

/**
 * Lists the causes of each line of a day that has a difference, by `formatCauseLineId`; the
 * surroundings are gathered once for all lines.
 */
export function listCausesOfDay(day: CauseDay): Map<string, Cause[]> {
  const { lines, neighbours, earlier, ...currency } = day;
  const around = gatherSurroundings([...lines, ...neighbours], earlier);
  const byLine = new Map<string, Cause[]>();
  for (const line of lines) {
    if (line.difference === null || line.difference === 0) continue;
    const { tolerance, agreedFloat } = line;
    const causes = findCauses({ ...currency, line, tolerance, agreedFloat }, around);
    byLine.set(formatCauseLineId(line), causes);
  }
  return byLine;
}

function findCauses(
  question: Omit<CauseQuestion, "others" | "earlier">,
  around: Surroundings,
): Cause[] {
  const { line, currency, agreedFloat, denominations, tolerance } = question;
  const { difference } = line;
  if (difference === null || difference === 0) return [];
  const scale = computeSmallAmount(currency, denominations);
  const hits = listHypotheses({ line, difference, around, agreedFloat, denominations, scale });
  return scoreHypotheses(hits, {
    difference,
    tolerance,
    scale,
    isCash: line.tenderKind === "cash",
  });
}
