/** One thing goes wrong on a day, of a kind that is known, so that the answer can be judged. */
import type { CauseKind } from "@/lib/domain/cause";
import type { Centre } from "./centre";
import type { Chance } from "./chance";
import { COUNT_FAULTS } from "./fault-count";
import { ENTRY_FAULTS } from "./fault-entry";
import { PLACE_FAULTS } from "./fault-place";
import { type MadeLine, smallChange, unexplained } from "./made-line";

export const WITHOUT_CAUSE = ["random-small", "random-large"] as const;
export type FaultKind = CauseKind | (typeof WITHOUT_CAUSE)[number];

/** What a fault works with. It changes the lines of `today`, or of `all` for another day. */
export type Scene = {
  centre: Centre;
  all: readonly MadeLine[];
  today: readonly MadeLine[];
  chance: Chance;
};

/** The line that is asked about, and the line where the opposite shows. */
export type Harm = { line: MadeLine; other?: MadeLine };

/** Null where the day offers no occasion. */
export type FaultMaker = (scene: Scene) => Harm | null;

/** How often each kind comes, in a thousand faults. A guess at a year of cash control. */
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
  ...PLACE_FAULTS,
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
