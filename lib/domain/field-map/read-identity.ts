/**
 * Reads which centre, day, shift and till an object belongs to, and whether that was requested.
 */
import { addDays, type CentreClock } from "../business-date";
import { findValue } from "./compile-locator";
import type { Context } from "./context";
import type { FieldMap, FieldName, JsonObject } from "./field-map";
import type { Found } from "./cursor";
import type { Identity } from "./identity";
import { type Plan, pickScalar } from "./match";
import { readId, readText } from "./read-text";
import { type DateForm, readDate, readWallClock } from "./read-date";
import { readCurrency } from "./read-value";

export type ReadOptions = {
  map: FieldMap;
  /** Maps the requested centres to their currencies; sheets of other centres are skipped. */
  currencies: ReadonlyMap<string, string> | { any: string };
  /** Maps the centres to their clocks, which give a moment in another zone its date. */
  clocks?: ReadonlyMap<string, CentreClock> | { any: CentreClock };
  /** Business dates outside of the range are skipped; null accepts all. */
  dates: { from: string; to: string } | null;
  /** It is called for every field that is found; a probe uses it. */
  onFound?: (found: Found) => void;
  /** It is called with the path of every element of a list that no locator takes. */
  onSkipped?: (path: string) => void;
  /** More records of what is wanted are refused before they are read. */
  recordsMax?: number;
};

export function readIdentity(
  run: Context & { options: ReadOptions },
  object: JsonObject,
  { plan, around }: { plan: Plan; around: Identity },
): Identity {
  const { cursor, values } = run;
  const pick = (field: FieldName) =>
    plan[field] === undefined ? undefined : pickScalar(cursor, object, plan, field);
  const shiftName = readText(pick("shiftName")) ?? around.shiftName;
  const tillName = readText(pick("tillName")) ?? around.tillName;
  const id = (field: "centreId" | "shiftId" | "tillId", name: string | null) => {
    const given = pick(field) ?? around[field] ?? name;
    const read = given === null ? null : readId(given);
    if (read === undefined)
      throw cursor.drift(`not an id: ${field}`, plan[field]?.[0]?.key ?? field);
    return read;
  };
  const centreId = id("centreId", null);
  const form = dateFormOf(run.options, centreId);
  const day = pick("businessDate") ?? null;
  const businessDate = day === null ? around.businessDate : readDate(day, form);
  if (businessDate === undefined) {
    throw cursor.drift("not a business date", plan.businessDate?.[0]?.key ?? "");
  }
  const currency = pick("currency") ?? null;
  const status = readText(pick("status"));
  const version = pick("version") ?? null;
  return {
    centreId,
    businessDate,
    currency: (currency === null ? null : translate(values.currency, currency)) ?? around.currency,
    status: findValue(values.status, status) ?? status ?? around.status,
    version: version === null ? around.version : String(version),
    shiftId: id("shiftId", shiftName),
    shiftName,
    openedAt: readWallClock(pick("openedAt"), form) ?? around.openedAt,
    closedAt: readWallClock(pick("closedAt"), form) ?? around.closedAt,
    tillId: id("tillId", tillName),
    tillName,
  };
}

function translate(currencies: ReadonlyMap<string, string>, given: string | number | boolean) {
  return findValue(currencies, given) ?? readCurrency(given);
}

/** Without an id, the clock is that of the only centre that was requested. */
function dateFormOf({ map, clocks }: ReadOptions, centreId: string | null): DateForm {
  const { dates, moments } = map;
  if (clocks === undefined || moments === null) return { dates, moments, clock: null };
  if ("any" in clocks) return { dates, moments, clock: clocks.any };
  const [only, ...others] = clocks.values();
  const single = others.length === 0 ? only : undefined;
  return { dates, moments, clock: (centreId === null ? single : clocks.get(centreId)) ?? null };
}

/**
 * While a part of its identity is unknown, an object may still contain something that was
 * requested.
 */
export function isWanted({ currencies, dates }: ReadOptions, identity: Identity): boolean {
  const { centreId, businessDate } = identity;
  if (centreId !== null && !("any" in currencies) && !currencies.has(centreId)) return false;
  if (businessDate === null || dates === null) return true;
  return businessDate >= dates.from && businessDate <= dates.to;
}

/** A window of requests reaches into the day after, whose sheet may come along. */
export function isNear({ currencies, dates }: ReadOptions, identity: Identity): boolean {
  const { centreId, businessDate } = identity;
  if (centreId === null || businessDate === null) return false;
  if (!("any" in currencies) && !currencies.has(centreId)) return false;
  if (dates === null) return true;
  return businessDate >= addDays(dates.from, -1) && businessDate <= addDays(dates.to, 1);
}

/**
 * Returns the currency in which the figures of an object are read. A sheet in another currency than
 * its centre's is refused: the same digits would mean another amount.
 */
export function checkCurrency(
  { cursor, options: { currencies } }: Context & { options: ReadOptions },
  { centreId, currency }: Identity,
): string {
  const own = "any" in currencies ? currencies.any : (currencies.get(centreId ?? "") ?? "");
  if (currency === null || own === "" || currency === own) return currency ?? own;
  throw cursor.drift(`the sheet is in ${currency} and its centre in ${own}`);
}
