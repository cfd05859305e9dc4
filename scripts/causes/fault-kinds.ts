/** The kinds of fault that the evaluation generates, and the inputs of a generator. */
import type { CauseKind } from "@/lib/domain/causes/cause";
import type { Centre } from "./centre";
import type { Chance } from "../figures/chance";
import { type MadeLine } from "./made-line";

export const WITHOUT_CAUSE = ["random-small", "random-large"] as const;

/** The centres of the evaluation do not round cash payments. */
export type FaultKind = Exclude<CauseKind, "cash-rounding"> | (typeof WITHOUT_CAUSE)[number];

/** A fault changes the lines of `today`, or of `all` for another day. */
export type Scene = {
  centre: Centre;
  all: readonly MadeLine[];
  today: readonly MadeLine[];
  chance: Chance;
};

/** The line that is evaluated, and the line with the opposite difference. */
export type FaultResult = { line: MadeLine; other?: MadeLine };

/** Returns null where the day offers no occasion. */
export type FaultMaker = (scene: Scene) => FaultResult | null;
