import "server-only";

/** The business date of several centres, whose clocks may differ. */
import {
  type CentreClock,
  computeLatestDate,
  computeUsualDate,
  type CountedClock,
} from "@/lib/domain/business-date";

/** Returns the latest one that has started in any of these centres; by UTC where there is none. */
export function latestBusinessDate(centres: readonly CentreClock[]): string {
  return computeLatestDate(Date.now(), centres);
}

/**
 * Returns the one that most of these centres have, from which "yesterday" and other periods are
 * computed: one centre far in the east must not turn a European evening into the next day.
 */
export function usualBusinessDate(centres: readonly CountedClock[]): string {
  return computeUsualDate(Date.now(), centres);
}
