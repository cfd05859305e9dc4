/**
 * Divides a sync with Cashrec into bounded requests, and decides how often each day is read again:
 * today and yesterday in every sync, the rest of the last week once a day, older days once a week.
 */
import { assert } from "./assert";
import {
  addDays,
  businessDatesAt,
  type CentreClock,
  type DateRange,
  listDays,
} from "./business-date";
import { groupBy } from "./group-by";

/** Every centre with every day of the range, fetched in one request. */
export type PlannedPart = DateRange & { centreIds: string[] };

export type PlanLimits = {
  centresMax: number;
  daysMax: number;
  /** The centre-days of one part are stored in one transaction. */
  centreDaysMax: number;
};

export const CADENCES = ["recent", "week", "month"] as const;
export type Cadence = (typeof CADENCES)[number];

/**
 * Counts the days before today, the nearest and the furthest. Each range begins where the one
 * before ends.
 */
const REACH: Record<Cadence, { nearest: number; furthest: number }> = {
  recent: { nearest: 0, furthest: 1 },
  week: { nearest: 2, furthest: 7 },
  month: { nearest: 8, furthest: 35 },
};

/**
 * Covers each requested centre-day exactly once, the newest days first, because somebody is waiting
 * for those. Duplicate centres are requested once.
 */
export function planParts(
  asked: { centreIds: readonly string[] } & DateRange,
  { centresMax, daysMax, centreDaysMax }: PlanLimits,
): PlannedPart[] {
  assert(Math.min(centresMax, daysMax, centreDaysMax) >= 1, "a part holds at least a centre-day");
  const days = Math.min(daysMax, centreDaysMax);
  const centres = Math.min(centresMax, Math.floor(centreDaysMax / days));
  const centreIds = [...new Set(asked.centreIds)].sort();
  return cutRange(asked, days).flatMap((range) =>
    chunks(centreIds, centres).map((ids) => ({ ...range, centreIds: ids })),
  );
}

/**
 * Divides a part that failed, so that one bad centre, or one bad day of a centre, does not affect
 * the others: by centre first, then by day. Returns null when nothing is left to divide.
 */
export function splitPart(part: PlannedPart): PlannedPart[] | null {
  const { centreIds, from, to } = part;
  if (centreIds.length > 1) {
    return centreIds.map((centreId) => ({ from, to, centreIds: [centreId] }));
  }
  if (from === to) return null;
  return listDays(part).map((date) => ({ centreIds, from: date, to: date }));
}

/** Lists what of `asked` the parts do not cover: by whole centres, with the requested range. */
export function listUncovered(
  asked: { centreIds: readonly string[] } & DateRange,
  parts: readonly PlannedPart[],
): string[] {
  return asked.centreIds.filter((centreId) => {
    const covered = parts
      .filter(({ centreIds }) => centreIds.includes(centreId))
      .toSorted((one, other) => (one.from < other.from ? -1 : 1));
    let next = asked.from;
    for (const { from, to } of covered) {
      if (from <= next && to >= next) next = addDays(to, 1);
    }
    return next <= asked.to;
  });
}

/**
 * Lists the days that are due now in a recurring sync, by centre, because "today" depends on the
 * time zone.
 */
export function listDueDays(
  cadence: Cadence,
  centres: readonly ({ id: string } & CentreClock)[],
  now: number,
): ({ centreIds: string[] } & DateRange)[] {
  const byToday = groupBy(centres, businessDatesAt(now), ({ id }) => id);
  const { nearest, furthest } = REACH[cadence];
  return [...byToday].map(([today, centreIds]) => ({
    centreIds,
    from: addDays(today, -furthest),
    to: addDays(today, -nearest),
  }));
}

function cutRange({ from, to }: DateRange, daysMax: number): DateRange[] {
  const ranges: DateRange[] = [];
  for (let last = to; last >= from; last = addDays(last, -daysMax)) {
    const first = addDays(last, 1 - daysMax);
    ranges.push({ from: first < from ? from : first, to: last });
  }
  return ranges;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
