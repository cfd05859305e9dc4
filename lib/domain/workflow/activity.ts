/** Lists what happened to a day: the entries of its trail, and every count without one. */

export type Activity = { action: string; by: string | null; at: string };

/** A file or another system stores counts without an entry for each. */
const COUNTED = ["till-count.recorded", "till-counts.imported"] as const;

type Count = { countedBy: string; countedAt: string };

/**
 * The trail covers a count when the same person has an entry of a count there; otherwise it is
 * listed at its own time. The newest comes first, and equal times keep the order of the trail.
 */
export function listActivity(trail: readonly Activity[], counts: readonly Count[]): Activity[] {
  const people = new Set(
    trail.filter(({ action }) => COUNTED.some((one) => one === action)).map(({ by }) => by),
  );
  const others = counts
    .filter(({ countedBy }) => !people.has(countedBy))
    .map(({ countedBy, countedAt }) => ({
      action: COUNTED[0],
      by: countedBy === "" ? null : countedBy,
      at: countedAt,
    }));
  return [...trail, ...others].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
