/**
 * Makes one unit of a load: some centres over the dates of a month, with everything that people
 * have done about them. It writes nothing.
 */
import type { CashSheet } from "@/lib/domain/cash-sheet";
import { addDays, dayStart } from "@/lib/domain/business-date";
import type { DayKey } from "@/lib/domain/keys";
import { expectedLines } from "@/lib/domain/reconciliation/expected-cash";
import type { ToleranceLookup } from "@/lib/domain/tolerance/tolerance";
import { type FetchedSheet, readSheets } from "@/lib/server/cashrec/parse-response";
import type { LoadedMap } from "@/lib/server/cashrec/field-map-file";
import { countDay, type LoadedCount } from "./counts";
import type { LoadedCentre } from "./group";
import { buildSheet } from "./sheets";
import { type SignOff, signOff } from "./sign-off";

export type MadeDay = DayKey & { centre: LoadedCentre } & SignOff & {
    counts: LoadedCount[];
    sheet: CashSheet | null;
  };
export type Unit = { days: MadeDay[]; sheets: FetchedSheet[]; readAt: Date };

type Making = {
  map: LoadedMap;
  ruleOf: ToleranceLookup;
  /** The first business date that is not loaded. */
  today: string;
};

export function makeUnit(
  missing: readonly { centre: LoadedCentre; date: string }[],
  { map, ruleOf, today }: Making,
): Unit {
  const built = missing.flatMap(({ centre, date }) => buildSheet(centre, date) ?? []);
  const sheets = readAsSent(missing, JSON.stringify(built), map);
  const found = new Map(
    sheets.map(({ sheet }) => [`${sheet.centreId} ${sheet.businessDate}`, sheet]),
  );
  const days = missing.map(({ centre, date }): MadeDay => {
    const sheet = found.get(`${centre.id} ${date}`) ?? null;
    const day = { centreId: centre.id, businessDate: date, centre, sheet };
    if (sheet === null) return { ...day, counts: [], explained: [], moves: [] };
    const expected = expectedLines(sheet, () => null);
    const given = { businessDate: date, expected };
    const counts = countDay(centre, given, new Date(dayStart(today, centre)));
    return { ...day, counts, ...signOff(centre, { ...given, counts, ruleOf }, today) };
  });
  const last = missing.reduce((latest, { date }) => (date > latest ? date : latest), "");
  const clock = missing[0]?.centre ?? { timeZone: "UTC", dayStartsAt: "00:00" };
  const readAt = new Date(Math.min(dayStart(addDays(last, 1), clock), Date.now()));
  return { days, sheets, readAt };
}

/** As a sync reads a response, so that the stored payloads are what the sheets were read from. */
function readAsSent(
  missing: readonly { centre: LoadedCentre; date: string }[],
  text: string,
  { map }: LoadedMap,
): FetchedSheet[] {
  const dates = missing.map(({ date }) => date).sort();
  const [from = "", to = ""] = [dates[0], dates.at(-1)];
  const currencies = new Map(missing.map(({ centre }) => [centre.id, centre.currency]));
  const clocks = new Map(missing.map(({ centre }) => [centre.id, centre]));
  return readSheets(text, map, { currencies, clocks, dates: { from, to } });
}
