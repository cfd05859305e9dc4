/**
 * Finds the other side of a swap: money that was counted under another tender, till or shift is
 * missing there, so that one explanation belongs to both lines.
 */
import { isSamePosition, type LinePosition } from "../keys";
import type { Cause, CauseKind } from "./cause";

const SWAPS: readonly CauseKind[] = ["wrong-tender", "wrong-till", "wrong-shift"];

/** Returns the position of the other line of the same day; null when the cause names none. */
export function findMirror(
  { kind, facts }: Pick<Cause, "kind" | "facts">,
  { shiftId, tillId, tenderId }: LinePosition,
): LinePosition | null {
  if (!SWAPS.includes(kind)) return null;
  const mirror = {
    shiftId: facts.shiftId ?? shiftId,
    tillId: facts.tillId ?? tillId,
    tenderId: facts.tenderId ?? tenderId,
  };
  return isSamePosition(mirror, { shiftId, tillId, tenderId }) ? null : mirror;
}
