/** Tells whether two centres count alike. */
import type { Counting } from "@/lib/contracts/count-settings";

export function isSameCounting(one: Counting, other: Counting): boolean {
  return (
    one.blindMode === other.blindMode &&
    one.recountsMax === other.recountsMax &&
    one.approval === other.approval
  );
}
