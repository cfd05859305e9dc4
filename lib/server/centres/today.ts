import "server-only";

/** The business date from which presets are computed. */
import { computeBusinessDate, type CentreClock } from "@/lib/domain/business-date";

/** Returns the latest one that has started in any of these centres; by UTC where there is none. */
export function latestBusinessDate(centres: readonly CentreClock[], now = Date.now()): string {
  const clocks = centres.length === 0 ? [{ timeZone: "UTC", dayStartsAt: "00:00" }] : centres;
  return clocks
    .map((clock) => computeBusinessDate(now, clock))
    .reduce((latest, date) => (date > latest ? date : latest));
}
