/** Finds in which forms a value can be a business date, and which date it is then. */
import type { FieldMap } from "../field-map";
import { readDate } from "../read-date";

export type DateForm = Pick<FieldMap, "dates" | "moments">;
export type DateReading = DateForm & { date: string };

/** Moments from 2001 to 2100, in seconds. */
const SECONDS = { from: 978_307_200, to: 4_102_444_800 };
const MS_PER_SECOND = 1_000;
const LETTERS = { least: 8, most: 40 };

export function parseDateForms(
  value: string | number | boolean,
  timeZone: string | null,
): DateReading[] {
  const text = String(value).trim();
  if (text.length < LETTERS.least || text.length > LETTERS.most) return [];
  const clock = { timeZone: timeZone ?? "UTC", dayStartsAt: "00:00" };
  const read = (dates: FieldMap["dates"], moments: FieldMap["moments"]): DateReading[] => {
    const date = readDate(value, { dates, moments, clock });
    return date === undefined ? [] : [{ dates, moments, date }];
  };
  const iso = [...read("iso", null), ...read("iso", "zone-date")].slice(0, 1);
  if (iso.length > 0) return iso;
  const local = [...read("day-first", null), ...read("month-first", null)];
  if (local.length > 0) return local;
  const number = Number(text);
  if (isWithin(number)) return read("epoch-seconds", "zone-date");
  return isWithin(number / MS_PER_SECOND) ? read("epoch-milliseconds", "zone-date") : [];
}

function isWithin(seconds: number): boolean {
  return seconds >= SECONDS.from && seconds < SECONDS.to;
}

export function nameForm({ dates, moments }: DateForm): string {
  return moments === null ? dates : `${dates} ${moments}`;
}
