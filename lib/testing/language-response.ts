/** Reads small responses by a map that replaces parts of the built-in one. */
import type { CashSheet, RegisterShift } from "../domain/cash-sheet";
import type { Json } from "../domain/field-map/field-map";
import { questionsOf } from "../domain/field-map/open-questions";
import { overBuiltIn } from "../domain/field-map/over-built-in";
import { readResponse } from "../domain/field-map/read-response";

export type GivenMap = Parameters<typeof overBuiltIn>[0];
const MADRID = { any: { timeZone: "Europe/Madrid", dayStartsAt: "06:00" } };
const WANTED = { currencies: { any: "EUR" }, clocks: MADRID, dates: null };

export function readAll(root: unknown, given: GivenMap): CashSheet[] {
  const reading = readResponse(root as Json, { map: overBuiltIn(given), ...WANTED });
  if (reading.kind === "drift") throw new Error(`${reading.path}: ${reading.reason}`);
  return reading.sheets.map(({ sheet }) => sheet);
}

export const KEY = { centerId: "101", date: "2019-01-05" };

/** Reads the only register shift of a sheet from these figures. */
export function shiftOf(figures: object, given: GivenMap): RegisterShift {
  const [sheet] = readAll([{ ...KEY, tillId: "1", ...figures }], given);
  const shift = sheet?.shifts[0];
  if (shift === undefined) throw new Error("no register shift was read");
  return shift;
}

export const tendersOf = (shift: RegisterShift | undefined) =>
  shift?.tenders?.map(({ tenderId, kind, amount }) => [tenderId, kind, amount?.amount ?? null]);

export const CASH_AND_CARD = [
  ["CASH", "cash", 1_210],
  ["VISA", "card", 3_000],
];

/** Lists what a response leaves open. */
export function openOf(root: unknown, given: GivenMap): string[] {
  const map = overBuiltIn(given);
  const reading = readResponse(root as Json, { map, ...WANTED });
  if (reading.kind === "drift") throw new Error(reading.reason);
  return questionsOf(root as Json, map, { reading, wanted: WANTED }).map(({ id }) => id);
}
