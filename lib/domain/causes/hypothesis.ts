/**
 * A hypothesis may be true of a line. This module defines it, and the inputs with which every
 * hypothesis is tested.
 */
import type { CashRounding } from "../till-count/cash-rounding";
import type { CauseFacts, CauseKind, CauseLine } from "./cause";
import type { Surroundings } from "./surroundings";

/** `explained` is signed; the score weighs what it leaves of the difference. */
export type Hypothesis = {
  kind: CauseKind;
  explained: number;
  /**
   * How much better than chance the hypothesis fits the observation, over the candidates that were
   * tried.
   */
  evidence: number;
  facts: CauseFacts;
  /** It is true when the other line that is named is cash, which is often a little off anyway. */
  amongCash?: boolean;
};

export type HypothesisInput = {
  line: CauseLine;
  /** It is never 0. */
  difference: number;
  around: Surroundings;
  agreedFloat: number | null;
  /** How cash payments of the till are rounded; null where they are not, or nobody knows. */
  rounding: CashRounding | null;
  denominations: readonly number[];
  tolerance: number;
  /** This amount is small in the currency; it is in minor units. */
  scale: number;
};
