/**
 * Reads a date from what someone types to navigate: "bilbao 22 nov", "22/11/2025", "2026-11-22". A
 * day without a year is the last one that is not after today.
 */
import { MONTH_NAMES } from "../calendar-names";

export type TypedDate = {
  /** What was typed beside the date. */
  rest: string;
  /** The date is YYYY-MM-DD, or null when there is none. */
  date: string | null;
};

const ISO = /(?:^|\s)(\d{4})-(\d{1,2})-(\d{1,2})(?=\s|$)/;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const SLASHED = /(?:^|\s)(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?(?=\s|$)/;
// oxlint-disable-next-line security/detect-unsafe-regex -- quadratic, in what one person types
const NAMED = /(?:^|\s)(\d{1,2})\s+(?:de\s+)?(\p{L}{3,})\.?(?:\s+(?:de\s+)?(\d{4}))?(?=\s|$)/u;

export function parseTypedDate(text: string, today: string): TypedDate {
  const iso = ISO.exec(text);
  if (iso !== null) return found(text, iso, calendarDate(iso[1], iso[2], iso[3]));
  const named = NAMED.exec(text);
  const month = named === null ? null : findMonth(named[2] ?? "");
  if (named !== null && month !== null) {
    return found(text, named, dated({ day: named[1], month, year: named[3], today }));
  }
  const slashed = SLASHED.exec(text);
  if (slashed === null) return { rest: text.trim(), date: null };
  const [, day, number, year] = slashed;
  return found(text, slashed, dated({ day, month: Number(number), year, today }));
}

function found(text: string, match: RegExpExecArray, date: string | null): TypedDate {
  if (date === null) return { rest: text.trim(), date: null };
  const rest = text.slice(0, match.index) + " " + text.slice(match.index + match[0].length);
  return { rest: rest.replace(/\s+/g, " ").trim(), date };
}

type Parts = { day: string | undefined; month: number; year: string | undefined; today: string };

function dated({ day, month, year, today }: Parts): string | null {
  const thisYear = Number(today.slice(0, 4));
  if (year !== undefined) return calendarDate(year, month, day);
  // 29 February may be several years back.
  for (let back = 0; back <= 8; back += 1) {
    const date = calendarDate(thisYear - back, month, day);
    if (date !== null && date <= today) return date;
  }
  return null;
}

function calendarDate(
  year: string | number | undefined,
  month: string | number | undefined,
  day: string | number | undefined,
): string | null {
  const two = (part: string | number | undefined) => String(part).padStart(2, "0");
  const date = `${year}-${two(month)}-${two(day)}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time)) return null;
  return new Date(time).toISOString().slice(0, 10) === date ? date : null;
}

/** Accepts three letters or more, in any of the languages. */
function findMonth(token: string): number | null {
  const start = plain(token);
  for (const { long } of Object.values(MONTH_NAMES)) {
    const at = long.findIndex((name) => plain(name).startsWith(start));
    if (at >= 0) return at + 1;
  }
  return null;
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
