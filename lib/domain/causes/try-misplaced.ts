/**
 * Tests whether money that is missing here is surplus elsewhere: the opposite difference on another
 * tender of the same till and shift, on another till, in another shift, or on the day before or
 * after.
 */
import type { CauseKind, CauseLine } from "./cause";
import { chanceOfLargeAmount, coincidenceProbability, isNear } from "./chance";
import type { Hypothesis, HypothesisInput } from "./hypothesis";

type Relation = { kind: CauseKind; closeness: number };

export function tryMisplaced({ line, difference, around, scale }: HypothesisInput): Hypothesis[] {
  const tried = new Map<CauseKind, number>();
  const found: (Relation & { other: CauseLine; opposite: number })[] = [];
  for (const other of around.lines) {
    const relation = findRelation(line, other);
    if (relation === null) continue;
    const { kind, closeness } = relation;
    tried.set(kind, (tried.get(kind) ?? 0) + closeness);
    const opposite: number = other.difference ?? 0;
    if (!isNear(-opposite, difference)) continue;
    found.push({ kind, closeness, other, opposite });
  }
  return found.map(({ kind, closeness, other, opposite }) => ({
    kind,
    explained: -opposite,
    amongCash: other.tenderKind === "cash",
    evidence:
      (closeness / (tried.get(kind) ?? closeness)) * computeRarity(difference, opposite, scale),
    facts: {
      amountMinor: Math.abs(opposite),
      otherMinor: opposite,
      shiftId: other.shiftId,
      tillId: other.tillId,
      tenderId: other.tenderId,
      businessDate: other.businessDate,
    },
  }));
}

/**
 * Computes how much likelier the other line has this difference because the money went there than
 * by chance: a few cents are found on any till, 24.50 is not. Of two figures that differ a little,
 * the one that is moved more often, such as a round one, is taken for the amount that was moved.
 */
function computeRarity(difference: number, opposite: number, scale: number): number {
  const moved = Math.max(
    chanceOfLargeAmount(difference, scale),
    chanceOfLargeAmount(opposite, scale),
  );
  return moved / coincidenceProbability(opposite, scale);
}

/** Returns null for the line itself, and for lines that differ from it in more than one respect. */
function findRelation(line: CauseLine, other: CauseLine): Relation | null {
  const sameTill = other.tillId === line.tillId;
  const sameTender = other.tenderId === line.tenderId;
  const sameShift = other.shiftId === line.shiftId;
  if (other.businessDate !== line.businessDate) {
    return sameTill && sameTender ? { kind: "wrong-day", closeness: sameShift ? 1 : 0.5 } : null;
  }
  if (sameTill && sameShift) return sameTender ? null : { kind: "wrong-tender", closeness: 1 };
  if (!sameTender) return null;
  if (sameTill) return { kind: "wrong-shift", closeness: 1 };
  // Where every till numbers its own shifts, no two tills share one.
  return { kind: "wrong-till", closeness: sameShift ? 1 : 0.2 };
}
