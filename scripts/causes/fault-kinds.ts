/** The kinds of fault that the evaluation makes, and what a maker of faults is given. */
import type { CauseKind } from "@/lib/domain/causes/cause";
import type { Centre } from "./centre";
import type { Chance } from "./chance";
import { type MadeLine } from "./made-line";

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
