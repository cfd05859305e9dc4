/**
 * Computes when a schedule is due by the wall clock of a zone. Every date has one occurrence at
 * most, so that no change of clocks makes a report twice or leaves it out: a time that is skipped
 * is due at the moment after the gap, and one that occurs twice the first time.
 */
import { addDays, dayStart, localTime, monthEnd } from "../business-date";

export type Timing =
  | { cadence: "daily"; atTime: string }
  /** ISO 8601 numbers the days of the week from 1, which is Monday. */
  | { cadence: "weekly"; weekday: number; atTime: string }
  /** In a month without that day it is the last one. */
  | { cadence: "monthly"; day: number; atTime: string };

type Occurrence = { date: string; at: number };

/** A month may end right after its occurrence, and the next one lasts 31 days. */
const DAYS_AHEAD = 63;

/** Returns the first occurrence that is due after an instant. */
export function computeNextOccurrence(timing: Timing, after: number, timeZone: string): Occurrence {
  // Its clock may show yesterday again, or have skipped a day.
  const first = addDays(localTime(after, timeZone).slice(0, 10), -2);
  for (let days = 0; days <= DAYS_AHEAD; days += 1) {
    const date = addDays(first, days);
    if (!fallsOn(timing, date)) continue;
    const at = dayStart(date, { timeZone, dayStartsAt: timing.atTime });
    if (at > after) return { date, at };
  }
  throw new Error("Every cadence has an occurrence within two months");
}

function fallsOn(timing: Timing, date: string): boolean {
  if (timing.cadence === "daily") return true;
  if (timing.cadence === "weekly") return isoWeekday(date) === timing.weekday;
  const last = Number(monthEnd(date).slice(8));
  return Number(date.slice(8)) === Math.min(timing.day, last);
}

function isoWeekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}
