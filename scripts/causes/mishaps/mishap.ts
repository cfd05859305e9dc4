/** A mishap at a till: what happened, and which cause a person would have to name for it. */
import type { CauseKind } from "@/lib/domain/causes/cause";
import type { Chance } from "../../figures/chance";
import type { Drawer, TradingDay } from "./drawer";

/** A copy of a day, of the day before it, and the drawer to which it happens. */
export type Scene = { chance: Chance; day: TradingDay; before: TradingDay; drawer: Drawer };

export type Mishap = {
  /** Null when no cause of the product explains it, so that naming any is wrong. */
  kind: CauseKind | null;
  tenderId: string;
  /** The line that has the other half of the money; null where there is none. */
  other: { date: string; shiftId: string; tillId: string; tenderId: string } | null;
};

/** Changes the scene; null when it can't happen here, and the scene is then unchanged. */
export type MishapMaker = (scene: Scene) => Mishap | null;

export function alone(kind: CauseKind | null, tenderId = "CASH"): Mishap {
  return { kind, tenderId, other: null };
}
