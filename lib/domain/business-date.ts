/**
 * A business date is the day to which takings belong, as text YYYY-MM-DD. A centre's day begins at
 * a wall-clock time of its own zone, so that the sales of 01:30 belong to the evening before.
 */
import { assert } from "./assert";

export type CentreClock = {
  /** The zone has its IANA name, such as Europe/Madrid. */
  timeZone: string;
  /** A business date begins at this local time, HH:MM. */
  dayStartsAt: string;
};

export type DateRange = { from: string; to: string };

export const PRESETS = [
  "yesterday",
  "week-to-date",
  "month-to-date",
  "year-to-date",
  "last-week",
  "last-month",
  "last-year",
] as const;
export type Preset = (typeof PRESETS)[number];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Returns the business date of an instant (milliseconds since 1970). It never decreases as time
 * passes.
 */
export function computeBusinessDate(instant: number, clock: CentreClock): string {
  const local = localTime(instant, clock.timeZone).slice(0, 10);
  // The day after is tried first: a clock set back over midnight shows the previous day a second
  // time.
  const date = [addDays(local, 1), local].find((day) => dayStart(day, clock) <= instant);
  return date ?? addDays(local, -1);
}

/**
 * Returns a function of a clock for one instant. Many centres have few clocks, and computing a date
 * is slow beside looking it up.
 */
export function businessDatesAt(instant: number): (clock: CentreClock) => string {
  const dates = new Map<string, string>();
  return ({ timeZone, dayStartsAt }) => {
    const key = `${timeZone} ${dayStartsAt}`;
    const date = dates.get(key) ?? computeBusinessDate(instant, { timeZone, dayStartsAt });
    dates.set(key, date);
    return date;
  };
}

/** Returns the latest date that has started by any of these clocks; by UTC where there is none. */
export function computeLatestDate(instant: number, clocks: readonly CentreClock[]): string {
  return clocksOrUtc(clocks)
    .map(businessDatesAt(instant))
    .reduce((latest, date) => (date > latest ? date : latest));
}

/** A clock of one centre, or of as many as it says. */
export type CountedClock = CentreClock & { centres?: number };

/**
 * Returns the date that most centres have, the later one of two that as many have; by UTC where
 * there is none.
 */
export function computeUsualDate(instant: number, clocks: readonly CountedClock[]): string {
  const dateOf = businessDatesAt(instant);
  const counts = new Map<string, number>();
  for (const clock of clocksOrUtc(clocks)) {
    const date = dateOf(clock);
    counts.set(date, (counts.get(date) ?? 0) + (clock.centres ?? 1));
  }
  const most = Math.max(...counts.values());
  return [...counts]
    .filter(([, count]) => count === most)
    .map(([date]) => date)
    .reduce((latest, date) => (date > latest ? date : latest));
}

function clocksOrUtc(clocks: readonly CountedClock[]): readonly CountedClock[] {
  return clocks.length === 0 ? [{ timeZone: "UTC", dayStartsAt: "00:00" }] : clocks;
}

/**
 * Returns the instant at which a business date begins: the first one whose wall clock has reached
 * the start of the day. A start that a change of clocks skips is the moment after the gap; one that
 * occurs twice is the first of the two.
 */
export function dayStart(date: string, { timeZone, dayStartsAt }: CentreClock): number {
  const wall = `${date}T${dayStartsAt}:00`;
  const asUtc = Date.parse(`${wall}Z`);
  const offsets = [asUtc - DAY, asUtc + DAY].map((near) => offsetAt(near, timeZone));
  const exact = offsets
    .map((offset) => asUtc - offset)
    .filter((instant) => localTime(instant, timeZone) === wall);
  if (exact.length > 0) return Math.min(...exact);
  return firstInstant(asUtc - DAY, asUtc + DAY, (at) => localTime(at, timeZone) >= wall);
}

/** Returns the business date `days` after, or before when negative. */
export function addDays(date: string, days: number): string {
  assert(DATE.test(date), `${date} is no business date`);
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/**
 * Returns the last date that can be counted: tomorrow, because some count a till ahead of its day.
 */
export function lastCountable(instant: number, clock: CentreClock): string {
  return addDays(computeBusinessDate(instant, clock), 1);
}

/** Counts the business dates of a range, both ends included; 0 when it ends before it starts. */
export function countRangeDays({ from, to }: DateRange): number {
  const span = Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`);
  return Math.max(0, Math.round(span / DAY) + 1);
}

export function listDays({ from, to }: DateRange): string[] {
  return Array.from({ length: countRangeDays({ from, to }) }, (_, index) => addDays(from, index));
}

/** Returns the Monday of the date's week (ISO 8601). */
export function weekStart(date: string): string {
  const weekday = new Date(Date.parse(`${date}T00:00:00Z`)).getUTCDay();
  return addDays(date, -((weekday + 6) % 7));
}

/** Returns the first day of the date's month. */
export function monthStart(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

/** Returns the last day of the date's month. */
export function monthEnd(date: string): string {
  return addDays(monthStart(addDays(monthStart(date), 31)), -1);
}

/**
 * The periods are those of Mapal's analytics: "to date" includes today, and weeks begin on Monday.
 */
export function computePresetRange(preset: Preset, today: string): DateRange {
  const year = Number(today.slice(0, 4));
  const lastYear = String(year - 1).padStart(4, "0");
  const lastMonth = addDays(monthStart(today), -1);
  switch (preset) {
    case "yesterday":
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case "week-to-date":
      return { from: weekStart(today), to: today };
    case "month-to-date":
      return { from: monthStart(today), to: today };
    case "year-to-date":
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
    case "last-week":
      return { from: addDays(weekStart(today), -7), to: addDays(weekStart(today), -1) };
    case "last-month":
      return { from: monthStart(lastMonth), to: lastMonth };
    case "last-year":
      return { from: `${lastYear}-01-01`, to: `${lastYear}-12-31` };
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats the wall-clock time of a zone, YYYY-MM-DDTHH:MM:SS, which sorts chronologically. */
export function localTime(instant: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      calendar: "gregory",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    });
    formats.set(timeZone, format);
  }
  return format.format(instant).replace(" ", "T");
}

/** Returns local time minus UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const whole = Math.floor(instant / 1000) * 1000;
  return Date.parse(`${localTime(whole, timeZone)}Z`) - whole;
}

/** Bisects to the first instant for which `holds` is true; it must be true at the end. */
function firstInstant(before: number, after: number, holds: (instant: number) => boolean): number {
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
