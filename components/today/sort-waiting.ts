/** Sorts what is left to count: late days and recounts, shifts that have ended, and the rest. */
import type { Waiting } from "@/lib/contracts/count-settings";

type Day = Waiting["days"][number];

export function sortWaiting(days: readonly Day[]) {
  const of = (day: Day, tills: Day["tills"], recounts: Day["recounts"] = []) =>
    tills.length + recounts.length === 0 ? [] : [{ ...day, tills, recounts }];
  return {
    // The oldest is the latest, so that it comes first.
    late: days.filter(({ isToday }) => !isToday).toReversed(),
    ended: days
      .filter(({ isToday }) => isToday)
      .flatMap((day) =>
        of(
          day,
          day.tills.filter(({ ended }) => ended),
          day.recounts,
        ),
      ),
    running: days
      .filter(({ isToday }) => isToday)
      .flatMap((day) =>
        of(
          day,
          day.tills.filter(({ ended }) => !ended),
        ),
      ),
  };
}
