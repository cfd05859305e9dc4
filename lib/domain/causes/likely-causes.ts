/**
 * Finds what may have caused a difference: simple hypotheses, each tested against one line and the
 * lines around it, and the best of them with their arithmetic (`score.ts` ranks them). Nothing here
 * accuses or decides: a person makes a cause the reason, or doesn't.
 */
import { gatherAtOnce, gatherSurroundings, type Surroundings } from "./surroundings";
import { computeSmallAmount } from "./chance";
import { listHypotheses } from "./hypotheses";
import { scoreHypotheses } from "./score";

import type { Minor } from "../money";
import type { CashRounding } from "../till-count/cash-rounding";

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
  /** Absent where cash payments are not rounded, or nobody knows. */
  rounding?: CashRounding | undefined;
  /** The values of the notes and coins of the currency. */
  denominations: readonly number[];
  tolerance: Minor;
};

/** Lists at most three causes, the best first; the list is empty when none is likely. */
export function listLikelyCauses({ others, earlier, ...question }: CauseQuestion): Cause[] {
  const { line } = question;
  return findCauses(question, gatherAtOnce(line.businessDate, [line, ...others], earlier));
}

/** A line of the day, with its tolerance and agreed float. */
export type CauseDayLine = CauseLine &
  Pick<CauseQuestion, "tolerance" | "agreedFloat" | "rounding">;

export type CauseDay = Pick<CauseQuestion, "currency" | "denominations" | "earlier"> & {
  /** All are of one business date. */
  lines: readonly CauseDayLine[];
  /** These are the lines of the day before and after. */
  neighbours: readonly CauseLine[];
};

export type CauseWalk = Generator<[lineId: string, causes: Cause[]] | undefined, void>;

/** Lists the causes of each line of a day that has a difference, by `formatCauseLineId`. */
export function listCausesOfDay(day: CauseDay): Map<string, Cause[]> {
  return new Map([...walkCausesOfDay(day)].filter((found) => found !== undefined));
}

/**
 * Goes from step to step and line to line, so that a caller can let other work run in between. The
 * surroundings are gathered once for all lines; a step towards them yields undefined.
 */
export function* walkCausesOfDay(day: CauseDay): CauseWalk {
  const { lines, neighbours, earlier, ...currency } = day;
  const date = lines[0]?.businessDate ?? "";
  const around = yield* gatherSurroundings(date, [...lines, ...neighbours], earlier);
  for (const line of lines) {
    if (line.difference === null || line.difference === 0) continue;
    const { tolerance, agreedFloat, rounding } = line;
    const causes = findCauses({ ...currency, line, tolerance, agreedFloat, rounding }, around);
    yield [formatCauseLineId(line), causes];
  }
}

function findCauses(
  question: Omit<CauseQuestion, "others" | "earlier">,
  around: Surroundings,
): Cause[] {
  const { line, currency, agreedFloat, rounding, denominations, tolerance } = question;
  const { difference } = line;
  if (difference === null || difference === 0) return [];
  const scale = computeSmallAmount(currency, denominations);
  const hits = listHypotheses({
    line,
    difference,
    around,
    agreedFloat,
    rounding: rounding ?? null,
    denominations,
    tolerance,
    scale,
  });
  return scoreHypotheses(hits, {
    difference,
    tolerance,
    scale,
    isCash: line.tenderKind === "cash",
  });
}
