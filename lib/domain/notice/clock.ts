/**
 * Decides by wall clocks when something is due. Wall-clock times are texts that sort
 * chronologically, so that no change of clocks makes a time due twice.
 */
import { addDays, type CentreClock, localTime } from "../business-date";

/** Returns when a business date is due to be counted: the first such time after it has started. */
export function computeCountDue(
  businessDate: string,
  atTime: string,
  { dayStartsAt }: Pick<CentreClock, "dayStartsAt">,
): string {
  const date = atTime > dayStartsAt ? businessDate : addDays(businessDate, 1);
  return `${date}T${atTime}`;
}

/** Tells whether a wall-clock time has come, and came only after `since`. */
export function isDue(
  due: string,
  { now, since, timeZone }: { now: number; since: number; timeZone: string },
): boolean {
  const wallNow = localTime(now, timeZone).slice(0, 16);
  const wallSince = localTime(since, timeZone).slice(0, 16);
  return due <= wallNow && due >= wallSince;
}

/**
 * Returns the dates on which a daily time is due. It includes the day before, on which no instance
 * may have run at that time.
 */
export function listDueDates(
  atTime: string,
  clock: { now: number; since: number; timeZone: string },
): string[] {
  const today = localTime(clock.now, clock.timeZone).slice(0, 10);
  return [addDays(today, -1), today].filter((date) => isDue(`${date}T${atTime}`, clock));
}

export type QuietHours = { quietFrom: string | null; quietTo: string | null; timeZone: string };

/** Tells whether an instant lies within hours that may span midnight. The end is not quiet. */
export function isQuiet(now: number, { quietFrom, quietTo, timeZone }: QuietHours): boolean {
  if (quietFrom === null || quietTo === null) return false;
  const time = localTime(now, timeZone).slice(11, 16);
  return quietFrom <= quietTo
    ? time >= quietFrom && time < quietTo
    : time >= quietFrom || time < quietTo;
}

/** Tells whether the runtime knows a time zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}
