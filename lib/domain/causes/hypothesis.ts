/** A hypothesis that may be true of a line, and the inputs every hypothesis is tested with. */
import type { CauseFacts, CauseKind, CauseLine } from "./cause";
import type { Surroundings } from "./surroundings";

/** `explained` is signed; what it leaves of the difference is judged elsewhere. */
export type Hypothesis = {
  kind: CauseKind;
  explained: number;
  /** How much better than chance the hypothesis meets what is seen, over the candidates tried. */
  evidence: number;
  facts: CauseFacts;
  /** True when the other line that is named is cash, which is a little off by itself. */
  amongCash?: boolean;
};

export type HypothesisInput = {
  line: CauseLine;
  /** Never 0. */
  difference: number;
  around: Surroundings;
  agreedFloat: number | null;
  denominations: readonly number[];
  /** What "small" means in this currency, in minor units. */
  scale: number;
};
