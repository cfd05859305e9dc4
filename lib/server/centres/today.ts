import "server-only";

/** The business date from which presets are computed. */
import { type CentreClock, computeLatestDate } from "@/lib/domain/business-date";

/** Returns the latest one that has started in any of these centres; by UTC where there is none. */
export function latestBusinessDate(centres: readonly CentreClock[]): string {
  return computeLatestDate(Date.now(), centres);
}
