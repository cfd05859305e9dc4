/** Parses a date as somebody types it: `24 Nov 2026`, `24/11/2026`, `24.11.26` or `2026-11-24`. */
import { MONTH_NAMES } from "./calendar-names";
import { readLanguage } from "./format";

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
/** The day comes first in each language of the product. */
const NUMBERS = /^(\d{1,2})[./ -](\d{1,2})[./ -](\d{4}|\d{2})$/;
const NAMED = /^(\d{1,2})\.? (?:de )?(\p{L}+)\.?,? (?:de )?(\d{4})$/u;

/** Returns `2026-11-24`, or null when the text is no date between the years 2000 and 2199. */
export function parseDateText(text: string, language: string): string | null {
  const tidy = text.trim().replaceAll(/\s+/g, " ").toLowerCase();
  const iso = ISO.exec(tidy);
  if (iso !== null) return dateOf(iso[1], iso[2], iso[3]);
  const numbers = NUMBERS.exec(tidy);
  if (numbers !== null) return dateOf(numbers[3], numbers[2], numbers[1]);
  const named = NAMED.exec(tidy);
  if (named === null) return null;
  return dateOf(named[3], String(monthOf(named[2] ?? "", language)), named[1]);
}

/** The number of a month by its name or the start of it, such as `nov`; 0 when there is none. */
function monthOf(name: string, language: string): number {
  const { long, short } = MONTH_NAMES[readLanguage(language)];
  const isMonth = (_: string, index: number) =>
    [long[index], short[index]].some((one) => one?.toLowerCase() === name) ||
    (name.length > 2 && long[index]?.toLowerCase().startsWith(name) === true);
  return long.findIndex(isMonth) + 1;
}

function dateOf(year = "", month = "", day = ""): string | null {
  const full = Number(year.length === 2 ? `20${year}` : year);
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isReal && full >= 2000 && full < 2200 ? date.toISOString().slice(0, 10) : null;
}
