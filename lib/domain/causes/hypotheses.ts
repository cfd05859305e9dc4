/** A hypothesis that may hold, and what each of them is tried with. */

import type { CauseHit, CauseTrial } from "./hypothesis";
import { digitHits } from "./try-digits";
import { entryHits } from "./try-entries";
import { floatHits } from "./try-float";
import { oppositeHits } from "./try-misplaced";
import { noteHits } from "./try-notes";
import { voucherHits } from "./try-vouchers";

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
