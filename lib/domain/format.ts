/**
 * Formats amounts, dates and counts in the language of the reader. A minus is U+2212; what is
 * exactly zero has no sign. An absent amount has no format here: the screen has a text for it.
 */
import { decimalsOf, formatPlain, minor } from "./money";
import { DAY_NAMES, MONTH_NAMES } from "./calendar-names";

export const LANGUAGES = ["en", "es", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

const MINUS = "\u2212";
/** English too has the day before the month, and a comma between groups of three. */
const LOCALES: Record<Language, string> = { en: "en-GB", es: "es-ES", fr: "fr-FR" };

/** Formats `1,146.35`, `1.146,35` or `1 146,35`: the currency's decimals, without its name. */
export function formatMoney(amountMinor: number, currency: string, language: string): string {
  const decimals = decimalsOf(currency);
  const size = formatPlain(minor(Math.abs(amountMinor)), currency) as `${number}`;
  const text = numbers(language, decimals).format(size);
  return amountMinor < 0 ? MINUS + text : text;
}

/** Formats as money, with a plus when the amount is over. */
export function formatDifference(amountMinor: number, currency: string, language: string): string {
  const text = formatMoney(amountMinor, currency, language);
  return amountMinor > 0 ? `+${text}` : text;
}

export function formatCount(count: number, language: string): string {
  const text = numbers(language, 0).format(Math.abs(count));
  return count < 0 ? MINUS + text : text;
}

/** Formats a plain number with its decimals: a rate, never an amount of money. A plus is shown. */
export function formatRate(rate: number, decimals: number, language: string): string {
  const text = numbers(language, decimals).format(Math.abs(rate));
  if (!/[1-9]/.test(text)) return text;
  return rate < 0 ? MINUS + text : `+${text}`;
}

/** Formats a share of 1 as `69 %`; the space does not break. */
export function formatShare(share: number, language: string): string {
  return `${formatCount(Math.round(share * 100), language)}\u00a0%`;
}

/** Formats 985 as `98.5 %`; the space does not break. */
export function formatPermille(permille: number, language: string): string {
  return `${numbers(language, 1).format(permille / 10)}\u00a0%`;
}

export type DateStyle = "short" | "short-year" | "long" | "range-part";

/**
 * The formats are short: `Mon 23 Nov`; short-year: `Mon 23 Nov 2026`; range-part: `23 Nov 2026`;
 * long: in full.
 */
export function formatBusinessDate(date: string, language: string, style: DateStyle): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const known = readLanguage(language);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  const names = style === "long" ? "long" : "short";
  const monthName = MONTH_NAMES[known][names][month - 1] ?? "";
  const dayName = DAY_NAMES[known][names][weekday] ?? "";
  const joined = known === "es" && style === "long" ? `de ${monthName} de` : monthName;
  if (style === "short") return `${dayName} ${day} ${monthName}`;
  if (style === "range-part") return `${day} ${monthName} ${year}`;
  return `${dayName} ${day} ${joined} ${year}`;
}

/** Formats `1–23 Nov 2026`: what both ends share appears once. */
export function formatDateRange(from: string, to: string, language: string): string {
  const end = formatBusinessDate(to, language, "range-part");
  if (from === to) return end;
  const [day = "", month = "", year = ""] = formatBusinessDate(from, language, "range-part").split(
    " ",
  );
  if (from.slice(0, 7) === to.slice(0, 7)) return `${day}–${end}`;
  return from.slice(0, 4) === to.slice(0, 4)
    ? `${day} ${month} – ${end}`
    : `${day} ${month} ${year} – ${end}`;
}

/** Formats the letters above a column of days: `Mo`, `lu`. */
export function formatWeekdayLetters(date: string, language: string): string {
  return formatBusinessDate(date, language, "short").slice(0, 2);
}

export type InstantOptions = {
  /** The zone has its IANA name, and is UTC when it is omitted. */
  timeZone?: string;
  /**
   * The formats are time: `06:42`; short: `Mon 23 Nov, 06:42`; long: `Monday 23 November 2026,
   * 06:42`.
   */
  style: "time" | "short" | "long";
};

/** Formats an instant in a time zone, on a 24-hour clock. */
export function formatInstant(iso: string, language: string, options: InstantOptions): string {
  const { date, time } = clockAt(iso, options.timeZone ?? "UTC");
  if (options.style === "time") return time;
  return `${formatBusinessDate(date, language, options.style)}, ${time}`;
}

/** Returns the calendar date and the time that the clocks of a zone show at an instant. */
export function clockAt(iso: string, timeZone: string): { date: string; time: string } {
  const parts = clocks(timeZone).formatToParts(new Date(iso));
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? "";
  return {
    date: `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
  };
}

export function readLanguage(text: string): Language {
  return LANGUAGES.find((language) => text === language) ?? "en";
}

const numberFormats = new Map<string, Intl.NumberFormat>();
const clockFormats = new Map<string, Intl.DateTimeFormat>();

function numbers(language: string, decimals: number): Intl.NumberFormat {
  const key = `${readLanguage(language)} ${decimals}`;
  const cached = numberFormats.get(key);
  if (cached !== undefined) return cached;
  const made = new Intl.NumberFormat(LOCALES[readLanguage(language)], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: "always",
  });
  numberFormats.set(key, made);
  return made;
}

function clocks(timeZone: string): Intl.DateTimeFormat {
  const cached = clockFormats.get(timeZone);
  if (cached !== undefined) return cached;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    calendar: "gregory",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  clockFormats.set(timeZone, made);
  return made;
}
