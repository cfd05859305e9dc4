/** Lists every hypothesis that may be true of a line, each from its own module. */

import type { Hypothesis, HypothesisInput } from "./hypothesis";
import { tryDigits } from "./try-digits";
import { tryEntries } from "./try-entries";
import { tryFloat } from "./try-float";
import { tryMisplaced } from "./try-misplaced";
import { tryNotes } from "./try-notes";
import { tryRounding } from "./try-rounding";
import { tryVouchers } from "./try-vouchers";

export function listHypotheses(trial: HypothesisInput): Hypothesis[] {
  return [
    ...tryFloat(trial),
    ...tryDigits(trial),
    ...tryMisplaced(trial),
    ...tryNotes(trial),
    ...tryVouchers(trial),
    ...tryRounding(trial),
    ...tryEntries(trial),
  ];
}
