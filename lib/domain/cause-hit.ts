/** A hypothesis that may hold, and what each of them is tried with. */
import type { CauseFacts, CauseKind, CauseLine } from "./cause";
import type { Around } from "./cause-around";
import { digitHits } from "./cause-digits";
import { entryHits } from "./cause-entry";
import { floatHits } from "./cause-float";
import { noteHits } from "./cause-note";
import { oppositeHits } from "./cause-opposite";
import { voucherHits } from "./cause-voucher";

/** `explained` is signed; what it leaves of the difference is judged elsewhere. */
export type CauseHit = {
  kind: CauseKind;
  explained: number;
  /** How much better than chance the hypothesis meets what is seen, over the candidates tried. */
  evidence: number;
  facts: CauseFacts;
  /** True when the other line that is named is cash, which is a little off by itself. */
  amongCash?: boolean;
};

export type CauseTrial = {
  line: CauseLine;
  /** Never 0. */
  difference: number;
  around: Around;
  agreedFloat: number | null;
  denominations: readonly number[];
  /** What "small" means in this currency, in minor units. */
  scale: number;
};

export function hitsOf(trial: CauseTrial): CauseHit[] {
  return [
    ...floatHits(trial),
    ...digitHits(trial),
    ...oppositeHits(trial),
    ...noteHits(trial),
    ...voucherHits(trial),
    ...entryHits(trial),
  ];
}
