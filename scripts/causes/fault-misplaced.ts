/** Money that was taken or recorded in one position and belongs in another. */
import type { CauseKind } from "@/lib/domain/causes/cause";
import type { FaultMaker, FaultResult, Scene } from "./fault-kinds";
import { pickCash } from "./fault-count";
import type { MadeLine } from "./made-line";
import { TODAY } from "./centre";

type Kind = Extract<CauseKind, `wrong-${string}`>;

export const MISPLACED_FAULTS: Record<Kind, FaultMaker> = {
  "wrong-tender": (scene) => misplaced(scene, scene.chance.pick(scene.today), "tenderId"),
  "wrong-till": (scene) => misplaced(scene, pickAny(scene), "tillId"),
  "wrong-shift": (scene) => misplaced(scene, pickAny(scene), "shiftId"),
  "wrong-day": (scene) => misplaced(scene, pickAny(scene), "businessDate"),
};

const POSITION_PARTS = ["businessDate", "shiftId", "tillId", "tenderId"] as const;

/** Mostly it is a sale; cash that was put into the wrong drawer consists of notes. */
function misplaced(
  scene: Scene,
  line: MadeLine,
  by: (typeof POSITION_PARTS)[number],
): FaultResult | null {
  const { chance, centre, all } = scene;
  const others = all.filter(
    (other) =>
      other !== line &&
      (by === "businessDate" || other.businessDate === TODAY) &&
      POSITION_PARTS.every((part) => part === by || other[part] === line[part]),
  );
  if (others.length === 0) return null;
  const other = chance.pick(others);
  const isNotes = by !== "tenderId" && line.kind === "cash" && chance.happens(0.4);
  const amount = isNotes ? chance.pick([1_000, 2_000, 5_000, 10_000]) : chance.whole(60, 1_800) * 5;
  const sign = chance.pick([1, -1]);
  // Recording it or putting it on the wrong line leads to the same difference.
  line.reported.sales += centre.money.of(amount) * sign;
  other.reported.sales -= centre.money.of(amount) * sign;
  return { line, other };
}

/** Picks cash more often than cards. */
function pickAny({ today, chance }: Scene): MadeLine {
  return chance.happens(0.7) ? pickCash(today, chance) : chance.pick(today);
}
