/** Finds what is in force instead of a count that was refused, because somebody else was faster. */
import { currentIn } from "@/lib/client/conflict";
import type { Unsent } from "@/lib/client/till-counts-unsent";
import type { CountVersion } from "@/lib/contracts/reconciliation";

export type CurrentCount = Pick<CountVersion, "countedMinor" | "version" | "countedBy">;

export function findConflict({ problem }: Unsent): CurrentCount | null {
  return problem === null ? null : currentIn<CurrentCount>(problem);
}
