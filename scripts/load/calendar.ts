/** How busy a business date is in a country: its weekday, its season and its public holidays. */
import { addDays } from "@/lib/domain/business-date";

export type Country = {
  id: string;
  name: string;
  currency: string;
  timeZone: string;
  /** How many of a hundred centres are there. */
  share: number;
  /** Public holidays of each year, as MM-DD. */
  fixed: readonly string[];
  /** Public holidays in days from Easter Sunday. */
  fromEaster: readonly number[];
};

export const COUNTRIES: readonly [Country, ...Country[]] = [
  {
    id: "es",
    name: "Spain",
    currency: "EUR",
    timeZone: "Europe/Madrid",
    share: 40,
    fixed: ["01-01", "01-06", "05-01", "08-15", "10-12", "11-01", "12-06", "12-08", "12-25"],
    fromEaster: [-3, -2],
  },
  {
    id: "fr",
    name: "France",
    currency: "EUR",
    timeZone: "Europe/Paris",
    share: 20,
    fixed: ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"],
    fromEaster: [1, 39, 50],
  },
  {
    id: "it",
    name: "Italy",
    currency: "EUR",
    timeZone: "Europe/Rome",
    share: 15,
    fixed: ["01-01", "01-06", "04-25", "05-01", "06-02", "08-15", "11-01", "12-08", "12-25"],
    fromEaster: [0, 1],
  },
  {
    id: "pt",
    name: "Portugal",
    currency: "EUR",
    timeZone: "Europe/Lisbon",
    share: 10,
    fixed: ["01-01", "04-25", "05-01", "06-10", "08-15", "10-05", "12-01", "12-08", "12-25"],
    fromEaster: [-2, 0, 60],
  },
  {
    id: "gb",
    name: "United Kingdom",
    currency: "GBP",
    timeZone: "Europe/London",
    share: 15,
    fixed: ["01-01", "12-25", "12-26"],
    fromEaster: [-2, 1],
  },
];

/** The weights of the weekdays from Sunday. */
const WEEKDAYS = [1.1, 0.68, 0.72, 0.8, 0.97, 1.32, 1.41];
/** The weights of the months from January. */
const MONTHS = [0.84, 0.88, 0.95, 1, 1.04, 1.06, 1.1, 1.12, 1, 0.98, 0.95, 1.18];
/** Nearly everybody is closed then. */
const CLOSING = ["01-01", "12-25"];
const HOLIDAY = 1.25;

export function isClosing(date: string): boolean {
  return CLOSING.includes(date.slice(5));
}

/** Returns 1 for an ordinary day. */
export function busynessOf(date: string, { fixed, fromEaster }: Country): number {
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 1;
  const season = MONTHS[Number(date.slice(5, 7)) - 1] ?? 1;
  const easter = easterSunday(Number(date.slice(0, 4)));
  const isHoliday =
    fixed.includes(date.slice(5)) || fromEaster.some((days) => addDays(easter, days) === date);
  return weekday * season * (isHoliday ? HOLIDAY : 1);
}

/** The algorithm of Meeus, Jones and Butcher for the Gregorian calendar. */
export function easterSunday(year: number): string {
  const golden = year % 19;
  const [century, inCentury] = [Math.floor(year / 100), year % 100];
  const skipped = Math.floor((8 * century + 13) / 25);
  const moon = (19 * golden + century - Math.floor(century / 4) - skipped + 15) % 30;
  const leaps = 2 * (century % 4) + 2 * Math.floor(inCentury / 4);
  const weekday = (32 + leaps - moon - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  const days = moon + weekday - 7 * late;
  return addDays(`${year}-03-22`, days);
}
