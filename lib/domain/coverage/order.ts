/**
 * Judges how far a centre-day has been counted, and puts the centres first of which most is
 * missing, or of whose lines the least share is counted. The order is part of the address of the
 * calendar.
 */
export const COVERAGE_ORDERS = ["worst", "counted", "name"] as const;
/** A page of the calendar has so many centres. */
export const COVERAGE_CENTRES = 50;
export type CoverageOrder = (typeof COVERAGE_ORDERS)[number];

export type CountedState = "not-counted" | "part-counted" | "late" | "late-part";

/** Lines are still to be counted; a day that has not ended yet is never late. */
export function judgeCounting(day: { counted: number; hasEnded: boolean }): CountedState {
  if (day.hasEnded) return day.counted === 0 ? "late" : "late-part";
  return day.counted === 0 ? "not-counted" : "part-counted";
}

/** A day without figures is worse than one with something to do, however many there are. */
const RANKS: readonly (readonly string[])[] = [
  ["late", "failed"],
  ["late-part"],
  ["changed", "unexplained"],
  ["no-sheet", "unread"],
];

type Row = { centreName: string; days: readonly { businessDate: string; state: string }[] };

/** Only days up to `until` count, because later ones can't have been read. */
export function sortWorstFirst<Centre extends Row>(
  rows: readonly Centre[],
  until: string,
): Centre[] {
  return rows
    .map((row, index) => {
      const past = row.days.filter(({ businessDate }) => businessDate <= until);
      const counts = RANKS.map(
        (states) => past.filter(({ state }) => states.includes(state)).length,
      );
      return { row, counts, index };
    })
    .sort((a, b) => compareCounts(a.counts, b.counts) || a.index - b.index)
    .map(({ row }) => row);
}

function compareCounts(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((count, index) => count !== b[index]);
  return at === -1 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
}

/** How many of the lines that Cashrec reported were counted. */
export type CountedLines = { counted: number; lines: number };

/** Adds up the days that have ended; null when none of them has a line to count. */
export function sumCounted(days: readonly CountedLines[]): CountedLines | null {
  const lines = days.reduce((sum, day) => sum + day.lines, 0);
  const counted = days.reduce((sum, day) => sum + day.counted, 0);
  return lines === 0 ? null : { counted, lines };
}

/** The share in tenths of a percent, rounded down: only a complete count is 100 %. */
export function computePermille({ counted, lines }: CountedLines): number {
  return Math.floor((counted * 1_000) / lines);
}

/** The least share comes first, of equal ones that which lacks more, and unknown ones last. */
export function sortLeastCounted<Row extends { counted: CountedLines | null }>(
  rows: readonly Row[],
): Row[] {
  return rows.toSorted(({ counted: one }, { counted: other }) => {
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    const [share, otherShare] = [one.counted * other.lines, other.counted * one.lines];
    return share - otherShare || other.lines - other.counted - (one.lines - one.counted);
  });
}
