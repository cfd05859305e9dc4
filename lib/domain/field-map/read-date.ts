/**
 * Reads business dates and wall-clock times in the forms that a map names. A moment in another zone
 * has the date that the centre's clock gives it, if the map says so; otherwise it could be either
 * of two days, and is refused.
 */
import { type CentreClock, computeBusinessDate, localTime } from "../business-date";
import type { FieldMap } from "./field-map";

type Scalar = string | number | boolean;

export type DateForm = Pick<FieldMap, "dates" | "moments"> & {
  /** The clock of the centre, if it is known. */
  clock: CentreClock | null;
};

/** A wall-clock time without a zone, or a moment; `given` is what its text shows. */
type Parsed =
  | { kind: "local"; date: string; time: string | null }
  | { kind: "moment"; instant: number; given: { date: string; time: string } | null };

/** Almost every date and time is written so, and has no zone. */
const USUAL = /^(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d:\d\d)?$/;

/** Reads a date as YYYY-MM-DD. Undefined means that it can't be read as one. */
export function readDate(value: Scalar, form: DateForm): string | undefined {
  const usual = typeof value === "string" ? USUAL.exec(value) : null;
  if (usual !== null && isRealDate(usual[1] ?? "", usual[2] ?? "", usual[3] ?? "")) {
    return usual[0].slice(0, 10);
  }
  const parsed = parse(value, form.dates);
  if (parsed === null) return undefined;
  if (parsed.kind === "local") return parsed.date;
  if (form.moments === null) {
    // Midnight in the zone of the text is a date with an empty time.
    return parsed.given?.time === "00:00:00" ? parsed.given.date : undefined;
  }
  if (form.clock === null) return undefined;
  return form.moments === "business-day"
    ? computeBusinessDate(parsed.instant, form.clock)
    : localTime(parsed.instant, form.clock.timeZone).slice(0, 10);
}

/**
 * Reads local wall-clock text, YYYY-MM-DDTHH:MM:SS; null when it is anything else. A moment is
 * converted where the map says what moments mean; otherwise only its own offset is dropped, and UTC
 * is not taken for local time.
 */
export function readWallClock(value: Scalar | null | undefined, form: DateForm): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" && value.length === 19 && USUAL.test(value)) return value;
  const parsed = parse(value, form.dates);
  if (parsed === null) return null;
  if (parsed.kind === "local") return parsed.time === null ? null : `${parsed.date}T${parsed.time}`;
  if (form.moments !== null && form.clock !== null) {
    return localTime(parsed.instant, form.clock.timeZone);
  }
  const isUtc = /Z$/i.test(String(value).trim());
  return parsed.given === null || isUtc ? null : `${parsed.given.date}T${parsed.given.time}`;
}

const TIME = String.raw`(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?:\s?([AaPp])\.?[Mm]\.?)?`;
const ZONE = String.raw`\s?(Z|[+-]\d\d:?\d\d)?`;
// oxlint-disable-next-line security/detect-non-literal-regexp -- of constants
const ISO = new RegExp(String.raw`^(\d{4})(-?)(\d\d)\2(\d\d)(?:[Tt ]\s?${TIME}${ZONE})?$`);
// oxlint-disable-next-line security/detect-non-literal-regexp -- of constants
const LOCAL = new RegExp(
  String.raw`^(\d\d?)[/.-](\d\d?)[/.-](\d{4})(?:(?:T|,?\s+)${TIME}${ZONE})?$`,
);
/** The offset that .NET writes behind the number does not change the moment. */
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const DOT_NET = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const EPOCH = /^-?\d{9,14}(?:\.\d{1,6})?$/;
const INSTANT_MAX = 8e15;

function parse(value: Scalar, dates: FieldMap["dates"]): Parsed | null {
  if (typeof value === "boolean") return null;
  const text = String(value).trim();
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [, year = "", , month = "", day = "", ...rest] = iso;
    return parsedOf({ year, month, day }, rest);
  }
  const dotNet = DOT_NET.exec(text);
  if (dotNet !== null) return momentOf(Number(dotNet[1]));
  if (dates === "epoch-seconds" || dates === "epoch-milliseconds") {
    const scale = dates === "epoch-seconds" ? 1_000 : 1;
    return EPOCH.test(text) ? momentOf(Math.round(Number(text) * scale)) : null;
  }
  const local = dates === "iso" ? null : LOCAL.exec(text);
  if (local === null) return null;
  const [, first = "", second = "", year = "", ...rest] = local;
  const [day, month] = dates === "day-first" ? [first, second] : [second, first];
  return parsedOf({ year, month: month.padStart(2, "0"), day: day.padStart(2, "0") }, rest);
}

function momentOf(instant: number): Parsed | null {
  return Math.abs(instant) > INSTANT_MAX ? null : { kind: "moment", instant, given: null };
}

function parsedOf(
  { year, month, day }: { year: string; month: string; day: string },
  [hours, minutes = "00", seconds = "00", half, zone]: (string | undefined)[],
): Parsed | null {
  if (!isRealDate(year, month, day)) return null;
  const date = `${year}-${month}-${day}`;
  if (hours === undefined) return { kind: "local", date, time: null };
  const hour = readHour(hours, half);
  if (hour === null || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const time = `${hour}:${minutes}:${seconds}`;
  if (zone === undefined) return { kind: "local", date, time };
  const offset = zone === "Z" ? zone : zone.replace(/^(...):?(..)$/, "$1:$2");
  const instant = Date.parse(`${date}T${time}${offset}`);
  return Number.isNaN(instant) ? null : { kind: "moment", instant, given: { date, time } };
}

/** Twelve at night is 12 AM, and twelve at noon 12 PM. */
function readHour(text: string, half: string | undefined): string | null {
  const hour = Number(text);
  if (half === undefined) return hour > 23 ? null : text.padStart(2, "0");
  if (hour < 1 || hour > 12) return null;
  const afternoon = half.toLowerCase() === "p" ? 12 : 0;
  return String((hour % 12) + afternoon).padStart(2, "0");
}

function isRealDate(year: string, month: string, day: string): boolean {
  const days = [31, isLeap(Number(year)) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const last = days[Number(month) - 1] ?? 0;
  return Number(day) >= 1 && Number(day) <= last;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
