/** Generates one fault on a day, of a kind that is known, so that the result can be judged. */

import { smallChange, unexplained } from "./made-line";
import { COUNT_FAULTS } from "./fault-count";
import { ENTRY_FAULTS } from "./fault-entry";
import { MISPLACED_FAULTS } from "./fault-misplaced";
import type { FaultKind, FaultMaker } from "./fault-kinds";

/** How often each kind occurs in a thousand faults, as an estimate of a year of cash control. */
export const FREQUENCIES: Record<FaultKind, number> = {
  "random-small": 300,
  "random-large": 20,
  "note-miscounted": 110,
  "wrong-tender": 80,
  "float-left-out": 50,
  "digits-swapped": 50,
  "expense-missing": 50,
  "wrong-till": 45,
  "wrong-shift": 40,
  "float-counted-twice": 35,
  "movement-missing": 35,
  "decimal-slip": 30,
  "expense-twice": 30,
  "movement-twice": 25,
  "voucher-missing": 25,
  "deposit-missing": 15,
  "deposit-twice": 10,
  "float-not-as-agreed": 15,
  "movement-not-made": 15,
  "voucher-twice": 10,
  "wrong-day": 10,
};

export const FAULTS: Record<FaultKind, FaultMaker> = {
  ...COUNT_FAULTS,
  ...MISPLACED_FAULTS,
  ...ENTRY_FAULTS,
  "random-small": ({ today, centre, chance }) => {
    const counted = today.filter(({ kind }) => kind === "cash" || chance.happens(0.15));
    const line = chance.pick(counted);
    line.drawer += smallChange(centre, chance);
    return { line };
  },
  "random-large": ({ today, centre, chance }) => {
    const line = chance.pick(today);
    line.drawer += unexplained(centre, chance);
    return { line };
  },
};
