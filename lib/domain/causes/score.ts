/**
 * Ranks hypotheses. A score is the probability of a hypothesis among everything that could have
 * made the figure, chance included:
 *
 *   weight = prior × exactness × evidence        of each kind, its best candidate
 *   score  = weight ÷ (the sum of the weights + chance)
 *
 * - prior: how often the kind causes a difference (a judgement, not a measurement);
 * - exactness: high when the arithmetic meets the difference to the minor unit, and much lower
 *   when it leaves a rest, be it within the tolerance or as much as cash is off anyway
 *   (`scoreExactness`);
 * - evidence: 1 ÷ the candidates that were tried, times how much likelier the hypothesis makes
 *   the other observations: the same entry listed twice, the opposite difference on another line;
 * - chance: how probable exactly this figure is without any cause (`chanceProbability`): high for
 *   a few cents and for round amounts, almost zero for 1,348.27.
 *
 * Where chance has half of the probability or more, no cause is likely.
 */
import { CAUSE_KINDS, type Cause, type CauseKind } from "./cause";
import { chanceProbability, computeSlack, scoreExactness } from "./chance";
import type { Hypothesis } from "./hypothesis";

export type Measure = { difference: number; tolerance: number; scale: number; isCash: boolean };

const CAUSES_MAX = 3;
const BELIEF_MIN = 0.5;
/** A lower score is not worth a reader's time, even beside a better cause. */
const SCORE_MIN = 0.08;

/** Each prior is a ratio to the differences that have no cause, which count as 1. */
const PRIORS: Record<CauseKind, number> = {
  "float-left-out": 0.08,
  "float-counted-twice": 0.05,
  "float-not-as-agreed": 0.03,
  "digits-swapped": 0.08,
  "decimal-slip": 0.04,
  "wrong-tender": 0.1,
  "wrong-till": 0.06,
  "wrong-shift": 0.05,
  "wrong-day": 0.02,
  "note-miscounted": 0.15,
  "movement-missing": 0.06,
  "movement-twice": 0.03,
  "movement-not-made": 0.03,
  "expense-missing": 0.08,
  "expense-twice": 0.04,
  "deposit-missing": 0.03,
  "deposit-twice": 0.02,
  "voucher-missing": 0.08,
  "voucher-twice": 0.03,
  // It is tried only where cash payments are rounded, and there it happens on every day.
  "cash-rounding": 3,
};

/** Returns at most three causes, the best first; equal scores are in the order of the kinds. */
export function scoreHypotheses(hits: readonly Hypothesis[], measure: Measure): Cause[] {
  const best = pickBestOfEachKind(hits, measure);
  const explained = best.reduce((total, { weight }) => total + weight, 0);
  const all = explained + chanceProbability(measure.difference, measure.scale);
  if (explained / all <= BELIEF_MIN) return [];
  return best
    .map(({ kind, facts, weight }) => ({
      kind,
      reason: kind,
      score: roundScore(weight / all),
      facts,
    }))
    .filter(({ score }) => score >= SCORE_MIN)
    .sort((one, other) => other.score - one.score || orderOf(one) - orderOf(other))
    .slice(0, CAUSES_MAX);
}

const orderOf = ({ kind }: Pick<Cause, "kind">): number => CAUSE_KINDS.indexOf(kind);

/** Rounds, so that the order in which weights are added up does not show. */
function roundScore(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}

type WeightedHypothesis = Pick<Hypothesis, "kind" | "facts"> & { weight: number };

function pickBestOfEachKind(hits: readonly Hypothesis[], measure: Measure): WeightedHypothesis[] {
  const best = new Map<CauseKind, WeightedHypothesis>();
  for (const { kind, explained, evidence, facts, amongCash } of hits) {
    const rest = measure.difference - explained;
    const slack = computeSlack(measure, measure.isCash || amongCash === true);
    const exactness = scoreExactness(rest, { ...measure, slack });
    const weight = PRIORS[kind] * exactness * evidence;
    if (weight <= (best.get(kind)?.weight ?? 0)) continue;
    best.set(kind, { kind, weight, facts: rest === 0 ? facts : { ...facts, restMinor: rest } });
  }
  return [...best.values()];
}
